import { describe, expect, it } from 'vitest'
import { ownPriced } from '@/prisma/seed/priced'
import { type FreeStock, stockKey } from '@/server/inventory/rules'
import { pieces } from '@/server/platform/money/quantity'
import type { OrderLine } from './position'
import { cancellable, loseReservations, lowerable, newQuantities, serveBackorders, takeBack } from './quantities'

const line = (change: Partial<OrderLine>): OrderLine => ({
  ...newQuantities,
  ...ownPriced,
  id: 'line',
  orderId: 'order',
  position: 1,
  productId: 'saw',
  warehouseId: 'warehouse',
  kind: 'GOODS',
  description: 'Saw',
  ordered: 10,
  backordered: 0,
  reserved: 0,
  open: 0,
  unitPrice: '1',
  ...pieces,
  priceQuantity: 1,
  taxCode: 'S',
  taxRate: '20',
  netMinor: 1_000n,
  ...change,
})

it('a new line has only ordered units', () => {
  expect(Object.values(newQuantities)).toEqual(Array(11).fill(0))
})

describe('cancelled units', () => {
  const full = { backordered: 2, reserved: 4, released: 3, picked: 4, packed: 1 }
  it.each<[string, Partial<OrderLine>, number, Partial<OrderLine>]>([
    ['nothing', full, 0, {}],
    ['first what waits for stock', full, 2, { cancelled: 2, backordered: 0 }],
    ['then what is reserved, the released part last', full, 3, { cancelled: 3, backordered: 0, reserved: 3 }],
    ['then what is released', full, 5, { cancelled: 5, backordered: 0, reserved: 1, released: 1 }],
    [
      'then what is picked and loose, to be put back',
      full,
      9,
      { cancelled: 9, backordered: 0, reserved: 0, released: 0, picked: 1, packed: 1, toPutBack: 3 },
    ],
    [
      'what is packed last, in a parcel to be opened',
      full,
      10,
      { cancelled: 10, backordered: 0, reserved: 0, released: 0, picked: 0, packed: 0, toPutBack: 4, boxed: 1 },
    ],
    ['never more than has not left', { shipped: 7, reserved: 3 }, 10, { cancelled: 3, reserved: 0 }],
    [
      'what is open after what is reserved',
      { backordered: 1, reserved: 1, open: 5 },
      3,
      { cancelled: 3, backordered: 0, reserved: 0, open: 4 },
    ],
    ['a service that is not performed', { open: 6, performed: 4 }, 5, { cancelled: 5, open: 1 }],
    [
      'on top of what was taken before',
      { cancelled: 3, picked: 7, toPutBack: 2, boxed: 1, packed: 7 },
      2,
      {
        cancelled: 5,
        picked: 5,
        packed: 5,
        toPutBack: 4,
        boxed: 3,
      },
    ],
    [
      'what is open before what is picked',
      { open: 2, picked: 3 },
      4,
      { cancelled: 4, open: 0, picked: 1, toPutBack: 2 },
    ],
  ])('%s', (_, before, quantity, change) => {
    expect(takeBack(line(before), quantity).line).toEqual(line({ ...before, ...change }))
  })

  it('free their reservations and their backorders', () => {
    expect(takeBack(line(full), 5).freed).toEqual({ backordered: 2, reserved: 3 })
    expect(takeBack(line({ picked: 10 }), 5).freed).toEqual({ backordered: 0, reserved: 0 })
  })
})

it('units that have left cannot be cancelled; units in a parcel cannot be removed by an amendment', () => {
  const some = line({ backordered: 1, reserved: 2, open: 4, picked: 8, packed: 5, shipped: 100 })
  expect(cancellable(some)).toBe(15)
  expect(lowerable(some)).toBe(10)
})

describe('received stock', () => {
  const lines = [
    line({ id: 'first', backordered: 3, reserved: 1 }),
    line({ id: 'second', backordered: 3 }),
    line({ id: 'other', productId: 'axe', backordered: 2 }),
    line({ id: 'nothing', reserved: 4 }),
  ]
  const serve = (free: [string, number][]) => {
    const left: FreeStock = new Map(
      free.map(([productId, units]) => [stockKey({ warehouseId: 'warehouse', productId }), units]),
    )
    const { lines: changed, served } = serveBackorders(lines, left)
    return {
      left: [...left].map(([key, units]) => [key.split('/')[1], units]),
      served: [...served],
      lines: changed.map((one) => [one.reserved, one.backordered]),
    }
  }

  it('is given to lines in their order, and no unit to two lines of one product', () => {
    expect(serve([['saw', 5]])).toEqual({
      left: [['saw', 0]],
      served: [
        ['first', 3],
        ['second', 2],
      ],
      lines: [
        [4, 0],
        [2, 1],
        [0, 2],
        [4, 0],
      ],
    })
  })

  it('stays free when no line waits for it', () => {
    expect(
      serve([
        ['saw', 9],
        ['axe', 1],
      ]),
    ).toEqual({
      left: [
        ['saw', 3],
        ['axe', 0],
      ],
      served: [
        ['first', 3],
        ['second', 3],
        ['other', 1],
      ],
      lines: [
        [4, 0],
        [3, 0],
        [1, 1],
        [4, 0],
      ],
    })
  })

  it('is given only to lines of its own warehouse', () => {
    const left: FreeStock = new Map([[stockKey({ warehouseId: 'other', productId: 'saw' }), 9]])
    expect(serveBackorders(lines, left).served.size).toBe(0)
    const there = serveBackorders([...lines, line({ id: 'there', warehouseId: 'other', backordered: 2 })], left)
    expect([...there.served]).toEqual([['there', 2]])
  })

  it('excludes units that are promised already', () => {
    expect(serve([['saw', -2]])).toEqual({
      left: [['saw', -2]],
      served: [],
      lines: [
        [1, 3],
        [0, 3],
        [0, 2],
        [4, 0],
      ],
    })
  })
})

describe('missing stock', () => {
  const lines = [
    line({ id: 'latest', reserved: 3, released: 2, backordered: 1 }),
    line({ id: 'none', backordered: 2 }),
    line({ id: 'early', reserved: 4, released: 1 }),
  ]
  it.each<[number, [string, number][], number[][]]>([
    [
      0,
      [],
      [
        [3, 1, 2],
        [0, 2, 0],
        [4, 0, 1],
      ],
    ],
    [
      2,
      [['latest', 2]],
      [
        [1, 3, 1],
        [0, 2, 0],
        [4, 0, 1],
      ],
    ],
    [
      5,
      [
        ['latest', 3],
        ['early', 2],
      ],
      [
        [0, 4, 0],
        [0, 2, 0],
        [2, 2, 1],
      ],
    ],
    [
      99,
      [
        ['latest', 3],
        ['early', 4],
      ],
      [
        [0, 4, 0],
        [0, 2, 0],
        [0, 4, 0],
      ],
    ],
  ])('takes %i from the reservations, the first in order first', (quantity, lost, left) => {
    const answer = loseReservations(lines, quantity)
    expect([...answer.lost]).toEqual(lost)
    expect(answer.lines.map((one) => [one.reserved, one.backordered, one.released])).toEqual(left)
  })
})
