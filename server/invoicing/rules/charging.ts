import type { PostingLine } from '@/server/ledger/rules'
import { packOfPart } from '@/server/order/rules/packs'
import { type OrderLine, remaining } from '@/server/order/rules/position'
import { isReturnable, returnablesFor } from '@/server/order/rules/returnables'
import { extendedMinor, sumMinor } from '@/server/platform/money/money'
import type { Measure } from '@/server/platform/money/quantity'
import { type DocumentTotals, documentTotals, type TaxedLine } from '@/server/platform/money/tax'
import type { PayTo } from '@/server/platform/place/bank'
import { isWholeAddress } from '@/server/platform/place/place'
import type { Day } from '@/server/platform/time/calendar'
import { dueOn, type Terms } from '@/server/platform/time/working-days'
import type { InPacks } from '@/server/platform/words/packs'
import type { KeptDiscount } from '@/server/pricing/rules/discounts'
import { adjustmentPostings, type DocumentAdjustment, splitAdjustments } from './adjusting'

/** The facts about the seller that the law requires on the document. */
export interface Seller extends PayTo {
  legalName: string | null
  addressLine: string | null
  addressExtra: string | null
  postcode: string | null
  city: string | null
  region: string | null
  taxNumber: string | null
  /** false: the seller said that it is not registered; null: it has not said. */
  taxRegistered: boolean | null
  email: string | null
  phone: string | null
}

type LegalDetail = 'legalName' | 'address' | 'taxNumber'

/** The facts that the settings lack before a document may be issued. */
export function missingLegalDetails(seller: Seller): LegalDetail[] {
  const missing: LegalDetail[] = []
  if (!seller.legalName?.trim()) missing.push('legalName')
  if (!isWholeAddress({ line: seller.addressLine, city: seller.city })) missing.push('address')
  if (!seller.taxNumber?.trim() && seller.taxRegistered !== false) missing.push('taxNumber')
  return missing
}

/** Whether a document would charge tax that the seller, who says not to be registered, may not charge. */
export const mayNotTax = (seller: Pick<Seller, 'taxRegistered'>, { taxMinor }: { taxMinor: bigint }): boolean =>
  seller.taxRegistered === false && taxMinor !== 0n

/** The facts about the buyer that are missing for a document (VAT Directive, article 226(5)). */
export function missingOfBuyer(buyer: { name: string; addressLine: string | null; city: string | null }): 'address'[] {
  return isWholeAddress({ line: buyer.addressLine, city: buyer.city }) ? [] : ['address']
}

/** A line to invoice: an order line and how much of it. */
export interface Charged {
  line: OrderLine
  quantity: number
}

/**
 * The contents of a shipment's invoice: exactly what left with the deposits for its packaging, and the services and freight performed by then. Quantities
 * that are invoiced already are never charged again (rule 9). Without a shipment, only what was performed.
 */
export function toInvoice(lines: readonly OrderLine[], left: ReadonlyMap<string, number>): Charged[] {
  const goods = (line: OrderLine) => Math.min(left.get(line.id) ?? 0, line.shipped - line.invoiced)
  const quantityOf = (line: OrderLine) => {
    if (line.kind === 'GOODS') return goods(line)
    if (!isReturnable(line)) return line.performed - line.invoiced
    return returnablesFor(line.id, lines, (packed) => packed.invoiced + goods(packed)) - line.invoiced
  }
  const charged = lines.flatMap((line) => {
    const quantity = quantityOf(line)
    return quantity > 0 ? [{ line, quantity }] : []
  })
  return depositsLast(charged)
}

/** Deposits for packaging stand after everything else. */
const depositsLast = (charged: readonly Charged[]): Charged[] => [
  ...charged.filter(({ line }) => !isReturnable(line)),
  ...charged.filter(({ line }) => isReturnable(line)),
]

/**
 * Goods that came back, with the deposits for the packaging that came back around them: as many as their quantities together make whole,
 * and never more than were invoiced and not credited.
 */
