import { describe, expect, it } from 'vitest'
import { noWholeDiscount } from '@/server/pricing/rules/whole'
import { type ChargedPart, type ChargeTable, chargesAsked, goodsValue, keepMinimum } from './charges'

const part = (quantity: number, kind = 'GOODS', unitPrice = '10'): ChargedPart => ({
  line: { kind, unitPrice, priceQuantity: 1, taxCode: 'S', taxRate: '20' },
  quantity,
})
const table: ChargeTable = {
  serviceKind: 'PARCEL',
  serviceChargeMinor: null,
  serviceFreeFromMinor: null,
  freightMinor: 690n,
  freeFromMinor: 150_00n,
  smallBelowMinor: 50_00n,
  smallMinor: 500n,
  minimumMinor: 20_00n,
  withLast: false,
}
const tax = { taxCode: 'S', taxRate: '20' }
const percent = (discountPercent: string) => ({ ...noWholeDiscount, discountPercent, discountReasonId: 'r' })
const plain = { discount: noWholeDiscount, currency: 'EUR', typed: [], tax }

describe('the charges that the settings add to an order', () => {
  const asked = (
    parts: ChargedPart[],
    changes: Partial<ChargeTable> = {},
    wish: Partial<Parameters<typeof chargesAsked>[2]> = {},
  ) =>
    Object.fromEntries(
      chargesAsked(parts, { ...table, ...changes }, { ...plain, ...wish }).map((one) => [
        one.kind,
        Number(one.amountMinor),
      ]),
    )
  it.each<[string, ChargedPart[], Partial<ChargeTable>, object, object]>([
    ['freight', [part(10)], {}, {}, { FREIGHT: 690 }],
    ['no freight from the value on', [part(15)], {}, {}, {}],
    ['freight below it by a cent', [part(15, 'GOODS', '9.9993')], {}, {}, { FREIGHT: 690 }],
    ['a discount counts', [part(15)], {}, { discount: percent('0.1') }, { FREIGHT: 690 }],
    ['freight always', [part(100)], { freeFromMinor: null }, {}, { FREIGHT: 690 }],
    ['of a service in its place', [part(10)], { serviceChargeMinor: 1200n }, {}, { FREIGHT: 1200 }],
    ['free with the service', [part(10)], { serviceChargeMinor: 0n }, {}, {}],
    [
      'free from where the service is',
      [part(10)],
      { serviceChargeMinor: 1200n, serviceFreeFromMinor: 100_00n },
      {},
      {},
    ],
    [
      'the organisation’s value says nothing about the service',
      [part(20)],
      { serviceChargeMinor: 1200n },
      {},
      { FREIGHT: 1200 },
    ],
    ['none for what is collected', [part(10)], { serviceKind: 'CUSTOMER_COLLECTS' }, {}, {}],
    ['none for services alone', [part(10, 'SERVICE')], {}, {}, {}],
    ['freight for goods among services', [part(5, 'SERVICE'), part(5)], {}, {}, { FREIGHT: 690 }],
    ['none for goods of which nothing is left', [part(0), part(5, 'SERVICE')], {}, {}, {}],
    ['freight where nothing is left of a line of freight', [part(10), part(0, 'FREIGHT')], {}, {}, { FREIGHT: 690 }],
    ['no charge for small orders without a limit', [part(4)], { smallBelowMinor: null }, {}, { FREIGHT: 690 }],
    ['none where a line is freight', [part(10), part(1, 'FREIGHT')], {}, {}, {}],
    ['freight lines are no goods', [part(4), part(9, 'FREIGHT')], {}, {}, { SMALL_ORDER: 500 }],
    ['both', [part(4)], {}, {}, { FREIGHT: 690, SMALL_ORDER: 500 }],
    ['not small from the value on', [part(5)], {}, {}, { FREIGHT: 690 }],
    ['what is typed stands in its place', [part(4)], {}, { typed: ['FREIGHT', 'SMALL_ORDER'] }, {}],
    ['nothing', [part(4)], { freightMinor: null, smallBelowMinor: null, smallMinor: null }, {}, {}],
  ])('%s', (_, parts, changes, wish, charges) => expect(asked(parts, changes, wish)).toEqual(charges))

  it('refuses an order below the lowest value, unless the person may sell below floor prices', () => {
    const keep = (minor: bigint, permissions: 'ALL' | ReadonlySet<string>) => () =>
      keepMinimum({ permissions }, minor, table)
    expect(keep(19_99n, new Set())).toThrow(
      expect.objectContaining({ code: 'BELOW_MINIMUM', parameters: { minimumMinor: 20_00n, missingMinor: 1n } }),
    )
    expect(keep(20_00n, new Set())).not.toThrow()
    expect(keep(1n, new Set(['price.belowFloor']))).not.toThrow()
    expect(() => keepMinimum({ permissions: new Set() }, 1n, { minimumMinor: null })).not.toThrow()
    expect(keep(1n, 'ALL')).not.toThrow()
    expect(goodsValue([part(2), part(1, 'FREIGHT'), part(1, 'RETURNABLE')], percent('50'), 'EUR')).toBe(10_00n)
  })
})
