import { sql as raw } from 'kysely'
import type { Pack, Tracking } from '@/server/catalog/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Measure } from '@/server/platform/money/quantity'
import { readCode, type Scannable } from '../rules/codes'
import { type StockCodeInput, type StockInput, type StockListInput, stockListInput } from '../schema'
import { type LotRow, lotsLying } from './lots'

/** The stock row of a product in a warehouse, in its smallest unit. */
export interface StockRow extends Measure {
  productId: string
  warehouseId: string
  sku: string
  gtin: string | null
  name: string
  tracking: Tracking
  homeBin: string | null
  onHand: number
  reserved: number
  picked: number
  blocked: number
  /** Units that released orders wait for. */
  backordered: number
  /** Units that are not reserved because their orders wait for credit or payment: no demand until those are released. */
  unreserved: number
  available: number
}

/** The part of a product's backorders that waits for credit or payment; read only where something is backordered. */
const unreserved = raw<number>`(CASE WHEN s.backordered = 0 THEN 0 ELSE coalesce((SELECT sum(l.backordered) FROM order_line l
  JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.stage = 'CREDIT'
  WHERE l.organisation_id = s.organisation_id AND l.product_id = s.product_id AND l.warehouse_id = s.warehouse_id AND l.backordered > 0), 0) END)::int`

/** The stock of a warehouse, the default one when none is named, with what is promised of it, by SKU. */
export async function listStock(ctx: Ctx, asked: StockListInput): Promise<Page<StockRow>> {
  const { q, state, warehouseId, sort, ...page } = stockListInput.parse(asked)
  const free = raw<number>`s.on_hand - s.reserved - s.picked - s.blocked`
  let list = tables
    .selectFrom('product as p')
    .innerJoin('warehouse as w', (join) =>
      warehouseId
        ? join.onRef('w.organisationId', '=', 'p.organisationId').on('w.id', '=', warehouseId)
        : join.onRef('w.organisationId', '=', 'p.organisationId').on('w.isDefault', '=', true),
    )
    .innerJoin('stockLevel as s', (join) =>
      join
        .onRef('s.organisationId', '=', 'p.organisationId')
        .onRef('s.warehouseId', '=', 'w.id')
        .onRef('s.productId', '=', 'p.id'),
    )
    .leftJoin('bin as b', (join) =>
      join.onRef('b.organisationId', '=', 's.organisationId').onRef('b.id', '=', 's.homeBinId'),
    )
    .select([
      'p.id as productId',
      'w.id as warehouseId',
      'p.sku',
      'p.gtin',
      'p.name',
      'p.unit',
      'p.places',
      'p.tracking',
      'b.code as homeBin',
    ])
    .select(['s.onHand', 's.reserved', 's.picked', 's.blocked', free.as('available')])
    .select([raw<number>`s.backordered - ${unreserved}`.as('backordered'), unreserved.as('unreserved')])
    .where('p.organisationId', '=', ctx.organisationId)
  if (state === 'WAITED_FOR')
    list = list.where('s.backordered', '>', 0).where(raw<boolean>`s.backordered > ${unreserved}`)
  if (state === 'NOTHING_FREE') list = list.where(free, '=', 0)
  if (state === 'IN_USE') list = list.where(raw<number>`s.reserved + s.picked`, '>', 0)
  if (q) list = list.where('p.id', 'in', raw<string>`(SELECT id FROM search_products(${q}, 200))`)
  const key = { value: 'p.sku', type: 'text', id: 'p.id', descending: sort === '-sku' } as const
  const [rows] = await read(ctx, query(byKey(list, key, page).$castTo<StockRow>()))
  return pageOf(rows, page, (row) => cursorOf(row.sku, row.productId))
}

interface MovementRow {
  id: string
  recordedAt: Date
  quantity: number
  cause: string
  binCode: string | null
  objectType: string
  objectId: string
  actorName: string | null
}

export interface StockRecord extends StockRow {
  packs: Pack[]
  bins: { binId: string; code: string; lot: string; quantity: number; asked: number }[]
  /** What lies here of each lot, what expires first before the others. */
  lots: LotRow[]
  movements: MovementRow[]
  /** The orders that wait for it, in the order in which they get goods: by the days that are planned for them, then first come first served. */
  waiting: {
    orderId: string
    number: string
    customerName: string
    quantity: number
    /** The day on which planned receipts bring it. */
    plannedOn: string | null
    unreserved: boolean
  }[]
  /** What lies in each warehouse in use. */
  elsewhere: { warehouseId: string; name: string; onHand: number; available: number }[]
}