export function withReturnables(lines: readonly OrderLine[], returned: readonly Charged[]): Charged[] {
  const now = new Map(returned.map(({ line, quantity }) => [line.id, quantity]))
  const back = lines.flatMap((line) => {
    if (!isReturnable(line)) return []
    const before = returnablesFor(line.id, lines, (goods) => goods.credited)
    const after = returnablesFor(line.id, lines, (goods) => goods.credited + (now.get(goods.id) ?? 0))
    const quantity = Math.min(after - before, line.invoiced - line.credited)
    return quantity > 0 ? [{ line, quantity }] : []
  })
  return [...returned, ...back]
}

/** By what a product is called on a document: our SKU, the customer's own number (BT-156), the country it was made in (BT-159), the tariff code of customs. */
export interface Called {
  sku: string | null
  articleNumber: string | null
  originCountry: string | null
  tariffCode: string | null
}

/** What names no product. */
export const uncalled: Called = { sku: null, articleNumber: null, originCountry: null, tariffCode: null }

/** One line of a document; negative on credit notes. */
export interface DocumentLine extends KeptDiscount, Measure, InPacks, Called {
  position: number
  orderLineId: string | null
  productId: string | null
  description: string
  quantity: number
  unitPrice: string
  priceQuantity: number
  taxCode: string
  taxRate: string
  /** What its price list or product asked for; null: as it was sold. */
  listPrice: string | null
  /** What it would come to by that, and by its price before the discount. */
  listMinor: bigint
  grossMinor: bigint
  netMinor: bigint
  /** The deposit for packaging that is to come back. */
  returnable: boolean
}

/** The lines of a document, in the sequence of the order, at the accepted price; `sign` −1 makes a credit note. */
export function documentLines(
  charged: readonly Charged[],
  called: ReadonlyMap<string, Called>,
  currency: string,
  sign: 1 | -1 = 1,
): DocumentLine[] {
  return charged.map(({ line, quantity }, index) => ({
    position: index + 1,
    orderLineId: line.id,
    productId: line.productId,
    ...calledSo(called.get(line.productId)),
    description: line.description,
    quantity: sign * quantity,
    unit: line.unit,
    places: line.places,
    ...packOfPart(line, quantity),
    unitPrice: line.unitPrice,
    priceQuantity: line.priceQuantity,
    taxCode: line.taxCode,
    taxRate: line.taxRate,
    listPrice: line.listPrice,
    grossPrice: line.grossPrice,
    discountPercent: line.discountPercent,
    discountAmount: line.discountAmount,
    discountReasonId: line.discountReasonId,
    ...amountsOf(line, sign * quantity, currency),
    returnable: isReturnable(line),
  }))
}

const calledSo = ({ sku, articleNumber, originCountry, tariffCode } = uncalled): Called => ({
  ...{ sku, articleNumber },
  ...{ originCountry, tariffCode },
})

/** Document lines as they are taxed. */
export const taxedLines = (lines: readonly DocumentLine[]): TaxedLine[] =>
  lines.map(({ netMinor, taxCode, taxRate, returnable }) => ({
    netMinor,
    taxCategoryCode: taxCode,
    taxRate,
    ...(returnable && { undiscounted: true as const }),
  }))

/** The totals of a document by EN 16931: its lines, less its discount, with its charges. */
export function totalsOfDocument(
  lines: readonly DocumentLine[],
  adjustments: readonly DocumentAdjustment[] = [],
): DocumentTotals {
  return documentTotals(taxedLines(lines), splitAdjustments(adjustments))
}

/**
 * The rounding of an invoice's amount due, in minor units (BT-114). Each part invoice of an order is rounded and taxed on its own, so
 * their sum may differ from the order's total by some cents. A customer who paid that total beforehand must not owe or get back these
 * cents. The last invoice therefore adds the difference to its amount due. Its lines, net and tax follow the formulas (BR-CO-10 to 17).
 */
