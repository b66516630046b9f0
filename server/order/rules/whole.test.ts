import { describe, expect, it } from 'vitest'
import { byValue } from '@/prisma/seed/freight'
import { type Charge, noWholeDiscount } from '@/server/pricing/rules/whole'
import {
  afterWhole,
  chargeRows,
  linesNet,
  numbered,
  sameCharges,
  sameDiscount,
  taxedAnew,
  taxOfCharges,
  typedCharges,
  wholeColumns,
  wholeDiscount,
  wholeOf,
} from './whole'

const part = (unitPrice: string, quantity: number, taxRate = '20', taxCode = 'S') => ({
  line: { kind: 'GOODS', places: 0, unitPrice, priceQuantity: 1, taxCode, taxRate },
  quantity,
  weightGrams: 0,
})
const percent = (discountPercent: string) => ({ ...noWholeDiscount, discountPercent, discountReasonId: 'r' })
const off = (discountOffMinor: bigint, discountBaseMinor: bigint) => ({
  ...noWholeDiscount,
  discountOffMinor,
  discountBaseMinor,
  discountReasonId: 'r',
})
const charge = (facts: Partial<Charge> = {}): Charge => ({
  position: 1,
  kind: 'FREIGHT',
  description: 'Freight',
  amountMinor: '690',
  taxCode: 'S',
  taxRate: '20',
  source: 'TYPED',
  withLast: false,
  invoiced: false,
  ...facts,
})

it('the net amount of lines is their sum before the discount', () => {
  expect(linesNet([part('9.99', 3), part('0.005', 1)], 'EUR')).toBe(29_98n)
})

it.each([
  ['none', undefined, noWholeDiscount],
  ['a percentage', { percent: '5', reasonId: 'r' }, percent('5')],
  ['an amount, with the net for which it was agreed', { amount: '10', reasonId: 'r' }, off(10_00n, 80_00n)],
  ['as much as the lines come to', { amount: '80', reasonId: 'r' }, off(80_00n, 80_00n)],
  ['an amount of nought, which is none', { amount: '0', reasonId: 'r' }, noWholeDiscount],
  ['neither, which is none', { reasonId: 'r' }, noWholeDiscount],
])('keeps as discount on 80.00: %s', (_case, wish, kept) => {
  expect(wholeDiscount(wish as never, 80_00n, 'EUR')).toEqual(kept)
  expect(wholeColumns(kept)).toEqual(kept)
})

it('refuses a discount above the net amount of the lines', () => {
  expect(() => wholeDiscount({ amount: '80.01', reasonId: 'r' } as never, 80_00n, 'EUR')).toThrow(
    expect.objectContaining({ code: 'DISCOUNT_TOO_LARGE', parameters: { field: 'discount' } }),
  )
})

describe('a price after its share of the discount on the whole', () => {
  const costs = (unitPrice: string, whole: Parameters<typeof afterWhole>[1], discountReasonId: string | null = null) =>
    afterWhole({ unitPrice, discountReasonId } as never, whole)
  it.each([
    ['10', '9.500000', percent('5')],
    ['0.1234', '0.061700', percent('50')],
    ['10', '7.500000', off(20_00n, 80_00n)],
    ['10', '6.666667', off(1n, 3n)],
  ])('%s becomes %s', (price, expected, whole) => {
    expect(costs(price, whole)).toEqual({ unitPrice: expected, discountReasonId: 'r' })
  })
  it('stays without a discount, and keeps its own reason', () => {
    expect(costs('10', noWholeDiscount)).toEqual({ unitPrice: '10', discountReasonId: null })
    expect(costs('10', percent('5'), 'own')).toEqual({ unitPrice: '9.500000', discountReasonId: 'own' })
  })
})

it.each([
  ['like the goods', [part('10', 1)], 'S', '20'],
  ['like the class that comes to most', [part('10', 1), part('11', 1, '5.5', 'AA')], 'AA', '5.5'],
  ['like the class that comes to most, whatever its name', [part('11', 1), part('10', 1, '5.5', 'AA')], 'S', '20'],
  ['whatever the order of the lines', [part('11', 1, '5.5', 'AA'), part('10', 1)], 'AA', '5.5'],
  ['like the first of classes that come to the same', [part('10', 1, '5.5', 'AA'), part('10', 1)], 'AA', '5.5'],
  ['without lines: not at all', [], 'Z', '0'],
])('charges are taxed %s', (_case, parts, taxCode, taxRate) => {
  expect(taxOfCharges(parts, 'EUR')).toEqual({ taxCode, taxRate })
})

