import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { deliveries } from '../rules/delivery'
import { tickedLines } from '../rules/options'
import type { NoPromise } from '../rules/position'
import { shipToOf } from '../rules/promise'
import type { ShipTo } from '../schema'
import { buyerFacts } from './facts'
import { previewOrder } from './preview'
import { buyerOfQuote, type QuoteHead, type QuoteLineRow } from './quotes'

/** What accepting the quote now would give: day of arrival, waiting units, ship-to address. It promises nothing. */
export interface QuoteOutlook {
  arrivesOn: string | null
  /** When the goods in stock would arrive, if the rest has to wait. */
  partOn: string | null
  /** Why there is no day. */
  noPromise: NoPromise
  /** Whether goods that are missing when the first part leaves are cancelled. */
  closes: boolean
  /** How many units of each line would wait for stock, in the order of the lines. */
  waits: number[]
  shipTo: ShipTo
  /** The customer's address for invoices. */
  buyer: {
    addressLine: string | null
    addressExtra: string | null
    postcode: string | null
    city: string | null
    region: string | null
    country: string
  }
  customerCollects: boolean
}

type Wish = Pick<QuoteLineRow, 'productId' | 'quantity' | 'unitPrice'>
type Offering = Wish & Pick<QuoteLineRow, 'position' | 'optional'>

interface Offered {
  customerId: string
  terms: Pick<QuoteHead, 'termsKind' | 'termsDays'>
}

/** The day of arrival of the goods in stock; null when all goods have to wait. */
async function partArrival(ctx: Ctx, offered: Offered, wishes: readonly Wish[], waits: readonly number[]) {
  const lines = wishes
    .map((wish, index) => ({ ...wish, quantity: wish.quantity - (waits[index] ?? 0) }))
    .filter((wish) => wish.quantity > 0)
  return lines.length > 0
    ? (await previewOrder(ctx, { customerId: offered.customerId, lines }, offered.terms)).promisedOn
    : null
}

/** The outlook of a quote with today's stock, calendar and address, with the optional lines that are ticked. */
export async function quoteOutlook(
  ctx: Ctx,
  { id, termsKind, termsDays }: Pick<QuoteHead, 'id' | 'termsKind' | 'termsDays'>,
  lines: readonly Offering[],
  ticked: readonly number[] = [],
): Promise<QuoteOutlook> {
  const taken = tickedLines(lines, ticked)
  const wishes = taken.map(({ productId, quantity, unitPrice }) => ({ productId, quantity, unitPrice }))
  const [[heir]] = await read(ctx, buyerOfQuote(ctx, id))
  if (!heir) throw new Error('a quote without its customer')
  const offered = { customerId: heir.id, terms: { termsKind, termsDays } }
  const preview = await previewOrder(ctx, { customerId: heir.id, lines: wishes }, offered.terms).catch((error) => {
    // A product that is not set up for orders yet can still be offered.
    if (error instanceof Refusal) return null
    throw error
  })
  const [[buyer]] = await read(ctx, buyerFacts(ctx, heir.id, null))
  const waits = taken.map((_, index) => preview?.lines[index]?.backordered ?? 0)
  if (!buyer) throw new Error('a quote without its customer')
  // When the customer was archived meanwhile, the seller decides first.
  const stops = buyer.archived ? ('CUSTOMER' as const) : (preview?.noPromise ?? null)
  const closes = deliveries[buyer.deliveryRule].rest === 'CLOSED' && waits.some((units) => units > 0)
  const arrivesOn = buyer.archived ? null : (preview?.promisedOn ?? null)
  const parts = stops === 'STOCK' && deliveries[buyer.deliveryRule].leaves === 'AS_IT_COMES'
  return {
    arrivesOn: closes ? null : arrivesOn,
    partOn: closes ? arrivesOn : parts ? await partArrival(ctx, offered, wishes, waits) : null,
    closes,
    noPromise: stops,
    waits: lines.map((line) => waits[taken.indexOf(line)] ?? 0),
    shipTo: shipToOf(buyer),
    buyer: {
      addressLine: buyer.billLine,
      addressExtra: buyer.billExtra,
      postcode: buyer.billPostcode,
      city: buyer.billCity,
      region: buyer.billRegion,
      country: buyer.billCountry,
    },
    customerCollects: buyer.serviceKind === 'CUSTOMER_COLLECTS',
  }
}
