import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { pieces } from '@/server/platform/money/quantity'
import { comeBack, isStopped, looseOf, shelve, unpackLines } from './putting-back'

const none = { toPutBack: 0, boxed: 0, picked: 0, packed: 0, reserved: 0, shipped: 0, returned: 0 }
const line = (facts: Partial<OrderLine>) => ({ id: 'l1', position: 1, ...pieces, ...none, ...facts }) as OrderLine
const refusal = (code: string, parameters: object) => expect.objectContaining({ code, parameters })

describe('what goes into a bin again', () => {
  const facts = { toPutBack: 5, boxed: 2, picked: 7, packed: 3, reserved: 1 }
  it('is what is loose: units no longer wanted, and wanted units that are in no parcel', () => {
    expect(looseOf(line(facts))).toEqual({ unwanted: 3, wanted: 4 })
  })

  it.each([
    [2, 2, 0, { toPutBack: 3 }],
    [3, 3, 0, { toPutBack: 2 }],
    [5, 3, 2, { toPutBack: 2, picked: 5, reserved: 3 }],
    [7, 3, 4, { toPutBack: 2, picked: 3, reserved: 5 }],
  ])('of %i units %i are no longer wanted and %i are picked once more', (quantity, unwanted, again, changes) => {
    expect(shelve(line(facts), quantity)).toEqual({ line: line({ ...facts, ...changes }), unwanted, again })
  })

  it('is refused beyond the loose quantity, and says how much is in parcels', () => {
    expect(() => shelve(line(facts), 8)).toThrow(refusal('MORE_THAN_LOOSE', { position: 1, left: 7, boxed: 5 }))
  })
})

describe('parcels that are opened', () => {
  const boxes = line({ toPutBack: 2, boxed: 2, picked: 4, packed: 4 })
  const opened = (...quantities: number[]) => quantities.map((quantity) => ({ orderLineId: 'l1', quantity }))
  it.each([
    [[1], { boxed: 1 }],
    [[2], { boxed: 0 }],
    [[3], { boxed: 0, packed: 3 }],
    [[3, 3], { boxed: 0, packed: 0 }],
  ])('give back of what is no longer wanted first: %j', (quantities, changes) => {
    expect(unpackLines([boxes], opened(...quantities))).toEqual([{ ...boxes, ...changes }])
  })

  it('are stopped by goods in them that are no longer wanted, and by no other line', () => {
    const lines = [line({ boxed: 1 }), line({ id: 'l2' })]
    const holding = (...ids: string[]) => ({ lines: ids.map((orderLineId) => ({ orderLineId })) })
    expect(isStopped(holding('l1'), lines)).toBe(true)
    expect(isStopped(holding('l2', 'l1'), lines)).toBe(true)
    expect(isStopped(holding('l2'), lines)).toBe(false)
    expect(isStopped(holding(), lines)).toBe(false)
  })

  it('leave other lines alone, and hold no more than was packed', () => {
    const other = line({ id: 'l2', packed: 1 })
    expect(unpackLines([boxes, other], opened(1))[1]).toBe(other)
    expect(() => unpackLines([boxes], opened(7))).toThrow(refusal('NOT_PACKED', { position: 1 }))
  })
})

describe('goods that come back', () => {
  const lines = [line({ shipped: 5, returned: 1 }), line({ id: 'l2', position: 2, shipped: 3 })]
  const wanted = (orderLineId: string, quantity: number) => ({ orderLineId, quantity })
  it('are added to the returned quantity, and two mentions of a line count together', () => {
    expect(comeBack(lines, [wanted('l1', 1), wanted('l1', 3)])).toEqual({
      lines: [{ ...lines[0], returned: 5 }, lines[1]],
      returned: [wanted('l1', 4)],
    })
    expect(comeBack(lines, [wanted('l2', 1)]).lines[0]).toBe(lines[0])
  })

  it.each([
    [[wanted('l1', 5)], refusal('MORE_THAN_SHIPPED', { position: 1, left: 4 })],
    [[wanted('l2', 2), wanted('l2', 2)], refusal('MORE_THAN_SHIPPED', { position: 2, left: 3 })],
    [[wanted('l9', 1)], refusal('NOT_FOUND', { noun: 'order line' })],
  ])('are refused: %j', (asked, refused) => expect(() => comeBack(lines, asked)).toThrow(refused))
})
