import type { Tracking } from '@/server/catalog/rules'
import type { Scannable } from '@/server/inventory/rules/codes'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { InPacks } from '@/server/platform/words/packs'
import type { Packaging } from '../schema'
import { type LineLot, shippedLots, totesOf } from './lots'

export interface FloorOrder {
  id: string
  warehouseId: string
  number: string
  customerId: string
  customerName: string
  note: string | null
  promisedOn: string | null
  stage: string
  waitsFor: string | null
  creditState: string
  held: boolean
  serviceName: string
  /** The weight limit of one parcel with the ordered service; null means any weight. */
  maxWeightGrams: number | null
  cutOff: string
  deliversTo: string | null
  /** What the address asks of whoever packs for it. */
  packerNote: string | null
}

export interface FloorTask extends Scannable, InPacks {
  id: string
  warehouseId: string
  orderLineId: string
  binId: string
  binCode: string
  productId: string
  name: string
  /** The hash of the product's picture. */
  picture: string | null
  /** Empty for a product without lots; a serial number is a lot of one. */
  lot: string
  tracking: Tracking
  expiresOn: string | null
  quantity: number
  picked: number
  state: 'OPEN' | 'PICKED' | 'SHORT' | 'CANCELLED'
  cause: string | null
  endedAt: Date | null
  /** The units that a short pick took off the books and nobody has found since. */
  missing: number
  /** The last keys under which entries about it were sent. */
  told: string[]
}

export interface FloorLine extends Scannable, InPacks {
  id: string
  warehouseId: string
  warehouseName: string
  position: number
  productId: string
  kind: string
  name: string
  weightGrams: number
  ordered: number
  cancelled: number
  backordered: number
  reserved: number
  released: number
  picked: number
  packed: number
  shipped: number
  returned: number
  /** Units that are no longer wanted and still in a tote or a parcel. */
  toPutBack: number
  boxed: number
  homeBin: string | null
  /** Of a product that is kept by lot: what lies in totes, and what is with the customer. */
  totes: LotUnits[]
  out: LotUnits[]
}

interface LotUnits {
  lot: string
  quantity: number
}

export interface FloorParcel {
  id: string
  number: string
  weightGrams: number
  packaging: Packaging | null
  packedAt: Date
  packedBy: string | null
  shipmentId: string | null
  shipmentNumber: string | null
  shipmentState: string | null
  /** The total number of parcels that its printed label states. */
  labelledOf: number | null
  lines: { orderLineId: string; quantity: number }[]
}

function orderOf(ctx: Ctx, orderId: string): Statement<FloorOrder> {
  return sql`SELECT o.id, o.warehouse_id, o.number, o.customer_id, c.name AS customer_name, o.note, o.promised_on, o.stage, o.waits_for, o.credit_state, a.holds > 0 AND order_stopped(o.organisation_id, o.id, o.payer_id) AS held,
      v.name AS service_name, v.max_weight_grams, v.cut_off, concat_ws(', ', o.ship_to->>'city', o.ship_to->>'country') AS delivers_to, o.ship_to->>'packerNote' AS packer_note
    FROM sales_order o JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
    JOIN credit_account a ON a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id
    JOIN carrier_service v ON v.organisation_id = o.organisation_id AND v.id = o.carrier_service_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId}`
}

function tasksInWords(ctx: Ctx, orderId: string): Statement<FloorTask> {
  return sql`SELECT t.id, t.warehouse_id, t.order_line_id, t.bin_id, n.code AS bin_code, t.product_id, p.sku, p.gtin, packs_of(p.organisation_id, p.id) AS packs, picture_of(p.organisation_id, p.id) AS picture, p.name, p.unit, p.places, p.tracking, t.lot, k.expires_on, t.quantity, t.picked, t.state, t.cause, t.ended_at, t.missing - t.found AS missing, t.told, l.pack, l.pack_size
    FROM pick_task t JOIN order_line l ON l.organisation_id = t.organisation_id AND l.id = t.order_line_id
    JOIN bin n ON n.organisation_id = t.organisation_id AND n.id = t.bin_id
    JOIN product p ON p.organisation_id = t.organisation_id AND p.id = t.product_id
    LEFT JOIN lot k ON k.organisation_id = t.organisation_id AND k.product_id = t.product_id AND k.number = t.lot
    WHERE t.organisation_id = ${ctx.organisationId} AND t.order_id = ${orderId} ORDER BY t.walk_order, n.code, t.id`
}

