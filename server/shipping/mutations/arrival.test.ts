import { expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { delivered } from './arrival'

const line = (facts: Partial<OrderLine>) => ({ backordered: 0, reserved: 0, picked: 0, ...facts }) as OrderLine
const [early, late] = [new Date('2026-06-09T08:00:00Z'), new Date('2026-06-10T08:00:00Z')]
const gone = [line({ shipped: 3 })]

it.each<[string, OrderLine[], underWay: number, lastAt: Date | null, at: Date | null, Date | null]>([
  ['with its only shipment', gone, 0, null, early, early],
  ['with the other one, when that arrived later', gone, 0, late, early, late],
  ['with this one, when that arrived before', gone, 0, early, late, late],
  ['with the others, when this one never arrives', gone, 0, early, null, early],
  ['not when none arrives', gone, 0, null, null, null],
  ['not while another is under way', gone, 1, early, late, null],
  ['not while goods wait for stock', [...gone, line({ backordered: 1 })], 0, early, late, null],
  ['not while goods wait for the floor', [...gone, line({ reserved: 2 })], 0, early, late, null],
  ['not while as many are picked as wait for the floor', [line({ reserved: 2, picked: 2 })], 0, early, late, null],
  ['not while goods are picked', [line({ picked: 1 }), ...gone], 0, early, late, null],
])('an order is delivered %s', (_, lines, underWay, lastAt, at, expected) => {
  const end = delivered(lines, { underWay, lastAt, assumed: false }, at, false)
  expect(end).toEqual(expected && { deliveredAt: expected, deliveryAssumed: false })
})

it.each([
  [false, false, false],
  [true, false, true],
  [false, true, true],
])('its delivery is assumed when that of one shipment is: %s, %s', (one, other, expected) => {
  const end = delivered(gone, { underWay: 0, lastAt: early, assumed: other }, late, one)
  expect(end).toEqual({ deliveredAt: late, deliveryAssumed: expected })
})
