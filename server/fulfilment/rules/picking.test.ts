import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { allocate, type PickTask, revise, shorten } from './picking'

const line = (facts: Partial<OrderLine>) =>
  ({
    id: 'l1',
    productId: 'p1',
    warehouseId: 'w',
    position: 1,
    reserved: 0,
    released: 0,
    picked: 0,
    backordered: 0,
    ...facts,
  }) as OrderLine
const bin = (binId: string, walkOrder: number, quantity: number) => ({
  binId,
  binCode: binId,
  walkOrder,
  productId: 'p1',
  quantity,
})
const task = (id: string, walkOrder: number, quantity: number, picked = 0) =>
  ({ id, orderLineId: 'l1', walkOrder, quantity, picked, state: 'OPEN', cause: null }) as PickTask

describe('where to take from', () => {
  const bins = [bin('near', 1, 3), bin('middle', 2, 2), bin('far', 3, 9)]
  it.each([
    [2, [['near', 2]]],
    [5, [['far', 5]]],
    [
      12,
      [
        ['near', 3],
        ['middle', 2],
        ['far', 7],
      ],
    ],
    [
      20,
      [
        ['near', 3],
        ['middle', 2],
        ['far', 9],
      ],
    ],
  ])('%i units', (reserved, expected) => {
    expect(allocate([line({ reserved })], bins).map((take) => [take.binId, take.quantity])).toEqual(expected)
  })

  it('never gives two lines the same unit', () => {
    const takes = allocate([line({ reserved: 8 }), line({ id: 'l2', reserved: 8 })], bins)
    expect(takes.reduce((sum, take) => sum + take.quantity, 0)).toBe(14)
  })
})

describe('tasks after an order changed', () => {
  it('takes from the last on the way first, and ends what is picked', () => {
    const { tasks } = revise([line({ reserved: 3, released: 3 })], [task('a', 1, 6, 2), task('b', 2, 4)])
    expect(tasks).toMatchObject([
      { id: 'b', state: 'CANCELLED' },
      { id: 'a', quantity: 5, state: 'OPEN' },
    ])
  })

  it('gives back what no task asks for', () => {
    expect(revise([line({ reserved: 5, released: 5 })], [task('a', 1, 3)]).lines[0]).toMatchObject({ released: 3 })
  })
})

describe('a short pick', () => {
  const short = { left: 5, picked: 2, inBin: 20, damaged: false, free: 0, available: 0 }
  it.each([
    [short, { missing: 3, reservedAgain: 0, backordered: 3 }],
    [
      { ...short, available: 10 },
      { missing: 3, reservedAgain: 3, backordered: 0 },
    ],
    [
      { ...short, free: 4, available: 5 },
      { missing: 7, reservedAgain: 1, backordered: 2 },
    ],
    [
      { ...short, free: 9, available: 4 },
      { missing: 7, reservedAgain: 0, backordered: 3 },
    ],
    [
      { ...short, inBin: 3, available: 1 },
      { missing: 1, reservedAgain: 3, backordered: 0 },
    ],
    [
      { ...short, damaged: true, free: 4, available: 4 },
      { missing: 3, reservedAgain: 3, backordered: 0 },
    ],
  ])('%j', (facts, expected) => {
    const result = shorten(line({ reserved: 5, released: 5 }), facts)
    expect(result).toMatchObject(expected)
    expect(result.line.reserved + result.line.picked + result.line.backordered).toBe(5)
  })
})
