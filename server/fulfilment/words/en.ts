import type { Sentences } from '@/server/platform/words'

const shortCauses: Record<string, string> = {
  NOT_FOUND: 'not found',
  DAMAGED: 'damaged',
  WRONG_PRODUCT: 'another product in the bin',
  BIN_EMPTY: 'bin empty',
}

export const sentences: Sentences = {
  'fulfilment/pick.released': ({ tasks }, say) =>
    `Released to the floor, ${say.units(tasks, 'pick task')} in walking order`,
  'fulfilment/line.picked': ({ units, lines }, say) =>
    `${say.units(units, 'unit')} picked${lines ? `, ${say.units(lines, 'line')}` : ''}`,
  'fulfilment/pick.short': ({ quantity, cause }, say) =>
    `Short pick: ${say.units(quantity, 'unit')} ${shortCauses[String(cause)] ?? 'missing'}`,
  'fulfilment/pick.undone': ({ units }, say) => `Pick undone, ${say.units(units, 'unit')} back on the shelf`,
  'fulfilment/order.packed': ({ parcels }, say) => `Packed into ${say.units(parcels, 'parcel')}`,
  'fulfilment/goods.returned': ({ units, cause }, say) =>
    `${units === undefined ? 'Goods' : say.units(units, 'unit')} came back${cause ? `: ${String(cause).toLowerCase().replaceAll('_', ' ')}` : ''}`,
  'fulfilment/service.performed': () => 'Service performed',
}

export const refusals: Sentences = {
  TASK_OUTDATED: () => 'This pick has changed since it was shown. Load it again.',
  TASK_ENDED: () => 'This pick is done already.',
  NOTHING_TO_PACK: () => 'Nothing of this order is picked and unpacked.',
  RETURNED_TOO_MUCH: () => 'More would come back than was shipped.',
}