it('keeps typed charges, and a charge of zero only where the settings would ask for one', () => {
  const typed = typedCharges(
    [
      { kind: 'FREIGHT', amount: '0' },
      { kind: 'SMALL_ORDER', amount: '0' },
      { kind: 'PACKING', amount: '0' },
      { kind: 'PACKING', amount: '0.01', description: 'Straw' },
      { kind: 'EXPRESS', amount: '12.5' },
    ],
    { tax: { taxCode: 'S', taxRate: '20' }, currency: 'EUR', withLast: true },
  )
  expect(typed.map(({ kind, description, amountMinor }) => [kind, description, amountMinor])).toEqual([
    ['FREIGHT', 'Freight', '0'],
    ['SMALL_ORDER', expect.stringMatching(/./), '0'],
    ['PACKING', 'Straw', '1'],
    ['EXPRESS', expect.stringMatching(/./), '1250'],
  ])
  expect(typed[0]).toMatchObject({ taxCode: 'S', taxRate: '20', source: 'TYPED', withLast: true, invoiced: false })
})

it('numbers charges one after the other', () => {
  const positions = (from?: number) => numbered([charge(), charge()], from).map(({ position }) => position)
  expect(positions()).toEqual([1, 2])
  expect(positions(3)).toEqual([4, 5])
})

it('adds the charges of the settings to the typed ones, by the value after the discount', () => {
  const table = {
    currency: 'EUR',
    serviceKind: 'PARCEL',
    shipCountry: 'DE',
    serviceFreight: null,
    freight: byValue([0, 690], [100_00, 0]),
    smallBelowMinor: null,
    smallMinor: null,
    minimumMinor: null,
    withLast: false,
  }
  const kinds = (wish: Parameters<typeof wholeOf>[0]) =>
    wholeOf(wish, [part('10', 10)], table).charges.map((one) => `${one.position} ${one.kind} ${one.amountMinor}`)
  expect(kinds({})).toEqual([])
  expect(kinds({ discount: { percent: '1', reasonId: 'r' } as never })).toEqual(['1 FREIGHT 690'])
  expect(
    kinds({ discount: { amount: '1', reasonId: 'r' } as never, charges: [{ kind: 'PACKING', amount: '2' }] }),
  ).toEqual(['1 FREIGHT 690', '2 PACKING 200'])
  expect(
    kinds({ discount: { percent: '1', reasonId: 'r' } as never, charges: [{ kind: 'FREIGHT', amount: '3' }] }),
  ).toEqual(['1 FREIGHT 300'])
  const packing = { charges: [{ kind: 'PACKING', amount: '2' }] } as const
  const own = { taxCode: 'S', taxRate: '20', withLast: true, invoiced: false }
  expect(wholeOf(packing, [part('10', 9)], { ...table, withLast: true }).charges).toMatchObject([own, own])
  expect(wholeOf({ discount: { amount: '1', reasonId: 'r' } as never }, [part('10', 10)], table)).toMatchObject({
    currency: 'EUR',
    ...off(1_00n, 100_00n),
  })
})

it('the rows of charges hold amounts, and not whether they were invoiced', () => {
  const { invoiced: _invoiced, ...rest } = charge()
  expect(chargeRows([charge()])).toEqual([{ ...rest, amountMinor: 690n }])
})

it('charges change with the tax of their lines, unless they are invoiced', () => {
  const anew = taxedAnew(
    [
      charge({ taxRate: '20.0' }),
      charge({ taxRate: '5.5' }),
      charge({ taxCode: 'AA', taxRate: '5.5' }),
      charge({ invoiced: true }),
    ],
    [
      { taxCode: 'AA', taxRate: '5.5' },
      { taxCode: 'S', taxRate: '20' },
    ],
    [
      { taxCode: 'AA', taxRate: '6' },
      { taxCode: 'AE', taxRate: '0' },
    ],
  )
  expect(anew.map(({ taxCode, taxRate }) => `${taxCode} ${taxRate}`)).toEqual(['AE 0', 'S 5.5', 'AA 6', 'S 20'])
})

it.each([
  ['the same percentage', true, percent('5'), percent('5.00')],
  ['other percentages', false, percent('5'), percent('6')],
  ['a percentage and none', false, percent('5'), { ...percent('5'), discountPercent: null }],
  ['none and a percentage', false, { ...percent('5'), discountPercent: null }, percent('5')],
  ['none', true, noWholeDiscount, noWholeDiscount],
  ['other reasons', false, percent('5'), { ...percent('5'), discountReasonId: 'other' }],
  ['one amount, agreed for other lines', true, off(10_00n, 80_00n), off(10_00n, 90_00n)],
  ['other amounts', false, off(10_00n, 80_00n), off(11_00n, 80_00n)],
])('discounts of %s are the same: %s', (_case, same, one, other) => {
  expect(sameDiscount(one, other)).toBe(same)
})

it.each([
  [[charge()], [charge({ position: 7, taxRate: '0' })], true],
  [[charge()], [], false],
  [[charge()], [charge(), charge()], false],
  [[charge()], [charge({ kind: 'PACKING' })], false],
  [[charge()], [charge({ description: 'Straw' })], false],
  [[charge()], [charge({ amountMinor: '691' })], false],
  [[charge(), charge()], [charge(), charge({ amountMinor: '691' })], false],
])('charges %j and %j are the same: %s', (one, other, same) => {
  expect(sameCharges(one, other)).toBe(same)
})
