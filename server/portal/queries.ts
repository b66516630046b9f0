import { picturesOf } from '@/server/catalog/queries/pictures'
import { type QuoteOutlook, quoteOutlook } from '@/server/order/queries/outlook'
import { type QuoteHead, type QuoteLineRow, quoteLinesOf, quoteOf } from '@/server/order/queries/quotes'
import { asOffered } from '@/server/order/rules/offered'
import { type OfferedDeposits, offeredDeposits } from '@/server/order/rules/offered-deposits'
import { leavesChoice, tickedLines, tickedQuote } from '@/server/order/rules/options'
import type { LineWords } from '@/server/order/rules/sections'
import type { ShipTo } from '@/server/order/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import type { DocumentTotals } from '@/server/platform/money/tax'
import type { InPacks } from '@/server/platform/words/packs'
import type { Manner } from '@/server/platform/words/words'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import type { Charge } from '@/server/pricing/rules/whole'
import { enterPortal, markOpened, versionShown } from './queries/entry'
import type { ShipmentProgress } from './words/en'

interface PortalOrderLine extends Measure, InPacks, LineWords {
  position: number
  /** The hash of the product's picture. */
  picture: string | null
  sku: string
  description: string
  quantity: number
  backordered: number
  reserved: number
  picked: number
  /** The quantity that has left or was performed. */
  sent: number
  unitPrice: string
  priceQuantity: number
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
  netMinor: bigint
}

interface PortalShipment extends ShipmentProgress {
  number: string
  carrierName: string
  trackingNumber: string | null
}

/** The order of an accepted quote, as its customer sees it. */
export interface PortalOrder {
  number: string
  customerReference: string | null
  stage: string
  waitsFor: string | null
  promisedOn: string | null
  serviceName: string
  customerCollects: boolean
  shipTo: ShipTo
  netMinor: bigint
  taxMinor: bigint
  grossMinor: bigint
  discountMinor: bigint
  chargeMinor: bigint
  discountPercent: string | null
  charges: readonly Charge[]
  termsName: string
  lines: PortalOrderLine[]
  shipments: PortalShipment[]
}

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

const orderOf = (ctx: Ctx, id: string): Statement<Omit<PortalOrder, 'lines' | 'shipments'>> =>
  sql`SELECT o.number, o.customer_reference, o.stage, o.waits_for, coalesce(o.moved_on, o.promised_on) AS promised_on, v.name AS service_name, v.kind = 'CUSTOMER_COLLECTS' AS customer_collects, o.ship_to,
      o.net_minor, o.tax_minor, o.gross_minor, o.discount_minor, o.charge_minor, o.discount_percent, charges_of_order(o.organisation_id, o.id) AS charges, t.name AS terms_name
    FROM sales_order o JOIN carrier_service v ON v.organisation_id = o.organisation_id AND v.id = o.carrier_service_id
    JOIN payment_terms t ON t.organisation_id = o.organisation_id AND t.id = o.payment_terms_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${id}`

const linesOf = (ctx: Ctx, orderId: string): Statement<PortalOrderLine> =>
  sql`SELECT l.position, p.sku, picture_of(p.organisation_id, p.id) AS picture, l.description, l.section, l.note, l.ordered - l.cancelled AS quantity, l.backordered, l.reserved, l.picked, l.shipped + l.performed AS sent,
      l.unit, l.places, l.pack, l.pack_size, l.unit_price, l.price_quantity, l.gross_price, l.discount_percent, l.discount_amount, l.net_minor
    FROM order_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId} AND l.ordered > l.cancelled ORDER BY l.kind = 'RETURNABLE', l.position`

const shipmentsOf = (ctx: Ctx, orderId: string): Statement<PortalShipment> =>
  sql`SELECT s.number, s.state, s.left_at, s.delivered_at, s.proof, s.trouble_since, s.expected_on, s.promised_on AS moved_to, s.tracking_number, k.name AS carrier_name
    FROM shipment s JOIN carrier_service v ON v.organisation_id = s.organisation_id AND v.id = s.carrier_service_id
    JOIN carrier k ON k.organisation_id = v.organisation_id AND k.id = v.carrier_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.order_id = ${orderId} AND s.state <> 'CANCELLED' ORDER BY s.created_at, s.id LIMIT 50`

async function portalOrder(ctx: Ctx, orderId: string): Promise<PortalOrder | null> {
  const [[order], lines, shipments] = await read(
    ctx,
    orderOf(ctx, orderId),
    linesOf(ctx, orderId),
    shipmentsOf(ctx, orderId),
  )
  return order ? { ...order, shipTo: outside(order.shipTo), lines, shipments } : null
}

/** An address without what the team has written down for packing and driving. */
const outside = ({ packerNote, driverNote, ...shipTo }: ShipTo): ShipTo => shipTo

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
