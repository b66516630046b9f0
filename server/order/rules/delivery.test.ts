import { describe, expect, it } from 'vitest'
import type { DeliveryRule } from '@/server/customer/schema'
import { awaited, closedOf, deliveries, mayLeave, waitsForRest } from './delivery'

const line = (part: Partial<Record<'backordered' | 'reserved' | 'picked' | 'packed', number>>) => ({
  backordered: 0,
  reserved: 0,
  picked: 0,
  packed: 0,
  ...part,
})
const whole = [line({ reserved: 2 }), line({ picked: 1, packed: 1 })]
const short = [line({ reserved: 2 }), line({ backordered: 3 })]
const nothing = [line({ backordered: 3 }), line({})]
const packed = [line({ picked: 4, packed: 4 }), line({})]

describe('an order with a short line', () => {
  it.each<[DeliveryRule, string, boolean, number, number]>([
    ['PART', 'as it comes', false, 1, 0],
    ['COMPLETE', 'together', true, 1, 0],
    ['CLOSE_REST', 'and the rest is closed', false, 0, 3],
  ])('%s: %s', (rule, _, waits, awaits, closed) => {
    expect(waitsForRest(rule, short)).toBe(waits)
    expect(waitsForRest(rule, whole)).toBe(false)
    expect(awaited(rule, short)).toHaveLength(awaits)
    // When no unit is there, every rule waits for the goods.
    expect(awaited(rule, nothing)).toEqual([nothing[0]])
    expect(awaited(rule, [line({ picked: 1 }), line({ backordered: 3 })])).toHaveLength(awaits)
    expect(awaited(rule, whole)).toEqual([])
    expect(short.map((one) => closedOf(rule, one))).toEqual([0, closed])
  })

  it.each<[keyof typeof parts, boolean]>([
    ['nothing more', true],
    ['what is short', false],
    ['what is to be picked', false],
    ['what is to be packed', false],
    ['what is short and as much to be picked', false],
  ])('that is sent complete, and waits for %s, may leave: %s', (rest, leaves) => {
    const lines = [...packed, ...parts[rest]]
    expect(mayLeave('COMPLETE', lines)).toBe(leaves)
    expect([mayLeave('PART', lines), mayLeave('CLOSE_REST', lines)]).toEqual([true, true])
  })
})

const parts = {
  'nothing more': [],
  'what is short': [line({ backordered: 1 })],
  'what is to be picked': [line({ reserved: 1 })],
  'what is to be packed': [line({ picked: 3, packed: 2 })],
  'what is short and as much to be picked': [line({ backordered: 1, reserved: 1 })],
}

it('the table has each rule once', () => {
  expect(deliveries).toEqual({
    PART: { leaves: 'AS_IT_COMES', rest: 'WAITS' },
    COMPLETE: { leaves: 'TOGETHER', rest: 'WAITS' },
    CLOSE_REST: { leaves: 'AS_IT_COMES', rest: 'CLOSED' },
    REFUSE: { leaves: 'AS_IT_COMES', rest: 'WAITS' },
  })
})