export function lastRounding(
  termsKind: string,
  invoiced: readonly OrderLine[],
  { orderMinor, chargedMinor }: { orderMinor: bigint; chargedMinor: bigint },
): bigint {
  const last = invoiced.every((line) => line.invoiced === remaining(line))
  return last && termsKind !== 'NET' ? orderMinor - chargedMinor : 0n
}

/** The day an invoice is due. */
export function invoiceDueOn(issuedOn: Day, terms: Terms): Day {
  return dueOn(issuedOn, terms)
}

type Priced = Pick<OrderLine, 'unitPrice' | 'priceQuantity' | 'grossPrice' | 'listPrice'>

/** What a quantity comes to by its list price, before its discount, and net; negative for a negative quantity. */
export function amountsOf(line: Priced, quantity: number, currency: string) {
  const sign = quantity < 0 ? -1n : 1n
  const at = (price: string) => sign * extendedMinor(price, Math.abs(quantity), line.priceQuantity, currency)
  const gross = line.grossPrice ?? line.unitPrice
  return { listMinor: at(line.listPrice ?? gross), grossMinor: at(gross), netMinor: at(line.unitPrice) }
}

/** Income by tax class: freight lines apart from sales, and what was taken off prices apart from both; deposits for packaging, which are owed back. */
function incomeLines(lines: readonly DocumentLine[], freight: ReadonlySet<string>): PostingLine[] {
  const sums = new Map<string, PostingLine>()
  const add = (accountCode: PostingLine['accountCode'], line: DocumentLine, amountMinor: bigint) => {
    const key = `${accountCode} ${line.taxCode} ${line.taxRate}`
    const sum = sums.get(key) ?? { accountCode, amountMinor: 0n, taxCode: line.taxCode, taxRate: line.taxRate }
    sums.set(key, { ...sum, amountMinor: sum.amountMinor + amountMinor })
  }
  for (const line of lines) {
    const carried = line.orderLineId !== null && freight.has(line.orderLineId)
    const accountCode = line.returnable ? 'RETURNABLES_HELD' : carried ? 'FREIGHT_INCOME' : 'SALES'
    add(accountCode, line, -line.grossMinor)
    if (line.grossMinor !== line.netMinor) add('DISCOUNT', line, line.grossMinor - line.netMinor)
  }
  return [...sums.values()]
}

/** The ledger entry of an issued document: receivable against income and tax; a credit note has the opposite signs. */
export function documentPosting(
  payerId: string,
  lines: readonly DocumentLine[],
  totals: DocumentTotals,
  freight: ReadonlySet<string>,
  roundingMinor = 0n,
  adjustments: readonly DocumentAdjustment[] = [],
): PostingLine[] {
  const taxes = totals.taxes.map((tax) => ({
    accountCode: 'TAX_PAYABLE' as const,
    amountMinor: -tax.taxMinor,
    taxCode: tax.categoryCode,
    taxRate: tax.rate,
  }))
  return [
    { accountCode: 'RECEIVABLE', customerId: payerId, amountMinor: totals.grossMinor + roundingMinor },
    ...incomeLines(lines, freight),
    ...adjustmentPostings(adjustments),
    ...taxes,
    ...(roundingMinor === 0n ? [] : [{ accountCode: 'ROUNDING' as const, amountMinor: -roundingMinor }]),
  ]
}

/** A prepayment that is still on a receipt of the order. */
export interface Deposit {
  receiptId: string
  unappliedMinor: bigint
}

/** The part of each deposit that an invoice takes, the first paid first, never more than the invoice. */
export function takeDeposits(grossMinor: bigint, deposits: readonly Deposit[]): Deposit[] {
  let rest = grossMinor
  return deposits.flatMap(({ receiptId, unappliedMinor }) => {
    const taken = rest - unappliedMinor < 0n ? rest : unappliedMinor
    rest -= taken
    return taken > 0n ? [{ receiptId, unappliedMinor: taken }] : []
  })
}

/** The sum of the amounts taken from deposits. */
export function depositSum(deposits: readonly Deposit[]): bigint {
  return sumMinor(deposits.map((deposit) => deposit.unappliedMinor))
}
