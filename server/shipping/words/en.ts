import type { Sentences } from '@/server/platform/words'

export const sentences: Sentences = {
  'shipping/shipment.planned': ({ number, plannedOn }, say) =>
    `Shipment${number ? ` ${number}` : ''} planned${plannedOn ? ` for ${say.day(plannedOn)}` : ''}`,
  'shipping/shipment.dispatched': ({ number, units }, say) =>
    `Shipment${number ? ` ${number}` : ''} dispatched${units ? `, ${say.units(units, 'unit')}` : ''}`,
  'shipping/shipment.delivered': ({ proof }) =>
    proof === 'ASSUMED' ? 'Delivered, assumed after the transit time' : 'Delivered, with proof',
  'shipping/shipment.cancelled': () => 'Shipment cancelled',
}

export const refusals: Sentences = {
  NOT_DISPATCHED: () => 'This shipment has not left yet.',
  NOT_PLANNED: () => 'This shipment has left already.',
}