type LineInWords = Omit<FloorLine, 'totes' | 'out'> & { isTracked: boolean }

function linesInWords(ctx: Ctx, orderId: string): Statement<LineInWords> {
  return sql`SELECT l.id, l.warehouse_id, w.name AS warehouse_name, l.position, l.product_id, l.kind, p.sku, p.gtin, packs_of(p.organisation_id, p.id) AS packs, l.description AS name, l.unit, l.places, l.pack, l.pack_size, p.tracking <> 'NONE' AS is_tracked, p.weight_grams, l.ordered, l.cancelled, l.backordered, l.reserved,
      l.released, l.picked, l.packed, l.shipped, l.returned, l.to_put_back, l.boxed, n.code AS home_bin
    FROM order_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    JOIN warehouse w ON w.organisation_id = l.organisation_id AND w.id = l.warehouse_id
    LEFT JOIN stock_level s ON s.organisation_id = l.organisation_id AND s.warehouse_id = l.warehouse_id AND s.product_id = l.product_id
    LEFT JOIN bin n ON n.organisation_id = s.organisation_id AND n.id = s.home_bin_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId} AND l.kind <> 'RETURNABLE' ORDER BY l.position`
}

function parcelsOf(ctx: Ctx, orderId: string): Statement<FloorParcel> {
  return sql`SELECT p.id, p.number, p.weight_grams, p.packaging, p.packed_at, m.name AS packed_by, p.shipment_id, s.number AS shipment_number, s.state AS shipment_state, p.labelled_of,
      (SELECT jsonb_agg(jsonb_build_object('orderLineId', x.order_line_id, 'quantity', x.quantity)) FROM parcel_line x
        WHERE x.organisation_id = p.organisation_id AND x.parcel_id = p.id) AS lines
    FROM parcel p LEFT JOIN shipment s ON s.organisation_id = p.organisation_id AND s.id = p.shipment_id
    LEFT JOIN membership m ON m.organisation_id = p.organisation_id AND m.user_id = p.packed_by
    WHERE p.organisation_id = ${ctx.organisationId} AND p.order_id = ${orderId} AND p.unpacked_at IS NULL ORDER BY p.packed_at, p.number`
}

/** The lines with their lots, which are read only where one of them is kept by lot. */
async function withLots(ctx: Ctx, lines: readonly LineInWords[]): Promise<FloorLine[]> {
  const tracked = lines.filter((line) => line.isTracked).map((line) => line.id)
  const [totes, out] = tracked.length > 0 ? await read(ctx, totesOf(ctx, tracked), shippedLots(ctx, tracked)) : [[], []]
  const of = (lots: readonly LineLot[], id: string) =>
    lots.filter((one) => one.orderLineId === id).map(({ lot, quantity }) => ({ lot, quantity }))
  return lines.map((line) => ({ ...line, totes: of(totes, line.id), out: of(out, line.id) }))
}

/** One order with everything a picker or packer needs: tasks in walking order, lines with quantities, parcels. Refuses with NOT_FOUND. */
export async function floorOrder(
  ctx: Ctx,
  { orderId }: { orderId: string },
): Promise<{ order: FloorOrder; tasks: FloorTask[]; lines: FloorLine[]; parcels: FloorParcel[] }> {
  const [[order], tasks, lines, parcels] = await read(
    ctx,
    orderOf(ctx, orderId),
    tasksInWords(ctx, orderId),
    linesInWords(ctx, orderId),
    parcelsOf(ctx, orderId),
  )
  return { order: order ?? notFound('order'), tasks, lines: await withLots(ctx, lines), parcels }
}