/** One product in a warehouse, the default one when none is named: stock row, bins, last movements, and waiting orders. Refuses with NOT_FOUND. */
export async function stockRecord(ctx: Ctx, { productId, warehouseId }: StockInput): Promise<StockRecord> {
  const [[level], bins, movements, waiting, elsewhere, lots] = await read(
    ctx,
    sql<
      StockRow & Pick<StockRecord, 'packs'>
    >`SELECT p.id AS product_id, w.id AS warehouse_id, p.sku, p.gtin, packs_of(p.organisation_id, p.id) AS packs, p.name, p.unit, p.places, p.tracking, b.code AS home_bin, s.on_hand, s.reserved, s.picked, s.blocked, s.backordered - u.units AS backordered, u.units AS unreserved,
        s.on_hand - s.reserved - s.picked - s.blocked AS available
      FROM product p JOIN warehouse w ON w.organisation_id = p.organisation_id AND CASE WHEN ${warehouseId ?? null}::uuid IS NULL THEN w.is_default ELSE w.id = ${warehouseId ?? null}::uuid END
      JOIN stock_level s ON s.organisation_id = p.organisation_id AND s.warehouse_id = w.id AND s.product_id = p.id
      LEFT JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.home_bin_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(l.backordered), 0)::int AS units FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.stage = 'CREDIT'
        WHERE l.organisation_id = s.organisation_id AND l.product_id = s.product_id AND l.warehouse_id = s.warehouse_id AND l.backordered > 0) AS u
      WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ${productId}`,
    sql<
      StockRecord['bins'][number]
    >`SELECT b.bin_id, n.code, b.lot, b.quantity, coalesce((SELECT sum(t.quantity - t.picked)::int FROM pick_task t
        WHERE t.organisation_id = b.organisation_id AND t.state = 'OPEN' AND t.warehouse_id = b.warehouse_id AND t.bin_id = b.bin_id AND t.product_id = b.product_id AND t.lot = b.lot), 0) AS asked
      FROM bin_stock b JOIN bin n ON n.organisation_id = b.organisation_id AND n.id = b.bin_id
      JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id AND CASE WHEN ${warehouseId ?? null}::uuid IS NULL THEN w.is_default ELSE w.id = ${warehouseId ?? null}::uuid END
      WHERE b.organisation_id = ${ctx.organisationId} AND b.product_id = ${productId} AND (b.lot = '' OR b.quantity > 0) ORDER BY n.walk_order, n.code, b.lot`,
    sql<MovementRow>`SELECT m.id, m.recorded_at, m.quantity, m.cause, n.code AS bin_code, m.object_type, m.object_id, a.name AS actor_name
      FROM stock_movement m JOIN warehouse w ON w.organisation_id = m.organisation_id AND w.id = m.warehouse_id AND CASE WHEN ${warehouseId ?? null}::uuid IS NULL THEN w.is_default ELSE w.id = ${warehouseId ?? null}::uuid END
      LEFT JOIN bin n ON n.organisation_id = m.organisation_id AND n.id = m.bin_id
      LEFT JOIN membership a ON a.organisation_id = m.organisation_id AND a.user_id = m.actor_id
      WHERE m.organisation_id = ${ctx.organisationId} AND m.product_id = ${productId} ORDER BY m.id DESC LIMIT 50`,
    sql<
      StockRecord['waiting'][number]
    >`SELECT l.order_id, o.number, c.name AS customer_name, l.backordered AS quantity, l.planned_on, o.stage = 'CREDIT' AS unreserved
      FROM order_line l JOIN warehouse w ON w.organisation_id = l.organisation_id AND w.id = l.warehouse_id AND CASE WHEN ${warehouseId ?? null}::uuid IS NULL THEN w.is_default ELSE w.id = ${warehouseId ?? null}::uuid END
      JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
      JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ${productId} AND l.backordered > 0 ORDER BY o.stage = 'CREDIT', l.planned_on NULLS LAST, l.confirmed_at, l.id LIMIT 50`,
    sql<
      StockRecord['elsewhere'][number]
    >`SELECT s.warehouse_id, w.name, s.on_hand, s.on_hand - s.reserved - s.picked - s.blocked AS available FROM stock_level s
      JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.archived_at IS NULL
      WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ${productId} ORDER BY w.is_default DESC, w.code`,
    lotsLying(ctx, productId, warehouseId ?? null),
  )
  return level ? { ...level, bins, lots, movements, waiting, elsewhere } : notFound('product')
}

/**
 * The product of a scanned code; null when no product with stock fits. A SKU is compared exactly, with capitals: another product may be called
 * almost so. Of what was `typed` or pasted, capitals do not matter where no SKU is exactly so. A barcode may be that of a pack. The exact SKU is
 * tried before a barcode. The stock is that of a warehouse, the default one when none is named.
 */
export async function productByCode(
  ctx: Ctx,
  { code, warehouseId, typed = false }: StockCodeInput,
): Promise<(StockRow & Scannable) | null> {
  const { sku, gtin } = readCode(code)
  const [[row]] = await read(
    ctx,
    sql<
      StockRow & Scannable
    >`SELECT p.id AS product_id, w.id AS warehouse_id, p.sku, p.gtin, packs_of(p.organisation_id, p.id) AS packs, p.name, p.unit, p.places, p.tracking, b.code AS home_bin, s.on_hand, s.reserved, s.picked, s.blocked, s.backordered - u.units AS backordered, u.units AS unreserved,
        s.on_hand - s.reserved - s.picked - s.blocked AS available
      FROM product p JOIN warehouse w ON w.organisation_id = p.organisation_id AND CASE WHEN ${warehouseId ?? null}::uuid IS NULL THEN w.is_default ELSE w.id = ${warehouseId ?? null}::uuid END
      JOIN stock_level s ON s.organisation_id = p.organisation_id AND s.warehouse_id = w.id AND s.product_id = p.id
      LEFT JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.home_bin_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(l.backordered), 0)::int AS units FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.stage = 'CREDIT'
        WHERE l.organisation_id = s.organisation_id AND l.product_id = s.product_id AND l.warehouse_id = s.warehouse_id AND l.backordered > 0) AS u
      WHERE p.organisation_id = ${ctx.organisationId} AND p.archived_at IS NULL
        AND (p.sku IN (${sku}, ${typed ? sku.toUpperCase() : sku}) OR p.id = (SELECT product_id FROM barcode WHERE organisation_id = ${ctx.organisationId} AND gtin = ${gtin}))
      ORDER BY p.sku = ${sku} DESC, p.sku <> upper(${sku}) DESC LIMIT 1`,
  )
  return row ?? null
}
