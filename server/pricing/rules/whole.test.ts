import { describe, expect, it } from 'vitest'
import type { TaxedLine } from '@/server/platform/money/tax'
import {
  allowancesOn,
  asCharged,
  type Charge,
  discountGoingBack,
  discountOfPart,
  discountOn,
  grownTo,
  justLines,
  noWholeDiscount,
  sumByClass,
  taxClass,
  type WholeDiscount,
} from './whole'

const line = (netMinor: number, taxRate = '20', taxCategoryCode = 'S'): TaxedLine => ({
  netMinor: BigInt(netMinor),
  taxCategoryCode,
  taxRate,
})
const percent = (discountPercent: string): WholeDiscount => ({
  ...noWholeDiscount,
  discountPercent,
  discountReasonId: 'r',
})
const off = (amount: number, base: number): WholeDiscount => ({
  ...noWholeDiscount,
  discountOffMinor: BigInt(amount),
  discountBaseMinor: BigInt(base),
  discountReasonId: 'r',
})
const byClass = (sums: Record<string, number>) => new Map(Object.entries(sums).map(([name, n]) => [name, BigInt(n)]))
const shown = (parts: ReturnType<typeof allowancesOn>) =>
  Object.fromEntries(parts.map((one) => [`${one.taxCategoryCode} ${one.taxRate}`, Number(one.amountMinor)]))

it('an order of just lines has neither a discount nor charges', () => {
  expect(justLines('EUR')).toEqual({ ...noWholeDiscount, currency: 'EUR', charges: [] })
})

it.each([
  ['a percentage', 1000, 50, percent('5')],
  ['a percentage', 1010, 51, percent('5')],
  ['none', 1000, 0, noWholeDiscount],
  ['an amount', 1000, 300, off(300, 1000)],
  ['an amount agreed for twice as much', 500, 150, off(300, 1000)],
  ['an amount agreed for three times as much', 333, 100, off(300, 1000)],
  ['an amount of nought', 1000, 0, off(0, 1000)],
  ['an amount agreed for nothing', 1000, 0, off(300, 0)],
])('a discount of %s on %i minor units takes %i', (_case, net, taken, discount) => {
  expect(discountOn(BigInt(net), discount)).toBe(BigInt(taken))
})

it('spreads the discount over tax classes, to the cent', () => {
  expect(shown(allowancesOn([line(1000), line(2000, '5.5', 'AA'), line(333)], percent('10')))).toEqual({
    'S 20': 133,
    'AA 5.5': 200,
  })
  expect(allowancesOn([line(1000)], { ...percent('10'), discountReasonId: null })).toEqual([])
})

it('a charge counts as an amount of its tax class', () => {
  expect(asCharged({ kind: 'FREIGHT', amountMinor: '690', taxCode: 'S', taxRate: '20' } as Charge)).toEqual({
    amountMinor: 690n,
    taxCategoryCode: 'S',
    taxRate: '20',
  })
})

it.each([
  ['more lines: the amount stays what it was', off(300, 1000), 2000, 2000n],
  ['fewer lines: it shrinks with them', off(300, 1000), 900, 1000n],
  ['a percentage has no amount', percent('5'), 2000, null],
])('%s', (_case, discount, net, base) => {
  expect(grownTo(discount, BigInt(net))).toEqual({ ...discount, discountBaseMinor: base })
})

it('sums lines by tax class, however the rate is written', () => {
  expect(taxClass({ taxCategoryCode: 'S', taxRate: '20.00' })).toBe('S 20')
  expect(sumByClass([line(100), line(50, '20.0'), line(7, '0', 'E')])).toEqual(byClass({ 'S 20': 150, 'E 0': 7 }))
})

