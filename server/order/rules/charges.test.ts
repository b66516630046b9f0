import { describe, expect, it } from 'vitest'
import { byValue, byWeight } from '@/prisma/seed/freight'
import { speak } from '@/server/platform/words/words'
import { type Charge, noWholeDiscount } from '@/server/pricing/rules/whole'
import { freightWeightWords } from '../words/en/freight'
import { type ChargedPart, type ChargeTable, chargesAsked, goodsValue, keepMinimum, outlookOfCharges } from './charges'

const part = (quantity: number, kind = 'GOODS', unitPrice = '10', weightGrams = 0, places = 0): ChargedPart => ({
  line: { kind, places, unitPrice, priceQuantity: 1, taxCode: 'S', taxRate: '20' },
  quantity,
  weightGrams,
})
const table: ChargeTable = {
  serviceKind: 'PARCEL',
  serviceFreight: null,
  freight: byValue([0, 690], [150_00, 0]),
  smallBelowMinor: 50_00n,
  smallMinor: 500n,
  minimumMinor: 20_00n,
  withLast: false,
}
const tax = { taxCode: 'S', taxRate: '20' }
const percent = (discountPercent: string) => ({ ...noWholeDiscount, discountPercent, discountReasonId: 'r' })
const plain = { discount: noWholeDiscount, currency: 'EUR', shipCountry: 'DE', typed: [], tax }

const byGrams = { freight: byWeight([0, 690], [5000, 1290], [31_500, 4900]) }
const toIreland = { freight: byValue([0, 690], [150_00, 0], [0, 1990, 'IE'], [500_00, 990, 'IE']) }
const collected = { serviceKind: 'CUSTOMER_COLLECTS', serviceFreight: byValue([0, 300]) }

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
    ['freight always', [part(100)], { freight: byValue([0, 690]) }, {}, { FREIGHT: 690 }],
    ['of a service in its place', [part(10)], { serviceFreight: byValue([0, 1200]) }, {}, { FREIGHT: 1200 }],
    ['free with the service', [part(10)], { serviceFreight: byValue([0, 0]) }, {}, {}],
    ['free from where the service is', [part(10)], { serviceFreight: byValue([0, 1200], [100_00, 0]) }, {}, {}],
    [
      'the organisation’s value says nothing about the service',
      [part(20)],
      { serviceFreight: byValue([0, 1200]) },
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
    ['nothing', [part(4)], { freight: null, smallBelowMinor: null, smallMinor: null }, {}, {}],
    ['a step on the way', [part(10)], { freight: byValue([0, 990], [50_00, 590], [150_00, 0]) }, {}, { FREIGHT: 590 }],
    ['by weight, not above the step yet', [part(5, 'GOODS', '10', 1000)], byGrams, {}, { FREIGHT: 690 }],
    ['by weight, above it by a gram', [part(5001, 'GOODS', '1', 1)], byGrams, {}, { FREIGHT: 1290 }],
    ['by weight, a fraction of a gram above it', [part(5_000_100, 'GOODS', '1', 1, 3)], byGrams, {}, { FREIGHT: 1290 }],
    ['by weight, in hundredths of a unit', [part(500, 'GOODS', '1', 1000, 2)], byGrams, {}, { FREIGHT: 690 }],
    ['goods without a weight are light', [part(900)], byGrams, {}, { FREIGHT: 690 }],
    ['services weigh nothing', [part(6, 'SERVICE', '10', 9000), part(6)], byGrams, {}, { FREIGHT: 690 }],
    ['nor do deposits', [part(6, 'RETURNABLE', '10', 9000), part(6)], byGrams, {}, { FREIGHT: 690 }],
    ['to a country with rates of its own', [part(20)], toIreland, { shipCountry: 'IE' }, { FREIGHT: 1990 }],
    ['to any other', [part(20)], toIreland, { shipCountry: 'FR' }, {}],
    ['of a service that the customer collects from', [part(9)], collected, {}, { FREIGHT: 300 }],
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

describe('what the charges of the settings leave to say', () => {
  const typed = { kind: 'FREIGHT', source: 'TYPED' } as Charge
  const outlook = (
    parts: ChargedPart[],
    changes: Partial<ChargeTable> = {},
    charges: Charge[] = [],
    shipCountry = 'DE',
  ) =>
    outlookOfCharges(
      parts,
      { ...noWholeDiscount, currency: 'EUR', charges },
      { ...table, ...changes, shipCountry },
      parts.map((_part, index) => ({ sku: `S${index}` })),
    )
  const steps = { freight: byValue([0, 990], [50_00, 590], [150_00, 0]) }
  it.each<[string, ReturnType<typeof outlook>['cheaperFreight'], ReturnType<typeof outlook>]>([
    ['the next step', { missingMinor: 10_00n, amountMinor: 590n }, outlook([part(4)], steps)],
    ['the step after it', { missingMinor: 100_00n, amountMinor: 0n }, outlook([part(5)], steps)],
    ['nothing once it is free', null, outlook([part(15)], steps)],
    ['nothing where more is dearer', null, outlook([part(4)], { freight: byValue([0, 500], [90_00, 700]) })],
    [
      'a later step that is cheaper',
      { missingMinor: 60_00n, amountMinor: 0n },
      outlook([part(4)], { freight: byValue([0, 500], [90_00, 700], [100_00, 0]) }),
    ],
    ['that of the country', { missingMinor: 460_00n, amountMinor: 990n }, outlook([part(4)], toIreland, [], 'IE')],
    ['nothing of a typed charge', null, outlook([part(4)], steps, [typed])],
    ['nothing by weight', null, outlook([part(4)], byGrams)],
    ['nothing where a line is freight', null, outlook([part(4), part(1, 'FREIGHT')], steps)],
    ['nothing where none is charged', null, outlook([part(4)], { freight: null })],
  ])('is, of cheaper freight, %s', (_case, cheaper, { cheaperFreight }) => expect(cheaperFreight).toEqual(cheaper))

  it('names the weight, and once each the goods of which none is known', () => {
    const heavy = [part(2, 'GOODS', '10', 1500), part(3), part(1, 'SERVICE')]
    expect(outlook(heavy, byGrams).freightWeight).toEqual({ grams: 3000n, unknown: ['S1'] })
    expect(outlook(heavy).freightWeight).toBeNull()
    expect(outlook(heavy, byGrams, [typed]).freightWeight).toBeNull()
  })

  it('is said with the first three goods without a weight', () => {
    const say = speak({ currency: 'EUR', locale: 'de-DE', timeZone: 'Europe/Berlin' })
    const told = (...unknown: string[]) => freightWeightWords({ grams: 3500n, unknown }, say).replaceAll('\u00a0', ' ')
    expect(told()).toBe('freight for 3,5 kg')
    expect(told('A', 'B', 'C')).toBe('freight for 3,5 kg; no weight is known of A, B and C: counted as nothing')
    expect(told('A', 'B', 'C', 'D')).toContain('A, B, C and 1 more: counted')
  })

  it('is the least that is taken, when this is less', () => {
    expect([outlook([part(1)]).belowMinimum, outlook([part(2)]).belowMinimum]).toEqual([20_00n, null])
    expect(outlook([part(1)], { minimumMinor: null }).belowMinimum).toBeNull()
  })
})
