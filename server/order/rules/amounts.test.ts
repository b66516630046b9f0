import { describe, expect, it } from 'vitest'
import { ownPriced } from '@/prisma/seed/priced'
import { pieces } from '@/server/platform/money/quantity'
import { type Charge, justLines, type Whole } from '@/server/pricing/rules/whole'
import {
  exposureOf,
  grown,
  keptTotals,
  orderTotals,
  standingCharges,
  taxedOtherwise,
  taxFor,
  totalsOf,
} from './amounts'
import type { CreditState, OrderLine } from './position'
import { newQuantities } from './quantities'

/** Ten units at 10.00 with 20 % tax: 12.00 each. */
const line = (change: Partial<OrderLine>): OrderLine => ({
  ...newQuantities,
  ...ownPriced,
  id: 'line',
  orderId: 'order',
  position: 1,
  productId: 'product',
  warehouseId: 'warehouse',
  kind: 'GOODS',
  description: 'Ten of it',
  ordered: 10,
  backordered: 0,
  reserved: 0,
  open: 0,
  unitPrice: '10',
  ...pieces,
  priceQuantity: 1,
  taxCode: 'S',
  taxRate: '20',
  netMinor: 10_000n,
  ...change,
})

describe('the amounts that an order adds to its payer’s exposure', () => {
  it.each<[string, Partial<OrderLine>, bigint, bigint]>([
    ['nothing has left', {}, 12_000n, 0n],
    ['some is cancelled', { cancelled: 3 }, 8_400n, 0n],
    ['some is shipped and not invoiced', { shipped: 4 }, 7_200n, 4_800n],
    ['some of that is invoiced', { shipped: 4, invoiced: 3 }, 7_200n, 1_200n],
    ['some is performed and not invoiced', { performed: 4 }, 7_200n, 4_800n],
    ['all is shipped', { shipped: 10 }, 0n, 12_000n],
    ['all is shipped and invoiced', { shipped: 10, invoiced: 10 }, 0n, 0n],
    ['part cancelled, the rest on its way', { cancelled: 6, shipped: 4, invoiced: 1 }, 0n, 3_600n],
  ])('%s', (_, quantities, committedMinor, shippedNotInvoicedMinor) => {
    expect(exposureOf([line(quantities)], 'PASSED', justLines('EUR'))).toEqual({
      committedMinor,
      shippedNotInvoicedMinor,
    })
  })

  it('are the sums of its lines; a line invoiced beforehand lowers no other line', () => {
    const lines = [line({ shipped: 2 }), line({ performed: 1, invoiced: 5 }), line({ ordered: 1, shipped: 2 })]
    expect(exposureOf(lines, 'PASSED', justLines('EUR'))).toEqual({
      committedMinor: 20_400n,
      shippedNotInvoicedMinor: 4_800n,
    })
  })

  it.each<[CreditState, bigint]>([
    ['PASSED', 7_200n],
    ['NOT_NEEDED', 7_200n],
    ['REFERRED', 0n],
    ['HELD', 0n],
    ['DECLINED', 0n],
    ['AWAITING_PAYMENT', 0n],
  ])('%s counts %s of the units that have not left, and always those that have', (creditState, committedMinor) => {
    const owed = { committedMinor, shippedNotInvoicedMinor: 4_800n }
    expect(exposureOf([line({ shipped: 4 })], creditState, justLines('EUR'))).toEqual(owed)
  })
})

it('the totals of an order leave out cancelled units, with tax on the sum', () => {
  const totals = orderTotals(
    [line({ cancelled: 9, unitPrice: '0.02' }), line({ cancelled: 9, unitPrice: '0.02' })],
    justLines('EUR'),
  )
  expect([totals.netMinor, totals.taxMinor, totals.grossMinor]).toEqual([4n, 1n, 5n])
})

it('a price may be for several units; each tax rate is computed separately', () => {
  const totals = totalsOf(
    [
      { line: { unitPrice: '50', priceQuantity: 100, taxCode: 'S', taxRate: '20' }, quantity: 7 },
      { line: { unitPrice: '1', priceQuantity: 1, taxCode: 'AA', taxRate: '10' }, quantity: 3 },
    ],
    justLines('EUR'),
  )
  expect(totals.taxes.map(({ rate, basisMinor, taxMinor }) => [rate, basisMinor, taxMinor])).toEqual([
    ['10', 300n, 30n],
    ['20', 350n, 70n],
  ])
  expect(totals.grossMinor).toBe(750n)
})

it('finds the lines of an offer that have another tax today', () => {
  const tax = (taxCode: string, taxRate: string) => ({ taxCode, taxRate })
  const offered = [tax('S', '20'), tax('S', '20'), tax('S', '20'), tax('AE', '0')]
  expect(taxedOtherwise(offered, [tax('S', '20.00'), tax('S', '21'), tax('AA', '20'), tax('S', '0')])).toEqual([
    1, 2, 3,
  ])
  expect(taxedOtherwise(offered, [])).toEqual([])
})

