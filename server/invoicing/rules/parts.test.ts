import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownPriced } from '@/prisma/seed/priced'
import { orderTotals } from '@/server/order/rules/amounts'
import { type OrderLine, remaining } from '@/server/order/rules/position'
import { newQuantities } from '@/server/order/rules/quantities'
import { sumMinor } from '@/server/platform/money/money'
import { pieces } from '@/server/platform/money/quantity'
import { justLines } from '@/server/pricing/rules/whole'
import {
  depositSum,
  documentLines,
  documentPosting,
  lastRounding,
  takeDeposits,
  toInvoice,
  totalsOfDocument,
} from './charging'
import { creditedRounding } from './crediting'

interface Part {
  grossMinor: bigint
  roundingMinor: bigint
  taxed: boolean
}

/**
 * Invoices an order part by part as it leaves: `leaving` gives the quantity of each line in each part; the rest leaves
 * at once afterwards.
 */
function invoiceInParts(lines: OrderLine[], leaving: readonly (readonly number[])[], currency: string, terms: string) {
  const { grossMinor: orderMinor } = orderTotals(lines, justLines(currency))
  let standing = lines
  let deposit = orderMinor
  const parts: Part[] = []
  const whole = lines.map(remaining)
  for (const part of [...leaving, whole]) {
    const left = new Map(
      standing.map((line, index) => [line.id, Math.min(part[index] ?? 0, remaining(line) - line.shipped)]),
    )
    standing = standing.map((line) => ({ ...line, shipped: line.shipped + (left.get(line.id) ?? 0) }))
    const charged = toInvoice(standing, left)
    if (charged.length === 0) continue
    standing = standing.map((line) => ({ ...line, invoiced: line.invoiced + (left.get(line.id) ?? 0) }))
    const totals = totalsOfDocument(documentLines(charged, new Map(), currency))
    const chargedMinor = sumMinor(parts.map((one) => one.grossMinor + one.roundingMinor)) + totals.grossMinor
    const roundingMinor = lastRounding(terms, standing, { orderMinor, chargedMinor })
    deposit -= depositSum(
      takeDeposits(totals.grossMinor + roundingMinor, [{ receiptId: 'r', unappliedMinor: deposit }]),
    )
    const taxed =
      totals.taxes.every((tax) => tax.taxMinor >= 0n) && totals.grossMinor === totals.netMinor + totals.taxMinor
    parts.push({ grossMinor: totals.grossMinor, roundingMinor, taxed })
  }
  return { orderMinor, parts, deposit }
}

const anyLine = fc.record({
  cents: fc.integer({ min: 1, max: 999_999_999 }),
  places: fc.constantFrom(0, 2, 3, 6),
  priceQuantity: fc.constantFrom(1, 1, 100, 1000),
  ordered: fc.integer({ min: 1, max: 60 }),
  cancelled: fc.nat(5),
  taxRate: fc.constantFrom('0', '5.5', '7', '19', '20', '23', '7.7'),
})
const anyOrder = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 7 }),
  leaving: fc.array(fc.array(fc.nat(20), { minLength: 7, maxLength: 7 }), { maxLength: 6 }),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
})
const linesOf = (wished: { lines: readonly Wished[] }): OrderLine[] =>
  wished.lines.map((one, index) => ({
    ...newQuantities,
    ...ownPriced,
    id: `l${index}`,
    orderId: 'order',
    position: index + 1,
    productId: 'p',
    warehouseId: 'w',
    kind: 'GOODS',
    description: 'Bolt',
    ordered: one.ordered,
    cancelled: Math.min(one.cancelled, one.ordered - 1),
    backordered: 0,
    reserved: 0,
    open: 0,
    unitPrice: (one.cents / 10 ** one.places).toFixed(one.places),
    ...pieces,
    priceQuantity: one.priceQuantity,
    taxCode: one.taxRate === '0' ? 'Z' : 'S',
    taxRate: one.taxRate,
    netMinor: 0n,
  }))
interface Wished {
  cents: number
  places: number
  priceQuantity: number
  ordered: number
  cancelled: number
  taxRate: string
}

