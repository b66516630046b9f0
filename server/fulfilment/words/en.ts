import type { Sentences } from '@/server/platform/words/words'

const shortCauses: Record<string, string> = {
  NOT_FOUND: 'not found',
  DAMAGED: 'damaged',
  WRONG_PRODUCT: 'another product in the bin',
  BIN_EMPTY: 'bin empty',
}

const packagings: Record<string, string> = {
  BOX: 'box',
  ENVELOPE: 'envelope',
  BAG: 'bag',
  TUBE: 'tube',
  CRATE: 'crate',
  PALLET: 'pallet',
}
/** What a parcel is packed in. */
export const packagingWords = (packaging: string): string => packagings[packaging] ?? packaging.toLowerCase()

export const sentences: Sentences = {
  'fulfilment/pick.released': ({ tasks }, say) =>
    `Released to the floor, ${say.units(tasks, 'pick task')} in walking order`,
  'fulfilment/line.picked': ({ units, lines, unit, mixed }, say) =>
    `${say.goods(units, unit, mixed)} picked${lines ? `, ${say.units(lines, 'line')}` : ''}`,
  'fulfilment/pick.short': ({ quantity, cause, reservedAgain, backordered, unit }, say) =>
    `Short pick: ${say.goods(quantity, unit)} ${shortCauses[String(cause)] ?? 'missing'}${Number(reservedAgain ?? 0) > 0 ? `, ${say.goods(reservedAgain, unit)} taken from elsewhere` : ''}${Number(backordered ?? 0) > 0 ? `, ${say.goods(backordered, unit)} to wait for stock` : ''}`,
  'fulfilment/pick.undone': ({ units, unit }, say) => `Pick undone, ${say.goods(units, unit)} back on the shelf`,
  'fulfilment/goods.putBack': ({ units, again, unit, mixed }, say) =>
    `${say.goods(units, unit, mixed)} put back into a bin${Number(again ?? 0) > 0 ? `, ${say.goods(again, unit, mixed && 0)} to be picked again` : ''}`,
  'fulfilment/short.corrected': ({ units, reserved, unit }, say) =>
    `${say.goods(units, unit)} found after all${Number(reserved ?? 0) > 0 ? `, ${say.goods(reserved, unit)} reserved for this order` : ''}`,
  'fulfilment/order.packed': ({ parcels, finished }, say) =>
    `Packed into ${say.units(parcels, 'parcel')}${finished === false ? ', more to follow' : ''}`,
  'fulfilment/goods.returned': ({ units, cause, unit, mixed }, say) =>
    `${units === undefined ? 'Goods' : say.goods(units, unit, mixed)} came back${cause ? `: ${String(cause).toLowerCase().replaceAll('_', ' ')}` : ''}`,
  'fulfilment/pick.revised': ({ tasks }, say) => `${say.units(tasks, 'pick task')} changed with the order`,
  'fulfilment/pick.rerouted': ({ units, moved, unit }, say) =>
    `${say.goods(units, unit)} to be picked from another bin: ${moved ? 'the goods were moved there' : 'the first was counted and has fewer'}`,
  'fulfilment/lot.exchanged': () => 'Another lot was taken than was asked for',
  'fulfilment/goods.moved': ({ units, from, to, unit }, say) => `${say.goods(units, unit)} moved from ${from} to ${to}`,
  'fulfilment/transfer.sent': ({ number, units, expectedOn, unit, mixed }, say) =>
    `${number} sent: ${say.goods(units, unit, mixed)}, expected on ${say.day(expectedOn)}`,
  'fulfilment/transfer.postponed': ({ from, to }, say) => `Expected on ${say.day(to)} instead of ${say.day(from)}`,
  'fulfilment/transfer.late': ({ from, to }, say) =>
    `Did not come on ${say.day(from)}: promises reckon with ${say.day(to)} until somebody names a day`,
  'fulfilment/transfer.received': ({ number, units, lost, over, unit, mixed }, say) =>
    [
      `${number}: ${say.goods(units, unit, mixed)} arrived`,
      Number(lost ?? 0) > 0 && `${say.goods(lost, unit, mixed && 0)} did not`,
      Number(over ?? 0) > 0 && `${say.goods(over, unit, mixed && 0)} more than was sent`,
    ]
      .filter(Boolean)
      .join(', '),
  'fulfilment/order.servedFrom': ({ warehouse, backordered, unit, mixed }, say) =>
    `Served from ${warehouse} from now on${Number(backordered ?? 0) > 0 ? `, where ${say.goods(backordered, unit, mixed)} short` : ''}`,
  'fulfilment/service.performed': () => 'Service performed',
}

