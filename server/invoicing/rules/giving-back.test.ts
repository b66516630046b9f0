import { describe, expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import { noDiscount } from '@/server/pricing/rules/discounts'
import {
  adjustmentPostings,
  chargesDue,
  creditAdjustments,
  type DocumentAdjustment,
  lessByAdjustments,
  splitAdjustments,
} from './adjusting'
import { uncalled } from './charging'
import type { Creditable } from './crediting'
import { creditByHand } from './giving-back'

const line = (position: number, quantity: number, credited = 0): Creditable => ({
  position,
  pack: null,
  packSize: null,
  orderLineId: `l${position}`,
  productId: 'p1',
  ...uncalled,
  sku: 'B-1',
  description: 'Bolt',
  quantity,
  ...noDiscount,
  ...pieces,
  returnable: false,
  listPrice: null,
  listMinor: BigInt(quantity) * 100n,
  grossMinor: BigInt(quantity) * 100n,
  unitPrice: '1',
  priceQuantity: 1,
  taxCode: 'S',
  taxRate: '20',
  netMinor: BigInt(quantity) * 100n,
  credited,
})
const adjustment = (position: number, kind: DocumentAdjustment['kind'], amount: number): DocumentAdjustment => ({
  position,
  kind,
  description: kind,
  percent: kind === 'DISCOUNT' ? '10' : null,
  discountReasonId: kind === 'DISCOUNT' ? 'r' : null,
  amountMinor: BigInt(amount),
  taxCode: 'S',
  taxRate: '20',
})
const adjustments = [
  { ...adjustment(1, 'DISCOUNT', 200), creditedMinor: 50n },
  { ...adjustment(2, 'FREIGHT', 690), creditedMinor: 0n },
  { ...adjustment(3, 'PACKING', 300), creditedMinor: 300n },
  { ...adjustment(4, 'EXPRESS', 120), creditedMinor: 0n },
]
const issued = {
  lines: [line(1, 10, 4), line(2, 9)],
  adjustments,
  taxes: [{ taxCode: 'S', taxRate: '20', basisMinor: 2160n }],
  leftMinor: 2160n,
  currency: 'EUR',
}

describe('what is credited by hand', () => {
  const credited = (wanted: Partial<Parameters<typeof creditByHand>[0]>) => {
    const found = creditByHand({ reason: 'Broken', ...wanted }, issued)
    return {
      lines: found.lines.map(({ description, quantity, netMinor }) => [description, quantity, Number(netMinor)]),
      adjustments: found.adjustments.map((one) => [one.position, one.kind, Number(one.amountMinor)]),
    }
  }
  it('is everything that is left: lines, discount, and the charges that were not credited before', () => {
    expect(credited({})).toEqual({
      lines: [
        ['Bolt', -6, -600],
        ['Bolt', -9, -900],
      ],
      adjustments: [
        [1, 'DISCOUNT', -150],
        [2, 'FREIGHT', -690],
        [3, 'EXPRESS', -120],
      ],
    })
  })
  it('is lines with their part of the discount, and no charge', () => {
    expect(credited({ lines: [{ position: 1, quantity: 5 }] })).toEqual({
      lines: [['Bolt', -5, -500]],
      adjustments: [[1, 'DISCOUNT', -50]],
    })
  })
  it('is a charge alone', () => {
    expect(credited({ charges: [2] })).toEqual({ lines: [], adjustments: [[1, 'FREIGHT', -690]] })
    expect(credited({ charges: [4, 2] }).adjustments).toEqual([
      [1, 'FREIGHT', -690],
      [2, 'EXPRESS', -120],
    ])
  })
  it('is lines and a charge', () => {
    expect(credited({ lines: [{ position: 2, quantity: 9 }], charges: [4] })).toEqual({
      lines: [['Bolt', -9, -900]],
      adjustments: [
        [1, 'DISCOUNT', -90],
        [2, 'EXPRESS', -120],
      ],
    })
  })
  it('leaves nothing when the goods went back before and the last charges go now', () => {
    const gone = { ...issued, lines: [line(1, 10, 10), line(2, 9, 9)] }
    const left = (charges: number[]) => creditByHand({ reason: 'Broken', charges }, gone).nothingLeft
    expect([left([2, 4]), left([2])]).toEqual([true, false])
  })
  it('is an amount with its reason, and neither discount nor charge', () => {
    expect(credited({ netMinor: 500n })).toEqual({ lines: [['Broken', -1, -500]], adjustments: [] })
  })
  const of = (...quantities: [number, number][]) => quantities.map(([position, quantity]) => ({ position, quantity }))
  it.each<[string, Partial<Parameters<typeof creditByHand>[0]>, boolean]>([
    ['everything', {}, true],
    ['the whole amount', { netMinor: 2160n }, true],
    ['a part of the amount', { netMinor: 2159n }, false],
    ['all lines and charges', { lines: of([1, 6], [2, 9]), charges: [2, 4] }, true],
    ['all of a line in two parts', { lines: of([1, 2], [1, 4], [2, 9]), charges: [2, 4] }, true],
    ['all lines and a charge', { lines: of([1, 6], [2, 9]), charges: [2] }, false],
    ['all lines', { lines: of([1, 6], [2, 9]) }, false],
    ['all but a piece of a line', { lines: of([1, 5], [2, 9]), charges: [2, 4] }, false],
    ['all but a line', { lines: of([2, 9]), charges: [2, 4] }, false],
    ['all charges', { charges: [2, 4] }, false],
  ])('leaves nothing, so that the rounding goes back: %s', (_case, wanted, nothingLeft) => {
    expect(creditByHand({ reason: 'Broken', ...wanted }, issued).nothingLeft).toBe(nothingLeft)
  })
  it.each([
    ['a charge that was credited before', [3]],
    ['a discount', [1]],
    ['a charge that is not there, beside one that is', [2, 9]],
  ])('refuses %s', (_case, charges) => {
    expect(() => credited({ charges })).toThrow(
      expect.objectContaining({ code: 'MORE_THAN_INVOICED', parameters: { field: 'charges' } }),
    )
  })
})

describe('discounts and charges of a document', () => {
  it('are allowances and charges of its totals', () => {
    const { allowances, charges } = splitAdjustments(adjustments)
    expect(allowances).toEqual([{ taxCategoryCode: 'S', taxRate: '20', amountMinor: 200n }])
    expect(charges.map(({ amountMinor }) => amountMinor)).toEqual([690n, 300n, 120n])
  })
  it('are posted against sales, or as income of their own', () => {
    expect(adjustmentPostings(adjustments)).toEqual(
      [
        ['DISCOUNT', 200n],
        ['FREIGHT_INCOME', -690n],
        ['CHARGE_INCOME', -300n],
        ['CHARGE_INCOME', -120n],
      ].map(([accountCode, amountMinor]) => ({ accountCode, amountMinor, taxCode: 'S', taxRate: '20' })),
    )
  })
  it('make a credit note smaller by the discount that goes back, less the charges', () => {
    expect(lessByAdjustments([adjustment(1, 'DISCOUNT', -150), adjustment(2, 'FREIGHT', -690)])).toBe(150n - 690n)
  })
  it('keep the percentage and the reason of the discount when it goes back', () => {
    const left = {
      lines: [{ netMinor: 1500n, taxCategoryCode: 'S', taxRate: '20' }],
      discount: [{ taxCode: 'S', taxRate: '20', percent: '10', discountReasonId: 'r', leftMinor: 150n }],
    }
    const back = [{ netMinor: -500n, taxCategoryCode: 'S', taxRate: '20' }]
    expect(creditAdjustments(back, left)).toMatchObject([
      { position: 1, kind: 'DISCOUNT', percent: '10', discountReasonId: 'r', amountMinor: -50n },
    ])
    expect(creditAdjustments(back, { lines: left.lines, discount: [] })).toEqual([])
  })

  const charge = (kind: string, facts: object = {}) =>
    ({ kind, amountMinor: '690', invoiced: false, withLast: false, ...facts }) as never
  const ordered = (...invoiced: number[]) =>
    invoiced.map((units) => ({ ordered: 10, cancelled: 2, invoiced: units })) as never
  it.each([
    ['the first invoice', ordered(8, 0), ['FREIGHT']],
    ['the last invoice', ordered(8, 8), ['FREIGHT', 'EXPRESS']],
  ])('come with %s', (_case, lines, due) => {
    const charges = [charge('FREIGHT'), charge('PACKING', { invoiced: true }), charge('EXPRESS', { withLast: true })]
    expect(chargesDue(lines, charges).map(({ kind }) => kind)).toEqual(due)
  })
})
