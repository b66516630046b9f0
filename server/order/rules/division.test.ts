import { describe, expect, it } from 'vitest'
import { ownPriced } from '@/prisma/seed/priced'
import { pieces } from '@/server/platform/money/quantity'
import { justLines } from '@/server/pricing/rules/whole'
import { totalsOf } from './amounts'
import { divide, partUpTo, staying } from './division'
import type { OrderLine } from './position'
import { newQuantities } from './quantities'

const line = (id: string, change: Partial<OrderLine>): OrderLine => ({
  ...newQuantities,
  ...ownPriced,
  id,
  orderId: 'order',
  position: 1,
  productId: id,
  warehouseId: 'w',
  kind: 'GOODS',
  description: id,
  ordered: 0,
  backordered: 0,
  reserved: 0,
  open: 0,
  unitPrice: '10',
  ...pieces,
  priceQuantity: 1,
  taxCode: 'S',
  taxRate: '23',
  netMinor: 0n,
  ...change,
})
const goods = line('goods', { ordered: 10, reserved: 6, backordered: 4, released: 5 })
const service = line('service', { kind: 'SERVICE', ordered: 2, open: 2 })
const picked = line('picked', { ordered: 8, reserved: 2, picked: 3, packed: 1, shipped: 2, cancelled: 1 })
const wish = (lineId: string, quantity: number) => ({ lineId, quantity })
const refused = (code: string, parameters?: object) =>
  expect.objectContaining({ code, ...(parameters && { parameters }) })

describe('dividing an order', () => {
  it('moves backordered units first, then reserved ones; the rest keeps both', () => {
    const { kept, rest, goods: moved } = divide([goods, service], [wish('goods', 5), wish('service', 1)], 'EUR')
    expect(kept.map((one) => [one.cancelled, one.backordered, one.reserved, one.released, one.open])).toEqual([
      [5, 0, 5, 5, 0],
      [1, 0, 0, 0, 1],
    ])
    expect(
      rest.map((one) => [one.position, one.ordered, one.backordered, one.reserved, one.open, one.netMinor]),
    ).toEqual([
      [1, 5, 4, 1, 0, 5_000n],
      [2, 1, 0, 0, 1, 1_000n],
    ])
    expect(rest.map((one) => [one.cancelled, one.picked, one.released])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    expect(moved.units).toBe(6)
  })

  it('moves a line that is not named as a whole, without units that are picked or have left', () => {
    const { kept, rest } = divide([goods, picked], [], 'EUR')
    expect(kept.map((one) => one.ordered - one.cancelled)).toEqual([0, 5])
    expect(rest.map((one) => one.ordered)).toEqual([10, 2])
    expect(staying(picked)).toBe(5)
  })

  it('does not divide a line whose whole quantity is in the part', () => {
    const { kept, rest, goods: moved } = divide([goods, service], [wish('goods', 10)], 'EUR')
    expect(kept.map((one) => one.cancelled)).toEqual([0, 2])
    expect([rest.map((one) => [one.productId, one.position, one.ordered]), moved.units]).toEqual([
      [['service', 1, 2]],
      2,
    ])
  })

  it.each([
    ['less than is picked', [wish('goods', 10), wish('picked', 4)], 'PART_PICKED', { position: 1, least: 5 }],
    ['more than is wanted', [wish('picked', 8)], 'PART_TOO_LARGE', { position: 1, most: 7 }],
    ['all', [wish('goods', 10), wish('picked', 7)], 'PART_WHOLE', undefined],
  ])('refuses %s', (_, wishes, code, parameters) => {
    expect(() => divide([goods, picked], wishes, 'EUR')).toThrow(refused(code, parameters))
  })

  it('takes the packaging with the goods, each with its own line in the rest', () => {
    const beer = line('beer', {
      ordered: 96,
      reserved: 96,
      returnables: [1, 2].map((n) => ({ lineId: `p${n}`, per: 24 * n })),
    })
    const [crates, pallets] = ['p1', 'p2'].map((id) =>
      line(id, { kind: 'RETURNABLE', unitPrice: '1.5', open: 4, ordered: 4 }),
    )
    const lines = [beer, service, crates as OrderLine, pallets as OrderLine]
    const told = (of: OrderLine[]) => of.map((one) => [one.id, one.position, one.ordered, one.cancelled, one.open])
    const { kept, rest } = divide(lines, [wish('beer', 48)], 'EUR')
    expect(told(kept)).toEqual([
      ['beer', 1, 96, 48, 0],
      ['service', 1, 2, 2, 0],
      ['p1', 1, 4, 2, 2],
      ['p2', 1, 2, 1, 1],
    ])
    expect(told(rest)).toEqual([
      ['beer', 1, 48, 0, 0],
      ['service', 2, 2, 0, 2],
      ['p1', 3, 2, 0, 2],
      ['p2', 4, 1, 0, 1],
    ])
    expect(rest.map((one) => one.netMinor)).toEqual([480_00n, 20_00n, 3_00n, 1_50n])
    expect(told(divide(lines, [wish('beer', 96)], 'EUR').rest)).toEqual([['service', 1, 2, 0, 2]])
  })

  it('refuses a part without units', () => {
    expect(() => divide([goods, service], [], 'EUR')).toThrow(refused('PART_EMPTY'))
  })
})

describe('the part that an amount allows', () => {
  it.each([
    [0n, [0, 0]],
    [1_229n, [0, 0]],
    [1_230n, [1, 0]],
    [12_300n, [10, 0]],
    [13_529n, [10, 0]],
    [13_530n, [10, 1]],
    [99_999n, [10, 2]],
  ])('of %s is %s', (amount, expected) => {
    expect([...partUpTo([goods, service], amount, justLines('EUR')).values()]).toEqual(expected)
  })

  it('counts units that have to stay first, and adds others only up to the amount', () => {
    expect([...partUpTo([goods, picked], 0n, justLines('EUR')).values()]).toEqual([0, 5])
    expect([...partUpTo([picked], 8_610n, justLines('EUR')).values()]).toEqual([7])
    for (let amount = 6_150n; amount < 25_000n; amount += 617n) {
      const part = partUpTo([goods, picked], amount, justLines('EUR'))
      const lines = [goods, picked].map((one) => ({ line: one, quantity: part.get(one.id) as number }))
      expect(totalsOf(lines, justLines('EUR')).grossMinor).toBeLessThanOrEqual(amount)
    }
  })
})