describe('the discount of one invoice of several', () => {
  const whole = [line(1000), line(500, '5.5', 'AA')]
  const part = (
    lines: { invoiced: TaxedLine[]; part: TaxedLine[]; given?: Record<string, number>; last?: boolean },
    discount = percent('10'),
    order = whole,
  ) =>
    shown(
      discountOfPart(discount, {
        whole: order,
        invoiced: lines.invoiced,
        part: lines.part,
        given: byClass(lines.given ?? {}),
        last: lines.last ?? false,
      }),
    )

  it('is its part of the discount of the order, class by class', () => {
    expect(part({ invoiced: [line(400)], part: [line(400)] })).toEqual({ 'S 20': 40 })
    expect(part({ invoiced: whole, part: whole, last: true })).toEqual({ 'S 20': 100, 'AA 5.5': 50 })
  })
  it('is what earlier invoices have not taken', () => {
    expect(part({ invoiced: [line(800)], part: [line(400)], given: { 'S 20': 39 } })).toEqual({ 'S 20': 41 })
  })
  it('on the last invoice takes the whole rest, from another class where its own has no room', () => {
    expect(part({ invoiced: whole, part: [line(200)], given: { 'S 20': 60, 'AA 5.5': 45 }, last: true })).toEqual({
      'S 20': 45,
    })
    expect(part({ invoiced: whole, part: [line(20)], given: { 'S 20': 60, 'AA 5.5': 45 }, last: true })).toEqual({
      'S 20': 20,
    })
  })
  it('takes the rest from the largest class first', () => {
    const order = [line(1000), line(500, '5.5', 'AA'), line(100, '0', 'E')]
    const last = [line(30, '5.5', 'AA'), line(40), line(10, '0', 'E')]
    expect(part({ invoiced: order, part: last, given: {}, last: true }, percent('10'), order)).toEqual({
      'S 20': 40,
      'AA 5.5': 30,
      'E 0': 10,
    })
    expect(
      part(
        { invoiced: order, part: last, given: { 'S 20': 90, 'AA 5.5': 50, 'E 0': 9 }, last: true },
        percent('10'),
        order,
      ),
    ).toEqual({ 'S 20': 10, 'E 0': 1 })
  })
  it('on the last invoice gives what rounding and other classes left to its largest class, and the rest to the next', () => {
    const order = [line(1000), line(500, '5.5', 'AA'), line(100, '0', 'E')]
    const last = (given: Record<string, number>) =>
      part({ invoiced: order, part: [line(30, '5.5', 'AA'), line(40)], given, last: true }, percent('10'), order)
    expect(last({ 'S 20': 95, 'AA 5.5': 45, 'E 0': 5 })).toEqual({ 'S 20': 10, 'AA 5.5': 5 })
    expect(last({ 'S 20': 62, 'AA 5.5': 45 })).toEqual({ 'S 20': 40, 'AA 5.5': 13 })
    expect(last({ 'S 20': 90, 'AA 5.5': 45, 'E 0': 20 })).toEqual({ 'AA 5.5': 5 })
  })
  it('takes nothing from a class of which more is taken back than charged', () => {
    const back = [line(-50, '5.5', 'AA'), line(100)]
    expect(part({ invoiced: [line(100), line(50, '5.5', 'AA')], part: back })).toEqual({ 'S 20': 10 })
  })
  it('is never negative, and gives nothing back where too much was taken', () => {
    expect(part({ invoiced: [line(500)], part: [line(100)], given: { 'S 20': 70 } })).toEqual({})
    expect(part({ invoiced: whole, part: [line(100)], given: { 'S 20': 160 }, last: true })).toEqual({})
  })
  it('takes nothing off what is free of charge', () => {
    const order = [line(1000), line(0, '0', 'E')]
    const one = { invoiced: [line(400), line(0, '0', 'E')], part: [line(400), line(0, '0', 'E')] }
    expect(part(one, percent('10'), order)).toEqual({ 'S 20': 40 })
  })
  it('is nothing without a discount', () => {
    expect(part({ invoiced: whole, part: whole, last: true }, noWholeDiscount)).toEqual({})
  })
})

describe('the discount that goes back with credited lines', () => {
  const back = (credited: TaxedLine[], lines: Record<string, number>, discount: Record<string, number>) =>
    shown(discountGoingBack(credited, { lines: byClass(lines), discount: byClass(discount) }))
  it.each([
    ['in proportion to what is left', [line(250)], { 'S 20': 1000 }, { 'S 20': 101 }, { 'S 20': 25 }],
    ['all of it with the last line', [line(333)], { 'S 20': 333 }, { 'S 20': 34 }, { 'S 20': 34 }],
    ['never more than the line', [line(10)], { 'S 20': 5 }, { 'S 20': 34 }, { 'S 20': 10 }],
    ['nothing with what was free of charge', [line(0)], { 'S 20': 0 }, { 'S 20': 34 }, {}],
    ['nothing in a class without a discount', [line(10, '0', 'E')], { 'E 0': 10 }, { 'S 20': 34 }, {}],
  ])('%s', (_case, credited, lines, discount, expected) => {
    expect(back(credited, lines as never, discount as never)).toEqual(expected)
  })
})