describe('the invoices of an order that was paid beforehand and leaves in parts', () => {
  it('sum to the prepaid amount, to the minor unit, and leave nothing of the deposit', () => {
    let rounded = 0
    fc.assert(
      fc.property(anyOrder, ({ lines, leaving, currency }) => {
        const { orderMinor, parts, deposit } = invoiceInParts(linesOf({ lines }), leaving, currency, 'PREPAID')
        expect(sumMinor(parts.map((part) => part.grossMinor + part.roundingMinor))).toBe(orderMinor)
        expect(deposit).toBe(0n)
        expect(parts.slice(0, -1).map((part) => part.roundingMinor)).toEqual(parts.slice(1).map(() => 0n))
        expect(parts.every((part) => part.taxed)).toBe(true)
        if (parts.at(-1)?.roundingMinor !== 0n) rounded++
        const most = BigInt(parts.length * (lines.length + 7))
        expect(parts.every((part) => part.roundingMinor <= most && -part.roundingMinor <= most)).toBe(true)
      }),
      { numRuns: 400, seed: 15 },
    )
    expect(rounded).toBeGreaterThan(50)
  })

  it('are not rounded for a customer who pays by invoice', () => {
    fc.assert(
      fc.property(anyOrder, ({ lines, leaving, currency }) => {
        const { parts } = invoiceInParts(linesOf({ lines }), leaving, currency, 'NET')
        expect(parts.every((part) => part.roundingMinor === 0n)).toBe(true)
      }),
      { numRuns: 50, seed: 15 },
    )
  })

  it('post the difference separately from sales and tax', () => {
    const [line] = linesOf({
      lines: [{ cents: 333, places: 2, priceQuantity: 1, ordered: 3, cancelled: 0, taxRate: '19' }],
    })
    const documented = documentLines([{ line: line as OrderLine, quantity: 3 }], new Map(), 'EUR')
    const totals = totalsOfDocument(documented)
    const posting = documentPosting('payer', documented, totals, new Set(), -1n)
    expect(sumMinor(posting.map((one) => one.amountMinor))).toBe(0n)
    expect(posting[0]).toMatchObject({ accountCode: 'RECEIVABLE', amountMinor: totals.grossMinor - 1n })
    expect(posting.at(-1)).toEqual({ accountCode: 'ROUNDING', amountMinor: 1n })
    expect(documentPosting('payer', documented, totals, new Set()).some((one) => one.accountCode === 'ROUNDING')).toBe(
      false,
    )
  })
})

const invoice = { netMinor: 1_000n, grossMinor: 1_200n, roundingMinor: -1n, roundingsMinor: 4n }
it.each([
  ['the first part', 0n, 0n, -400n, false, 0n],
  ['all of it at once', 0n, 0n, -1_000n, true, 1n],
  ['the last part', 600n, 720n, -400n, true, 1n],
  ['the last part, of which less is left by rounding', 601n, 721n, -400n, true, 2n],
  ['the last part, of which more is left by rounding', 599n, 718n, -400n, true, -1n],
  ['a part that is more than what is left', 999n, 1_197n, -4n, false, 2n],
  ['the last part, when the rest was given back otherwise', 0n, 0n, -400n, true, 0n],
  ['a part after nothing is left', 1_000n, 1_199n, -1n, true, 1n],
  ['a part after more than all was given back', 1_000n, 1_200n, -1n, true, 0n],
  ['a part that leaves a little', 990n, 1_193n, -4n, false, 0n],
  ['the last part, as much above what is left as rounding can be', 600n, 724n, -400n, true, 5n],
  ['the last part, further above it', 600n, 725n, -400n, true, 1n],
  ['the last part, as much below what is left as rounding can be', 600n, 716n, -400n, true, -3n],
  ['the last part, further below it', 600n, 715n, -400n, true, 1n],
  ['goods that came back', 600n, 724n, -400n, undefined, 1n],
])(
  'a credit note by hand gives back exactly what is left: %s',
  (_, creditedNetMinor, creditedMinor, net, last, back) => {
    const before = { ...invoice, creditedNetMinor, creditedMinor }
    expect(creditedRounding(before, { netMinor: net, grossMinor: (net * 12n) / 10n }, last)).toBe(back)
  },
)
it.each([
  ['the first part', 0n, -400n, 0n],
  ['all of it at once', 0n, -1_000n, 1n],
  ['more by the rounding of its parts', 600n, -401n, 1n],
  ['what follows when all is credited', 1_000n, -1n, 0n],
])('goods that come back give back the rounding of their invoice with the last of them: %s', (_, before, net, back) => {
  const credited = { ...invoice, creditedNetMinor: before, creditedMinor: before }
  expect(creditedRounding(credited, { netMinor: net, grossMinor: net }, undefined)).toBe(back)
})