export const refusals: Sentences = {
  TASK_OUTDATED: () => 'This pick has changed since it was shown. Load it again.',
  SOMEBODY_IS_ON_IT: ({ name }) =>
    `${name} is on this order now. Put it back, or take the order over and take it again.`,
  TASK_ENDED: () => 'This pick is done already, or its order no longer wants it. Load it again.',
  NOTHING_TO_PACK: () => 'Nothing of this order is picked and unpacked.',
  MORE_THAN_ASKED: ({ left, unit }, say) => `This task asks for only ${say.goods(left, unit)} more. Put the rest back.`,
  NOT_ON_THIS_ORDER: ({ code }) => `${code} is not the product of this task. Put it back and scan the product shown.`,
  BIN_SHORT: ({ left, unit }, say) =>
    `By the last count this bin has ${say.goods(left, unit)}. Report the rest as not found, or count the bin again.`,
  SAME_WAREHOUSE: () => 'This is the warehouse already. Choose another one.',
  PICKING_BEGUN: () => 'Something of this order is picked already. Put it back first.',
  NOT_FREE: ({ sku, free, unit }, say) =>
    `Of ${sku} only ${say.goods(free, unit)} can leave: the rest is promised to orders, on pick lists, or in another bin.`,
  TRANSFER_OVER: ({ number }) =>
    `${number} has arrived already. Take in what comes later as goods in, or count the bin.`,
  SAME_BIN: () => 'This is the bin in which the goods are already.',
  OTHER_WAREHOUSE: () => 'This bin is in another warehouse. Send the goods there by a transfer.',
  BIN_HAS_FEWER: ({ left, unit, bin }, say) =>
    `By the books ${bin} has ${say.goods(left, unit)}. Move fewer, or count the bin first.`,
  BIN_BEING_PICKED: ({ name, order }) =>
    `${name} is picking these units for ${order} now. Move fewer, or move them when that order is picked.`,
  NOT_SHORT: () => 'All of it was found: pick it instead.',
  NOTHING_TO_UNDO: () => 'Nothing of this pick can be put back.',
  ALREADY_PACKED: () => 'This is packed already. Unpack the parcel first.',
  NO_LONGER_WANTED: () => 'The order no longer wants this. Put it back under Fulfilment → Put back.',
  MORE_THAN_LOOSE: ({ position, left, boxed, unit }, say) =>
    `Line ${position}: at most ${say.goods(left, unit)} can be put back${Number(boxed ?? 0) > 0 ? `; ${say.goods(boxed, unit)} in parcels, which have to be unpacked first` : ''}.`,
  NOTHING_TO_CORRECT: () => 'Nothing of this pick is missing.',
  COUNTED_SINCE: () => 'Somebody has counted this bin since. Count it again if it is still wrong.',
  MORE_THAN_PICKED: ({ left, unit }, say) =>
    `More would be packed than was picked: at most ${say.goods(left, unit)} can be packed.`,
  PACKED_TOO_HEAVY: ({ parcel, weightGrams, limitGrams }, say) =>
    `Parcel ${parcel} weighs ${say.weight(weightGrams)}; the carrier takes at most ${say.weight(limitGrams)}. Split it, or choose another service.`,
  PARCEL_OF_SEVERAL: () =>
    'These goods lie in several warehouses. Each packs its own parcels: choose one of the warehouses first.',
  TOO_MANY_PARCELS: ({ parcels, limit }) =>
    `That would be ${parcels} parcels; at most ${limit} are packed at once. Pack them in several goes.`,
  MORE_THAN_SHIPPED: ({ position, left, unit }, say) =>
    `Line ${position}: at most ${say.goods(left, unit)} can come back.`,
}
