import type { Sentences } from '@/server/platform/words/words'

const troubles: Record<string, string> = {
  NOBODY_THERE: 'nobody was there',
  REFUSED: 'the customer refused it',
  WRONG_ADDRESS: 'the address is wrong',
  DAMAGED: 'it was damaged on the way',
  LOST: 'the carrier has lost it',
  OTHER: 'no reason was given',
}
/** Why a shipment did not arrive. */
export const troubleWords = (cause: string): string => troubles[cause] ?? cause

const endWords: Record<string, string> = {
  SHELF: 'taken in, on the shelf again',
  WRITE_OFF: 'taken in and written off',
  LOST: 'lost on the way, written off',
}

const calledOff: Record<string, string> = {
  UNPACKED: 'a parcel of it was unpacked',
  ORDER_CANCELLED: 'the order was cancelled',
}

export const sentences: Sentences = {
  'shipping/shipment.missed': ({ number, missedOn, plannedOn }, say) =>
    `Shipment ${number ?? ''} missed the cut-off of ${say.day(missedOn)}: leaves ${say.day(plannedOn)}`,
  'shipping/promise.moved': ({ from, to }, say) =>
    `The promised ${say.day(from)} cannot be kept: ${say.day(to)} replaces it. On-time figures keep the first promise`,
  'shipping/shipment.planned': ({ number, plannedOn }, say) =>
    `Shipment${number ? ` ${number}` : ''} planned${plannedOn ? ` for ${say.day(plannedOn)}` : ''}`,
  'shipping/shipment.joined': ({ number, parcels }, say) =>
    `${say.units(parcels, 'more parcel')} put into shipment${number ? ` ${number}` : ''}`,
  'shipping/labels.printed': ({ labels, of }, say) =>
    `${say.units(labels, 'label')} printed, of ${say.units(of, 'parcel')}`,
  'shipping/shipment.dispatched': ({ number, units, unit, mixed }, say) =>
    `Shipment${number ? ` ${number}` : ''} dispatched${units ? `, ${say.goods(units, unit, mixed)}` : ''}`,
  'shipping/shipment.recalled': ({ number, units, unit, mixed }, say) =>
    `Dispatch${number ? ` of ${number}` : ''} taken back${units ? `, ${say.goods(units, unit, mixed)} in the house again` : ''}`,
  'shipping/shipment.left': ({ number }) => `Shipment${number ? ` ${number}` : ''} has left the house`,
  'shipping/shipment.delivered': ({ proof }) =>
    proof === 'ASSUMED' ? 'Delivered, assumed after the transit time' : 'Delivered, with proof',
  'shipping/shipment.partlyDelivered': ({ units, missing, unit, mixed }, say) =>
    `Delivered in part: ${say.goods(units, unit, mixed)}, ${say.goods(missing, unit, mixed && 0)} did not arrive`,
  'shipping/delivery.failed': ({ cause }) => `Not delivered: ${troubleWords(String(cause ?? 'OTHER'))}`,
  'shipping/shipment.returned': ({ cause }) => `Came back to us: ${troubleWords(String(cause ?? 'OTHER'))}`,
  'shipping/shipment.settled': ({ units, end, unit, mixed }, say) =>
    units === undefined
      ? 'Everything that did not arrive was taken back'
      : `${say.goods(units, unit, mixed)} ${endWords[String(end)] ?? 'settled'}`,
  'shipping/shipment.sentAgain': ({ expectedOn }, say) =>
    `Sent again${expectedOn ? `, expected ${say.day(expectedOn)}` : ''}`,
  'shipping/shipment.changed': ({ plannedOn, tracked, elsewhere }, say) =>
    tracked
      ? 'Tracking number noted'
      : `Planned again, leaves ${say.day(plannedOn)}${elsewhere ? '; it goes to another address: print its labels again' : ''}`,
  'shipping/shipment.cancelled': ({ number, reason }) =>
    `Shipment${number ? ` ${number}` : ''} cancelled before it left${reason ? `: ${calledOff[String(reason)] ?? reason}` : ''}`,
  'shipping/parcel.unpacked': ({ number, parcels, reason }, say) =>
    `${Number(parcels ?? 1) === 1 ? `Parcel ${number ?? ''}` : say.units(parcels, 'parcel')} unpacked${reason ? `: ${reason}` : ''}`,
}

export const refusals: Sentences = {
  HELD: () => 'The customer is on credit hold: this stays parked until the hold ends.',
  CREDIT_NOT_PASSED: () => 'The credit of this order is not settled: this stays parked.',
  ADDRESS_MISSING: ({ number }) =>
    `Order ${number ?? ''} has no complete delivery address. Add street and town first, and the state where the country has them.`,
  LEAVES_TOGETHER: ({ number }) =>
    `Order ${number ?? ''} is sent complete: this stays here until all of it is packed. Amend the order to send it in parts.`,
  SHIPMENT_PLANNED: () => 'This shipment has not left yet.',
  SHIPMENT_DISPATCHED: () => 'This shipment has left already.',
  SHIPMENT_LEFT: () =>
    'This shipment has left the house: its mail and its invoice are sent. Record goods that come back as a return.',
  CAME_BACK: ({ position }) => `Part of line ${position} came back already: record the rest as a return.`,
  SHIPMENT_DELIVERED: () => 'This shipment has arrived already.',
  SHIPMENT_PARTLY_DELIVERED: () => 'A part of this shipment has arrived already.',
  SHIPMENT_FAILED: () => 'This shipment could not be delivered.',
  SHIPMENT_RETURNED: () => 'This shipment has come back.',
  SHIPMENT_LOST: () => 'This shipment is lost.',
  NOTHING_OUTSTANDING: () => 'The end of all of this shipment is recorded already.',
  MORE_THAN_OUTSTANDING: ({ left, unit }, say) => `Only ${say.goods(left, unit)} of this line outstanding.`,
  NOTHING_MISSING: () => 'All of it arrived: record it as delivered.',
  SHIPMENT_CANCELLED: () => 'This shipment was cancelled.',
  PARCEL_TOO_HEAVY: ({ number, weightGrams, limitGrams, service }, say) =>
    `Parcel ${number} weighs ${say.weight(weightGrams)}; ${service} takes at most ${say.weight(limitGrams)}. Choose another service, or pack it into two.`,
  NOT_PACKED: ({ position }) => `Line ${position} is no longer packed as planned.`,
  DELIVERY_TIME: () => 'The time of a delivery must be after the dispatch and not in the future.',
  ALREADY_UNPACKED: () => 'This parcel was unpacked already.',
  CUT_OFF_PASSED: ({ service, cutOff, plannedOn }, say) =>
    `The cut-off of ${service} on ${say.day(plannedOn)} was at ${cutOff}. Choose the next day or another service, or dispatch it now.`,
  DAY_PASSED: () => 'That day has passed.',
}
