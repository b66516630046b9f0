import { expect, it } from 'vitest'
import { passesUntil, percentDone, toldEvents, whyNotPass } from './rules'

it.each([
  ['DAY', '2026-05-20T10:15:30.250Z', '2026-05-21T10:15:30.250Z'],
  ['WEEK', '2026-05-20T10:15:30.250Z', '2026-05-27T10:15:30.250Z'],
  // Summer time begins on 29 March, so the same time of day is only 23 hours away.
  ['DAY', '2026-03-28T10:15:00.000Z', '2026-03-29T09:15:00.000Z'],
  // In this time zone, the late evening in UTC is already the next day.
  ['DAY', '2026-05-20T22:30:00.000Z', '2026-05-21T22:30:00.000Z'],
] as const)('a %s after %s it is %s', (kind, now, then) => {
  expect(passesUntil(kind, 'Europe/Berlin', new Date(now)).toISOString()).toBe(then)
})

it.each([
  ['NONE', false, 'NOT_ON_TRIAL'],
  ['NONE', true, 'NOT_ON_TRIAL'],
  ['ASKED', false, 'SAMPLE_GROWS'],
  ['GROWING', false, 'SAMPLE_GROWS'],
  ['PASSING', false, 'TIME_PASSES'],
  ['READY', true, 'TIME_PASSES'],
  ['READY', false, null],
])('with a sample that is %s and a passage under way (%s), time may not pass: %s', (sample, underWay, why) => {
  expect(whyNotPass(sample, underWay)).toBe(why)
})

it.each([
  [100, 200, 100, 0],
  [100, 200, 150, 50],
  [100, 400, 199, 33],
  [100, 200, 200, 100],
  [100, 200, 250, 100],
  [100, 200, 50, 0],
  [100, 100, 50, 100],
  [200, 100, 150, 100],
  [100, 101, 100, 0],
])('a passage from %i to %i that has reached %i is done to %i %%', (from, until, reached, percent) => {
  expect(percentDone(new Date(from), new Date(until), new Date(reached))).toBe(percent)
})

it('lists events in order of importance, each with its records', () => {
  expect(toldEvents.map(({ event, object }) => `${event} ${object}`)).toEqual([
    'receivable/reminder.sent customer',
    'credit/hold.placed customer',
    'order/order.confirmed order',
    'collection/receipt.recorded receipt',
    'collection/item.settled invoice',
    'credit/hold.lifted customer',
    'credit/order.released order',
    'collection/promise.kept customer',
    'collection/promise.broken customer',
    'order/goods.received goodsReceipt',
    'order/backorder.allocated order',
    'shipping/shipment.dispatched shipment',
    'shipping/shipment.delivered shipment',
    'invoicing/invoice.issued invoice',
    'receivable/item.overdue invoice',
    'order/reservation.lost order',
    'receivable/proforma.lapsed order',
    'order/quote.expired quote',
  ])
})
