import { pieces } from '@/server/platform/money/quantity'
import type { Charge } from '@/server/pricing/rules/whole'
import type { QuoteHead, QuoteLineRow } from '../queries/quotes'
import { inNoPack } from './packs'

/** A line of a quote as it was offered. Amounts and decimals are text, so that they are read back unchanged. */
export interface OfferedLineContent {
  position: number
  sku: string
  description: string
  /** In the smallest units of its measure. */
  quantity: number
  unit: string
  places: number
  /** The pack in which it was offered, with its size. */
  pack?: string
  packSize?: number
  /** The heading above it and the note below it, if it has them. */
  section?: string
  note?: string
  /** The deposits that come with it, in words. */
  deposit?: string
  /** The customer may add it; the sums are without it. */
  optional?: true
  unitPrice: string
  priceQuantity: number
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
  taxCode: string
  taxRate: string
  netMinor: string
}

/** Everything that a customer was offered with one version of a quote. */
export interface OfferedContent {
  number: string
  version: number
  customer: string
  currency: string
  terms: string
  termsKind: QuoteHead['termsKind']
  termsDays: number
  validUntil: string
  note: string | null
  /** The discount on the whole quote. */
  discountPercent: string | null
  discountOffMinor: string | null
  discountBaseMinor: string | null
  discountMinor: string
  chargeMinor: string
  charges: Pick<Charge, 'kind' | 'description' | 'amountMinor' | 'taxCode' | 'taxRate'>[]
  netMinor: string
  taxMinor: string
  grossMinor: string
  /** Of an acceptance: the deposits of that day, and the total with them. */
  deposits?: { netMinor: string; grossMinor: string }
  lines: OfferedLineContent[]
}

const lineContent = (line: QuoteLineRow): OfferedLineContent => ({
  position: line.position,
  sku: line.sku,
  description: line.description,
  quantity: line.quantity,
  unit: line.unit,
  places: line.places,
  ...(line.pack !== null && line.packSize !== null && { pack: line.pack, packSize: line.packSize }),
  ...(line.section && { section: line.section }),
  ...(line.note && { note: line.note }),
  ...(line.deposit && { deposit: line.deposit }),
  ...(line.optional && { optional: true }),
  unitPrice: line.unitPrice,
  priceQuantity: line.priceQuantity,
  grossPrice: line.grossPrice,
  discountPercent: line.discountPercent,
  discountAmount: line.discountAmount,
  taxCode: line.taxCode,
  taxRate: line.taxRate,
  netMinor: line.netMinor.toString(),
})

/** What the customer sees of the present quote. */
export const offeredContent = (quote: QuoteHead, lines: readonly QuoteLineRow[]): OfferedContent => ({
  number: quote.number,
  version: quote.versionNumber,
  customer: quote.customerName,
  currency: quote.currency,
  terms: quote.termsName,
  termsKind: quote.termsKind,
  termsDays: quote.termsDays,
  validUntil: quote.validUntil,
  note: quote.note,
  discountPercent: quote.discountPercent,
  discountOffMinor: quote.discountOffMinor?.toString() ?? null,
  discountBaseMinor: quote.discountBaseMinor?.toString() ?? null,
  discountMinor: quote.discountMinor.toString(),
  chargeMinor: quote.chargeMinor.toString(),
  charges: quote.charges.map(({ kind, description, amountMinor, taxCode, taxRate }) => ({
    kind,
    description,
    amountMinor,
    taxCode,
    taxRate,
  })),
  netMinor: quote.netMinor.toString(),
  taxMinor: quote.taxMinor.toString(),
  grossMinor: quote.grossMinor.toString(),
  lines: lines.map(lineContent),
})

const minorOf = (text: string | null) => (text === null ? null : BigInt(text))

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}

/** The content as canonical JSON: names sorted, no spaces. Its hash identifies the offer. */
export const canonical = (content: OfferedContent): string => JSON.stringify(sorted(content))

/** An earlier version in the form of the present quote, for the page and the paper that show it. */
export function asOffered(
  quote: QuoteHead,
  content: OfferedContent,
  sentAt: Date,
): { quote: QuoteHead; lines: QuoteLineRow[] } {
  const { netMinor, taxMinor, grossMinor, validUntil, note, currency } = content
  return {
    quote: {
      ...quote,
      versionNumber: content.version,
      customerName: content.customer,
      termsName: content.terms,
      termsKind: content.termsKind,
      termsDays: content.termsDays,
      validUntil,
      note,
      currency,
      netMinor: BigInt(netMinor),
      taxMinor: BigInt(taxMinor),
      grossMinor: BigInt(grossMinor),
      discountPercent: content.discountPercent,
      discountOffMinor: minorOf(content.discountOffMinor),
      discountBaseMinor: minorOf(content.discountBaseMinor),
      discountMinor: BigInt(content.discountMinor),
      chargeMinor: BigInt(content.chargeMinor),
      charges: content.charges.map((charge, index) => ({
        ...charge,
        position: index + 1,
        source: 'TYPED',
        withLast: false,
        invoiced: false,
      })),
      sentAt,
    },
    lines: content.lines.map((line) => ({
      // A version from before products had units was offered in pieces.
      ...pieces,
      ...inNoPack,
      optional: false,
      deposit: null,
      ...line,
      netMinor: BigInt(line.netMinor),
      productId: '',
      freeText: false,
      taxCategoryId: '',
      priceSource: 'EARLIER',
      priceListId: null,
      priceListName: null,
      breakFrom: null,
      listPrice: null,
      discountReasonId: null,
      discountReason: null,
      returnables: [],
    })),
  }
}
