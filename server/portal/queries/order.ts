import type { LineWords } from '@/server/order/rules/sections'
import type { ShipTo } from '@/server/order/schema'
import type { Waiting } from '@/server/order/words/en'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import type { InPacks } from '@/server/platform/words/packs'
import type { Charge } from '@/server/pricing/rules/whole'
import type { ShipmentProgress } from '../words/en'

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

export interface PortalShipment extends ShipmentProgress {
  number: string
  /** What it has of the order. */
  contents: Waiting[]
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
  /** How many warehouses send it: each of them sends a shipment of its own. */
  houses: number
  lines: PortalOrderLine[]
  shipments: PortalShipment[]
}

const orderOf = (ctx: Ctx, id: string): Statement<Omit<PortalOrder, 'lines' | 'shipments'>> =>
  sql`SELECT o.number, o.customer_reference, o.stage, o.waits_for, coalesce(o.moved_on, o.promised_on) AS promised_on, v.name AS service_name, v.kind = 'CUSTOMER_COLLECTS' AS customer_collects, o.ship_to,
      o.net_minor, o.tax_minor, o.gross_minor, o.discount_minor, o.charge_minor, o.discount_percent, charges_of_order(o.organisation_id, o.id) AS charges, t.name AS terms_name,
      (SELECT count(DISTINCT l.warehouse_id)::int FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.kind = 'GOODS' AND l.ordered > l.cancelled) AS houses
    FROM sales_order o JOIN carrier_service v ON v.organisation_id = o.organisation_id AND v.id = o.carrier_service_id
    JOIN payment_terms t ON t.organisation_id = o.organisation_id AND t.id = o.payment_terms_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${id}`

const linesOf = (ctx: Ctx, orderId: string): Statement<PortalOrderLine> =>
  sql`SELECT l.position, p.sku, picture_of(p.organisation_id, p.id) AS picture, l.description, l.section, l.note, l.ordered - l.cancelled AS quantity, l.backordered, l.reserved, l.picked, l.shipped + l.performed AS sent,
      l.unit, l.places, l.pack, l.pack_size, l.unit_price, l.price_quantity, l.gross_price, l.discount_percent, l.discount_amount, l.net_minor
    FROM order_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId} AND l.ordered > l.cancelled ORDER BY l.kind = 'RETURNABLE', l.position`

const shipmentsOf = (ctx: Ctx, orderId: string): Statement<PortalShipment> =>
  sql`SELECT s.number, s.state, s.left_at, s.delivered_at, s.proof, s.trouble_since, s.expected_on, s.promised_on AS moved_to, s.tracking_number, k.name AS carrier_name,
      coalesce((SELECT jsonb_agg(jsonb_build_object('description', l.description, 'sku', p.sku, 'quantity', x.quantity, 'unit', l.unit, 'places', l.places) ORDER BY l.position)
        FROM shipment_line x JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
        WHERE x.organisation_id = s.organisation_id AND x.shipment_id = s.id), '[]') AS contents
    FROM shipment s JOIN carrier_service v ON v.organisation_id = s.organisation_id AND v.id = s.carrier_service_id
    JOIN carrier k ON k.organisation_id = v.organisation_id AND k.id = v.carrier_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.order_id = ${orderId} AND s.state <> 'CANCELLED' ORDER BY s.created_at, s.id LIMIT 50`

/** The order that a quote became; null when it is not there. */
export async function portalOrder(ctx: Ctx, orderId: string): Promise<PortalOrder | null> {
  const [[order], lines, shipments] = await read(
    ctx,
    orderOf(ctx, orderId),
    linesOf(ctx, orderId),
    shipmentsOf(ctx, orderId),
  )
  return order ? { ...order, shipTo: outside(order.shipTo), lines, shipments } : null
}

/** An address without what the team has written down for packing and driving. */
export const outside = ({ packerNote, driverNote, ...shipTo }: ShipTo): ShipTo => shipTo
