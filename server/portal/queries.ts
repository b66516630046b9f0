import { picturesOf } from '@/server/catalog/queries/pictures'
import { type QuoteOutlook, quoteOutlook } from '@/server/order/queries/outlook'
import { type QuoteHead, type QuoteLineRow, quoteLinesOf, quoteOf } from '@/server/order/queries/quotes'
import { asOffered } from '@/server/order/rules/offered'
import { type OfferedDeposits, offeredDeposits } from '@/server/order/rules/offered-deposits'
import { leavesChoice, tickedLines, tickedQuote } from '@/server/order/rules/options'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import type { DocumentTotals } from '@/server/platform/money/tax'
import type { Manner } from '@/server/platform/words/words'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import { enterPortal, markOpened, versionShown } from './queries/entry'
import { outside, type PortalOrder, portalOrder } from './queries/order'

/** What the seller keeps of a price for itself: where it came from, and why something was taken off. */
type SellersOwn =
  | Exclude<keyof PriceOrigin, 'grossPrice' | 'discountPercent' | 'discountAmount'>
  | 'priceListName'
  | 'discountReason'

export interface PortalView {
  seller: Manner & {
    name: string
    country: string
    today: string
    now: Date
    phone: string | null
    email: string | null
  }
  quote: Omit<
    QuoteHead,
    | 'customerId'
    | 'customerEmail'
    | 'paymentTermsId'
    | 'createdByName'
    | 'takenByName'
    | 'orderId'
    | 'discountReason'
    | 'discountReasonId'
    | 'versionId'
    | 'accepted'
  >
  /** The newest version, when it is not the one that is shown; `ready` once it was sent. */
  newer: { number: number; ready: boolean } | null
  /** Whether the customer may choose optional lines now, and which they have ticked; the sums are with those. */
  chooses: boolean
  ticked: number[]
  /** The tax by rate. */
  taxes: DocumentTotals['taxes']
  /** The deposits that ordering it today would charge with what is ticked, beside its sums. */
  deposits: OfferedDeposits | null
  /** SHA-256 of what is shown. */
  hash: string
  /** What the seller keeps of where a price came from is theirs. */
  lines: (Omit<QuoteLineRow, 'productId' | 'returnables' | 'freeText' | 'taxCategoryId' | SellersOwn> & {
    picture: string | null
  })[]
  /** For a quote that waits for an answer: what accepting it today would mean. */
  outlook: Omit<QuoteOutlook, 'buyer'> | null
  order: PortalOrder | null
}

/** What a customer sees of a quote and its order. A draft is not shown. */
export async function portalView(
  input: { token: string; version?: number; ticked?: number[] },
  address: string,
): Promise<PortalView> {
  const entry = await enterPortal(input.token, address)
  const { ctx, quoteId } = entry
  const shown = await versionShown(entry, input.version)
  const [[newest], newestLines] = await read(ctx, quoteOf(ctx, quoteId), quoteLinesOf(ctx, quoteId))
  if (!newest) notFound('link')
  await markOpened(ctx, shown)
  const earlier = shown.number < newest.versionNumber
  const { quote: found, lines } = earlier
    ? asOffered(newest, JSON.parse(shown.content), shown.sentAt)
    : { quote: newest, lines: newestLines }
  const {
    customerId,
    customerEmail,
    paymentTermsId,
    createdByName,
    takenByName,
    orderId,
    versionId,
    accepted,
    ...rest
  } = found
  const { discountReason: _why, discountReasonId: _reason, ...quote } = rest
  // An earlier version keeps the words of its lines and not their products, so it has no pictures.
  const [pictured] = earlier
    ? [[]]
    : await read(
        ctx,
        picturesOf(
          ctx,
          lines.map(({ productId }) => productId),
        ),
      )
  const pictures = new Map(pictured.map((one) => [one.productId, one.picture]))
  const open = !earlier && found.state === 'SENT' && found.validUntil >= ctx.today
  const asked = open ? (input.ticked ?? []) : []
  const ticked = lines.filter((line) => line.optional && asked.includes(line.position)).map(({ position }) => position)
  const { quote: sums, taxes } = tickedQuote(found, lines, ticked)
  const { buyer: _, ...outlook } = open ? await quoteOutlook(ctx, found, lines, ticked) : { buyer: null }
  const { name, country, currency, locale, timeZone, phone, email } = ctx.organisation
  return {
    seller: { name, country, currency, locale, timeZone, phone, email, today: ctx.today, now: ctx.now },
    quote: {
      ...quote,
      netMinor: sums.netMinor,
      taxMinor: sums.taxMinor,
      grossMinor: sums.grossMinor,
      discountMinor: sums.discountMinor,
      chargeMinor: sums.chargeMinor,
    },
    chooses: open && leavesChoice(lines),
    ticked,
    taxes,
    newer: earlier ? { number: newest.versionNumber, ready: newest.state !== 'DRAFT' } : null,
    deposits: open ? offeredDeposits(found, tickedLines(lines, ticked)) : null,
    hash: shown.hash,
    lines: lines.map(
      ({
        productId,
        returnables,
        freeText,
        taxCategoryId,
        priceSource,
        priceListId,
        priceListName,
        breakFrom,
        listPrice,
        discountReasonId,
        discountReason,
        ...line
      }) => ({ ...line, picture: pictures.get(productId) ?? null }),
    ),
    outlook: 'waits' in outlook ? { ...outlook, shipTo: outside(outlook.shipTo) } : null,
    order: orderId && !earlier ? await portalOrder(ctx, orderId) : null,
  }
}
