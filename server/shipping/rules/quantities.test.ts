import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { pieces } from '@/server/platform/money/quantity'
import { byLot, byProduct, dispatchLines, outstandingOf, recallLines, takeOutstanding } from './quantities'

const refusal = (code: string, parameters: object = {}) => expect.objectContaining({ code, parameters })

const none = { picked: 0, packed: 0, shipped: 0, open: 0, performed: 0, invoiced: 0, returned: 0 }
const orderLine = (facts: Partial<OrderLine>) =>
  ({ id: 'l1', kind: 'GOODS', position: 1, ...none, ...facts }) as OrderLine
const freight = (facts: Partial<OrderLine>) => orderLine({ id: 'f', kind: 'FREIGHT', position: 2, ...facts })

describe('lines after a shipment left', () => {
  const goods = orderLine({ picked: 5, packed: 4, shipped: 1 })
  it('have shipped its quantities, and freight is performed with it', () => {
    expect(dispatchLines([goods, freight({ open: 1 })], [{ orderLineId: 'l1', quantity: 3 }])).toEqual([
      { ...goods, picked: 2, packed: 1, shipped: 4 },
      freight({ performed: 1 }),
    ])
  })

  it('stay unchanged where it holds nothing of them, and refuse what is not packed', () => {
    expect(dispatchLines([goods], [])[0]).toBe(goods)
    expect(dispatchLines([goods], [{ orderLineId: 'l1', quantity: 4 }])[0]).toMatchObject({ packed: 0, shipped: 5 })
    expect(() => dispatchLines([goods], [{ orderLineId: 'l1', quantity: 5 }])).toThrow(
      refusal('NOT_PACKED', { position: 1 }),
    )
  })
})

describe('a dispatch taken back', () => {
  const goods = orderLine({ picked: 1, packed: 1, shipped: 5, returned: 2, invoiced: 1 })
  const held = (quantity: number) => [{ orderLineId: 'l1', quantity }]
  const done = freight({ performed: 3, invoiced: 1 })
  it('packs its quantities again, and opens services that are not invoiced', () => {
    expect(recallLines([goods, done], held(3), false)).toEqual([
      { ...goods, picked: 4, packed: 4, shipped: 2 },
      freight({ performed: 1, invoiced: 1, open: 2 }),
    ])
  })

  it('leaves services performed where another dispatched shipment performed them too', () => {
    expect(recallLines([done], [], true)[0]).toBe(done)
    expect(recallLines([orderLine({ shipped: 1, performed: 1 })], [], false)[0]).toMatchObject({ performed: 1 })
  })

  it.each([
    ['came back', { shipped: 5, returned: 2 }],
    ['was invoiced', { shipped: 5, invoiced: 2 }],
  ])('is refused where it %s', (_, facts) => {
    expect(() => recallLines([orderLine(facts)], held(3), false)).not.toThrow()
    expect(() => recallLines([orderLine(facts)], held(4), false)).toThrow(refusal('CAME_BACK', { position: 1 }))
  })
})

describe('what of a shipment nobody knows the end of', () => {
  const ended = { orderLineId: 'b', quantity: 5, arrived: 5, cameBack: 0, ...pieces }
  const lines = [
    { orderLineId: 'a', quantity: 9, arrived: 2, cameBack: 3, ...pieces },
    ended,
    { orderLineId: 'c', quantity: 1, arrived: 0, cameBack: 0, ...pieces },
  ]
  it('is the quantity that neither arrived nor came back', () => {
    expect(lines.map(outstandingOf)).toEqual([4, 0, 1])
    expect(takeOutstanding(lines, undefined)).toEqual([
      { orderLineId: 'a', quantity: 4 },
      { orderLineId: 'c', quantity: 1 },
    ])
  })

  it('is taken line by line, and two mentions of a line count together', () => {
    const two = { orderLineId: 'a', quantity: 2 }
    expect(takeOutstanding(lines, [two, two])).toEqual([{ orderLineId: 'a', quantity: 4 }])
  })

  it.each([
    ['a', 5, refusal('MORE_THAN_OUTSTANDING', { left: 4 })],
    ['b', 1, refusal('MORE_THAN_OUTSTANDING', { left: 0 })],
    ['z', 0, refusal('NOT_FOUND', { noun: 'order line' })],
  ])('of %s %i are refused', (orderLineId, quantity, refused) => {
    expect(() => takeOutstanding(lines, [{ orderLineId, quantity }])).toThrow(refused)
  })

  it('says what is left in the unit of the product', () => {
    const kilograms = { unit: 'KGM', places: 3 }
    const line = { orderLineId: 'k', quantity: 2000, arrived: 750, cameBack: 0, ...kilograms }
    expect(() => takeOutstanding([line], [{ orderLineId: 'k', quantity: 1300 }])).toThrow(
      refusal('MORE_THAN_OUTSTANDING', { left: 1.25, unit: 'KGM' }),
    )
  })

  it('is refused when nothing is outstanding', () => {
    expect(() => takeOutstanding([ended], undefined)).toThrow(refusal('NOTHING_OUTSTANDING'))
  })
})

it('the goods of a shipment are summed by product, and those with lots by lot', () => {
  const held = [
    { productId: 'pen', quantity: 2, isTracked: false },
    { productId: 'ink', quantity: 5, isTracked: true },
    { productId: 'pen', quantity: 3, isTracked: false },
  ]
  expect(byProduct(held)).toEqual([
    { productId: 'pen', quantity: 5 },
    { productId: 'ink', quantity: 5 },
  ])
  const lots = [
    { productId: 'ink', lot: 'A', quantity: 4, id: 'x' },
    { productId: 'ink', lot: 'B', quantity: 1, id: 'y' },
  ]
  expect(byLot(held, lots)).toEqual([
    { productId: 'pen', quantity: 5, lot: '' },
    { productId: 'ink', lot: 'A', quantity: 4 },
    { productId: 'ink', lot: 'B', quantity: 1 },
  ])
})