it.each([
  ['DOMESTIC', 'S', '20'],
  ['EXEMPT', 'E', '0'],
  ['REVERSE_CHARGE', 'AE', '0'],
  ['EXPORT', 'G', '0'],
])('a customer taxed as %s: %s at %s %%', (treatment, taxCode, taxRate) => {
  expect(taxFor(treatment, { code: 'S', rate: '20' })).toEqual({ taxCode, taxRate })
})

describe('discount and charges of a whole order', () => {
  /** 5.00 with 20 % of tax: 6.00. */
  const freight: Charge = {
    position: 1,
    kind: 'FREIGHT',
    description: 'Freight',
    amountMinor: '500',
    taxCode: 'S',
    taxRate: '20',
    source: 'TABLE',
    withLast: false,
    invoiced: false,
  }
  const charged = (change: Partial<Charge> = {}): Whole => ({
    ...justLines('EUR'),
    charges: [{ ...freight, ...change }],
  })

  // Ten at 12.00 with tax, and 6.00 of freight.
  it.each<[string, Partial<OrderLine>, Partial<Charge>, [bigint, bigint]]>([
    ['is still to ship with the goods', {}, {}, [12_600n, 0n]],
    ['left with the first part', { shipped: 4 }, {}, [7_200n, 5_400n]],
    ['waits for the last part', { shipped: 4 }, { withLast: true }, [7_800n, 4_800n]],
    ['left with the last part', { shipped: 10 }, { withLast: true }, [0n, 12_600n]],
    ['left with all', { shipped: 10 }, {}, [0n, 12_600n]],
    ['comes with the rest when the first part is invoiced without it', { shipped: 4, invoiced: 4 }, {}, [7_800n, 0n]],
    ['is invoiced', { shipped: 4, invoiced: 4 }, { invoiced: true }, [7_200n, 0n]],
    ['is invoiced before the goods that left', { shipped: 4 }, { invoiced: true }, [7_200n, 4_800n]],
    ['fell away with the last line', { shipped: 10, invoiced: 10 }, {}, [0n, 0n]],
    ['fell away with all that was cancelled', { cancelled: 10 }, {}, [0n, 0n]],
  ])('a charge counts once: it %s', (_, quantities, charge, [committedMinor, shippedNotInvoicedMinor]) => {
    const owed = { committedMinor, shippedNotInvoicedMinor }
    expect(exposureOf([line(quantities)], 'PASSED', charged(charge))).toEqual(owed)
    expect(exposureOf([line(quantities)], 'HELD', charged(charge))).toEqual({ ...owed, committedMinor: 0n })
  })

  it('a charge is open until it is invoiced or no line is left to invoice', () => {
    const { charges } = charged()
    const done = line({ shipped: 10, invoiced: 10 })
    expect(standingCharges([done, line({ shipped: 10, invoiced: 9 })], charges)).toEqual(charges)
    expect(standingCharges([done, done], charges)).toEqual([])
    expect(standingCharges([line({ cancelled: 10 })], charges)).toEqual([])
    expect(standingCharges([done], charged({ invoiced: true }).charges)).toHaveLength(1)
  })

  it('a discount lowers the lines and not the charges, before tax', () => {
    const tenth: Whole = { ...charged(), discountPercent: '10', discountReasonId: 'loyal' }
    expect(keptTotals([line({})], tenth)).toEqual({
      netMinor: 9_500n,
      taxMinor: 1_900n,
      grossMinor: 11_400n,
      discountMinor: 1_000n,
      chargeMinor: 500n,
    })
    expect(exposureOf([line({ shipped: 5 })], 'PASSED', { ...tenth, charges: [] })).toEqual({
      committedMinor: 5_400n,
      shippedNotInvoicedMinor: 5_400n,
    })
  })

  it('a discount of an amount stays when the order grows, and falls in proportion when it shrinks', () => {
    const off: Whole = {
      ...justLines('EUR'),
      discountOffMinor: 2_000n,
      discountBaseMinor: 10_000n,
      discountReasonId: 'loyal',
    }
    const discountOf = (whole: Whole, change: Partial<OrderLine>) => keptTotals([line(change)], whole).discountMinor
    expect(discountOf(off, {})).toBe(2_000n)
    expect(discountOf(off, { cancelled: 5 })).toBe(1_000n)
    expect(discountOf(grown(off, [line({ ordered: 20 })]), { ordered: 20 })).toBe(2_000n)
    expect(grown(off, [line({ cancelled: 5 })])).toEqual(off)
  })
})
