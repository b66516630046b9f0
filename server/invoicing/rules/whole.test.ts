import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ownPriced } from '@/prisma/seed/priced'
import { orderTotals } from '@/server/order/rules/amounts'
import { type OrderLine, remaining } from '@/server/order/rules/position'
import { newQuantities } from '@/server/order/rules/quantities'
import { linesNet, wholeDiscount } from '@/server/order/rules/whole'
import { roundedQuotient, scaled } from '@/server/platform/money/decimal'
import { minorToDecimal, sumMinor } from '@/server/platform/money/money'
import { discounted } from '@/server/pricing/rules/discounts'
import { type Charge, sumByClass, type Whole } from '@/server/pricing/rules/whole'
import { type DocumentAdjustment, invoiceAdjustments } from './adjusting'
import { type DocumentLine, documentLines, documentPosting, taxedLines, totalsOfDocument } from './charging'
import { creditedRounding } from './crediting'
import { type Credited, creditByHand, creditOfReturn } from './giving-back'

// `npm run prove -- totals` tries it on 100,000 orders.
const numRuns = Number(process.env.OCTET_TOTALS_RUNS ?? 120)

const classes = [
  ['S', '20'],
  ['S', '7.7'],
  ['AA', '5.5'],
  ['E', '0'],
] as const
const anyLine = fc.record({
  units: fc.integer({ min: 1, max: 9_999_999 }),
  places: fc.constantFrom(0, 2, 3, 6),
  priceQuantity: fc.constantFrom(1, 1, 100),
  quantity: fc.integer({ min: 1, max: 60 }),
  off: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  kind: fc.constantFrom('GOODS', 'GOODS', 'RETURNABLE'),
  tax: fc.constantFrom(...classes),
})
const anyCharge = fc.record({
  kind: fc.constantFrom('FREIGHT' as const, 'SMALL_ORDER' as const, 'PACKING' as const),
  minor: fc.integer({ min: 1, max: 99_999 }),
  tax: fc.constantFrom(...classes),
  withLast: fc.boolean(),
})
const anyOrder = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
  discount: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 1, max: 1_000_000 }).map((part) => ({ percent: String(part / 10_000) })),
    fc.integer({ min: 1, max: 1_000_000 }).map((part) => ({ part })),
  ),
  charges: fc.uniqueArray(anyCharge, { maxLength: 3, selector: (one) => one.kind }),
  parts: fc.array(fc.array(fc.nat(40), { minLength: 5, maxLength: 5 }), { maxLength: 4 }),
  backs: fc.array(fc.array(fc.nat(30), { minLength: 5, maxLength: 5 }), { maxLength: 3 }),
  byReturn: fc.boolean(),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
})
type AnyOrder = typeof anyOrder extends fc.Arbitrary<infer T> ? T : never
const price = (units: number, places: number) => {
  const digits = String(units).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

function linesOf({ lines }: AnyOrder): OrderLine[] {
  return lines.map(({ units, places, priceQuantity, quantity, off, kind, tax: [taxCode, taxRate] }, index) => {
    const taken = off === null || kind === 'RETURNABLE' ? null : { percent: String(off / 10_000), reasonId: 'r' }
    const facts = { ...newQuantities, ...ownPriced, ...discounted(price(units, places), taken) }
    return {
      ...facts,
      id: `l${index}`,
      position: index + 1,
      kind,
      ordered: quantity,
      ...{ backordered: 0, reserved: 0, open: 0 },
      priceQuantity,
      taxCode,
      taxRate,
    } as unknown as OrderLine
  })
}

function wholeOf({ discount, charges, currency }: AnyOrder, lines: readonly OrderLine[]): Whole {
  const netMinor = linesNet(
    lines.map((line) => ({ line, quantity: line.ordered })),
    currency,
  )
  const amount = discount && 'part' in discount ? (netMinor * BigInt(discount.part)) / 1_000_000n : null
  const wish = amount === null ? discount : { amount: minorToDecimal(amount, currency) }
  return {
    currency,
    ...wholeDiscount(wish && { ...wish, reasonId: 'r' }, netMinor, currency),
    charges: charges.map(
      ({ kind, minor, tax: [taxCode, taxRate], withLast }, index): Charge => ({
        position: index + 1,
        kind,
        description: kind,
        amountMinor: String(minor),
        taxCode,
        taxRate,
        source: 'TYPED',
        withLast,
        invoiced: false,
      }),
    ),
  }
}

interface Document {
  lines: readonly DocumentLine[]
  adjustments: readonly DocumentAdjustment[]
}
const sumOf = ({ adjustments }: Pick<Document, 'adjustments'>, discount: boolean) =>
  sumMinor(adjustments.filter(({ kind }) => (kind === 'DISCOUNT') === discount).map((one) => one.amountMinor))

/** BR-CO-10 to 17 of EN 16931 by sums of our own, and what the ledger gets of it. */
function holds({ lines, adjustments }: Document) {
  const totals = totalsOfDocument(lines, adjustments)
  const sum = sumMinor(lines.map((line) => line.netMinor))
  const [allowances, charges] = [sumOf({ adjustments }, true), sumOf({ adjustments }, false)]
  expect([totals.lineNetMinor, totals.allowanceMinor, totals.chargeMinor]).toEqual([sum, allowances, charges])
  expect(totals.netMinor).toBe(sum - allowances + charges)
  let tax = 0n
  for (const [code, rate] of classes) {
    const ours = <T extends { taxCode: string; taxRate: string }>(all: readonly T[]) =>
      all.filter((one) => one.taxCode === code && Number(one.taxRate) === Number(rate))
    const basis =
      sumMinor(ours(lines).map((line) => line.netMinor)) +
      sumMinor(ours(adjustments).map((one) => (one.kind === 'DISCOUNT' ? -one.amountMinor : one.amountMinor)))
    const { units, places } = scaled(rate)
    const due = roundedQuotient(basis * units, 100n * 10n ** BigInt(places))
    const found = totals.taxes.find((one) => one.categoryCode === code && one.rate === rate)
    expect([found?.basisMinor ?? 0n, found?.taxMinor ?? 0n]).toEqual([basis, due])
    tax += due
  }
  expect([totals.taxMinor, totals.grossMinor, totals.payableMinor]).toEqual([
    tax,
    totals.netMinor + tax,
    totals.netMinor + tax,
  ])
  const entry = documentPosting('payer', lines, totals, new Set(), 0n, adjustments)
  expect(sumMinor(entry.map((line) => line.amountMinor))).toBe(0n)
  const given = entry.filter((line) => line.accountCode === 'DISCOUNT').map((line) => line.amountMinor)
  expect(sumMinor(given)).toBe(allowances + sumMinor(lines.map((line) => line.grossMinor - line.netMinor)))
  return totals
}

/** Invoices an order part by part, and everything that is left at the end. */
function invoicesOf(wished: AnyOrder, lines: readonly OrderLine[], whole: Whole) {
  const documents: Document[] = []
  let [standing, charges] = [[...lines], whole.charges]
  for (const part of [...wished.parts, wished.lines.map(() => 1_000)]) {
    const charged = standing.flatMap((line, index) => {
      const quantity = Math.min(part[index] ?? 0, remaining(line) - line.invoiced)
      return quantity > 0 ? [{ line, quantity }] : []
    })
    if (charged.length === 0) continue
    standing = standing.map((line) => ({
      ...line,
      invoiced: line.invoiced + (charged.find((one) => one.line === line)?.quantity ?? 0),
    }))
    const documented = documentLines(charged, new Map(), whole.currency)
    const given = sumByClass(
      documents.flatMap(({ adjustments }) =>
        adjustments
          .filter((one) => one.kind === 'DISCOUNT')
          .map((one) => ({ taxCategoryCode: one.taxCode, taxRate: one.taxRate, netMinor: one.amountMinor })),
      ),
    )
    const adjustments = invoiceAdjustments(standing, {
      part: taxedLines(documented),
      given,
      whole: { ...whole, charges },
    })
    const kinds = new Set(adjustments.map((one) => one.kind))
    charges = charges.map((charge) => (kinds.has(charge.kind) ? { ...charge, invoiced: true } : charge))
    documents.push({ lines: documented, adjustments })
  }
  return { documents, standing }
}

/** Credits an invoice by hand in some steps, then everything that is left of it. */
function creditsOf(invoice: Document, wished: AnyOrder): Credited[] {
  const notes: Credited[] = []
  for (const back of [...wished.backs, undefined]) {
    const lines = invoice.lines.map((line) => {
      const before = notes.flatMap((note) => note.lines).filter((one) => one.orderLineId === line.orderLineId)
      return { ...line, credited: -before.reduce((sum, one) => sum + one.quantity, 0) }
    })
    const wanted = back && {
      lines: lines.flatMap((line, index) => {
        const quantity = Math.min(back[index] ?? 0, line.quantity - line.credited)
        return quantity > 0 ? [{ position: line.position, quantity }] : []
      }),
    }
    const adjustments = invoice.adjustments.map((one) => ({
      ...one,
      creditedMinor: -sumMinor(
        notes
          .flatMap((note) => note.adjustments)
          .filter((other) => other.kind === one.kind && other.taxCode === one.taxCode && other.taxRate === one.taxRate)
          .map((other) => other.amountMinor),
      ),
    }))
    const issued = { lines, adjustments, taxes: [], leftMinor: 0n, currency: wished.currency }
    notes.push(creditByHand({ ...wanted, reason: 'back' }, issued))
  }
  return notes
}

/** Credits everything that comes back of an order in some returns, across its invoices. */
function returnsOf(invoices: readonly Document[], wished: AnyOrder, invoiced: readonly OrderLine[]): Document[] {
  const notes: Document[] = []
  let lines = [...invoiced]
  for (const back of [...wished.backs, wished.lines.map(() => 1_000)]) {
    const returned = lines.flatMap((line, index) => {
      const quantity = Math.min(back[index] ?? 0, line.invoiced - line.credited)
      return quantity > 0 ? [{ line, quantity }] : []
    })
    if (returned.length === 0) continue
    const given = [...invoices, ...notes].flatMap((one) => one.adjustments).filter((one) => one.kind === 'DISCOUNT')
    const discount = classes.flatMap(([taxCode, taxRate]) => {
      const ours = given.filter((one) => one.taxCode === taxCode && one.taxRate === taxRate)
      const leftMinor = sumMinor(ours.map((one) => one.amountMinor))
      return ours.length === 0 ? [] : [{ taxCode, taxRate, percent: null, discountReasonId: 'r', leftMinor }]
    })
    const leftMinor = sumMinor(
      [...invoices, ...notes].map((one) => totalsOfDocument(one.lines, one.adjustments).netMinor - sumOf(one, false)),
    )
    const { currency } = wished
    notes.push(creditOfReturn(returned, { lines, called: new Map(), discount, leftMinor, currency }))
    lines = lines.map((line) => ({
      ...line,
      credited: line.credited + (returned.find((one) => one.line === line)?.quantity ?? 0),
    }))
  }
  return notes
}

/**
 * Whether the goods of a tax class of a document are taken down to nought. Lines that are rounded part by part may come to some cents
 * less than the whole; then a discount of nearly everything finds no more to be taken from, because nothing falls below nought. The
 * line of a credit note that names no goods corrects earlier rounding afterwards, so it is left out.
 */
const takenToNought = (documents: readonly Document[]) =>
  documents.some(({ lines, adjustments }) => {
    const discounts = adjustments.filter(({ kind }) => kind === 'DISCOUNT')
    const goods = lines.filter((line) => line.orderLineId !== null && !line.returnable)
    return totalsOfDocument(goods, discounts).taxes.some((tax) => tax.basisMinor === 0n)
  })

/** What the notes of an invoice give back, each with its rounding, as the database keeps it. */
function amountsBack({ lines, adjustments }: Document, notes: readonly Credited[]): bigint[] {
  const before = { ...totalsOfDocument(lines, adjustments), creditedNetMinor: 0n, creditedMinor: 0n, roundingMinor: 0n }
  return notes.map((note, index) => {
    const sums = totalsOfDocument(note.lines, note.adjustments)
    const roundingsMinor = BigInt((index + 1) * 2 * (lines.length + adjustments.length))
    const back = -sums.grossMinor - creditedRounding({ ...before, roundingsMinor }, sums, note.nothingLeft)
    before.creditedNetMinor -= sums.netMinor
    before.creditedMinor += back
    return back
  })
}

const grossOf = ({ lines, adjustments }: Document) => totalsOfDocument(lines, adjustments).grossMinor
const netOf = (documents: readonly Document[]) =>
  sumMinor(documents.map((one) => totalsOfDocument(one.lines, one.adjustments).netMinor))

it(
  'documents with discounts on the whole, charges and mixed taxes hold BR-CO-10 to 17; parts come to the whole, and credit notes give it all back',
  () => {
    fc.assert(
      fc.property(anyOrder, (wished) => {
        const lines = linesOf(wished)
        const whole = wholeOf(wished, lines)
        const order = orderTotals(lines, whole)
        const { documents, standing } = invoicesOf(wished, lines, whole)
        for (const document of documents) {
          const totals = holds(document)
          expect(totals.netMinor >= 0n && totals.taxes.every((tax) => tax.basisMinor >= 0n)).toBe(true)
        }
        const given = sumMinor(documents.map((one) => sumOf(one, true)))
        if (given !== order.allowanceMinor) expect(takenToNought(documents)).toBe(true)
        expect(sumMinor(documents.map((one) => sumOf(one, false)))).toBe(order.chargeMinor)
        const notes = wished.byReturn
          ? returnsOf(documents, wished, standing)
          : documents.flatMap((document) => creditsOf(document, wished))
        for (const note of notes) holds(note)
        for (const document of wished.byReturn ? [] : documents) {
          const amounts = amountsBack(document, creditsOf(document, wished))
          expect([sumMinor(amounts), amounts.every((one) => one >= 0n)]).toEqual([grossOf(document), true])
        }
        const off = netOf(documents) + netOf(notes) - (wished.byReturn ? order.chargeMinor : 0n)
        // What is credited in parts is rounded part by part: a minor unit for each line of a note at most.
        const rounded = BigInt(notes.flatMap((note) => note.lines).length)
        expect(off <= rounded && -off <= rounded).toBe(true)
        const back = -sumMinor(notes.map((one) => sumOf(one, true)))
        if (back !== given) expect(back < given && takenToNought(notes)).toBe(true)
        if (!wished.byReturn) expect(sumMinor(notes.map((one) => sumOf(one, false)))).toBe(-order.chargeMinor)
      }),
      { numRuns },
    )
  },
  30_000 + 20 * numRuns,
)
