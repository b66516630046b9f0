import { expect, it } from 'vitest'
import { type Asking, follow, followedUnits } from './moving'

const task = (id: string, quantity: number, facts: Partial<Asking> = {}): Asking => ({
  id,
  orderId: `order of ${id}`,
  orderNumber: `SO of ${id}`,
  orderLineId: `line of ${id}`,
  warehouseId: 'w',
  binId: 'from',
  lot: 'L7',
  productId: 'p',
  quantity,
  picked: 0,
  state: 'OPEN',
  cause: null,
  walkOrder: 1,
  missing: 0,
  found: 0,
  picker: null,
  ...facts,
})

it.each([
  [5, 20, [], 0],
  [5, 20, [{ quantity: 15, picked: 0 }], 0],
  [5, 20, [{ quantity: 16, picked: 0 }], 1],
  [5, 20, [{ quantity: 16, picked: 1 }], 0],
  [
    5,
    20,
    [
      { quantity: 10, picked: 0 },
      { quantity: 8, picked: 0 },
    ],
    3,
  ],
  [5, 20, [{ quantity: 30, picked: 0 }], 5],
  [5, 5, [{ quantity: 2, picked: 0 }], 2],
])('of %i units moved from a bin of %i whose tasks ask for %j, %i follow', (moved, inBin, asking, followed) => {
  expect(followedUnits(moved, inBin, asking)).toBe(followed)
})

it('asks for the moved units in the other bin, and for the others still in this one', () => {
  const { tasks, takes } = follow([task('a', 4), task('b', 5, { picked: 2 }), task('c', 6)], 6, {
    binId: 'to',
    walkOrder: 9,
  })
  expect(tasks.map(({ id, state, quantity, picked }) => [id, state, quantity, picked])).toEqual([
    ['a', 'CANCELLED', 4, 0],
    ['b', 'OPEN', 3, 2],
  ])
  expect([...takes]).toEqual([
    [
      'order of a',
      [
        {
          orderLineId: 'line of a',
          warehouseId: 'w',
          productId: 'p',
          lot: 'L7',
          quantity: 4,
          binId: 'to',
          walkOrder: 9,
        },
      ],
    ],
    [
      'order of b',
      [
        {
          orderLineId: 'line of b',
          warehouseId: 'w',
          productId: 'p',
          lot: 'L7',
          quantity: 2,
          binId: 'to',
          walkOrder: 9,
        },
      ],
    ],
  ])
})

it('keeps together what two tasks of one order ask for', () => {
  const { takes } = follow([task('a', 4, { orderId: 'o' }), task('b', 5, { orderId: 'o' })], 9, {
    binId: 'to',
    walkOrder: 9,
  })
  expect([...takes].map(([order, units]) => [order, units.map(({ quantity }) => quantity)])).toEqual([['o', [4, 5]]])
})

it('lets tasks of orders on which nobody works follow first', () => {
  const { tasks } = follow([task('a', 4, { picker: 'Ann' }), task('b', 4)], 4, { binId: 'to', walkOrder: 9 })
  expect(tasks.map(({ id }) => id)).toEqual(['b'])
})

it('refuses to move what somebody is picking, and says who and for which order', () => {
  expect(() => follow([task('a', 4, { picker: 'Ann' }), task('b', 4)], 5, { binId: 'to', walkOrder: 9 })).toThrow(
    expect.objectContaining({ code: 'BIN_BEING_PICKED', parameters: { name: 'Ann', order: 'SO of a' } }),
  )
  const both = [task('a', 4, { picker: 'Ann' }), task('b', 4, { picker: 'Bea' }), task('c', 4)]
  expect(() => follow(both, 12, { binId: 'to', walkOrder: 9 })).toThrow(
    expect.objectContaining({ parameters: { name: 'Ann', order: 'SO of a' } }),
  )
})
