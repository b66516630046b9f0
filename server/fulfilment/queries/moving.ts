import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Measure } from '@/server/platform/money/quantity'
import type { Asking } from '../rules/moving'
import { type PutAwayListInput, putAwayListInput } from '../schema/moving'

/** The open pick tasks for a product in a bin, and who else works on their orders. Exact while the stock row is locked. */
export function askingFor(ctx: Ctx, binId: string, productId: string, lot = ''): Statement<Asking> {
  return sql`SELECT t.id, t.order_id, t.order_line_id, t.warehouse_id, t.bin_id, t.product_id, t.lot, t.quantity, t.picked, t.state, t.cause, t.walk_order, t.missing, t.found,
      o.number AS order_number, m.name AS picker
    FROM pick_task t JOIN sales_order o ON o.organisation_id = t.organisation_id AND o.id = t.order_id
    LEFT JOIN pick_turn n ON n.organisation_id = t.organisation_id AND n.order_id = t.order_id AND n.warehouse_id = t.warehouse_id AND n.until > ${ctx.now} AND n.user_id IS DISTINCT FROM ${ctx.actor.id}::uuid
    LEFT JOIN membership m ON m.organisation_id = n.organisation_id AND m.user_id = n.user_id
    WHERE t.organisation_id = ${ctx.organisationId} AND t.state = 'OPEN' AND t.warehouse_id = (SELECT warehouse_id FROM bin WHERE organisation_id = ${ctx.organisationId} AND id = ${binId})
      AND t.bin_id = ${binId} AND t.product_id = ${productId} AND t.lot = ${lot}
    ORDER BY o.promised_on DESC NULLS FIRST, t.id DESC`
}

/** Goods of one product, and of one lot where it is kept by lots, that wait in a receiving bin. */
export interface PutAwayRow extends Measure {
  id: string
  productId: string
  sku: string
  name: string
  /** Empty where the product is not kept by lot. */
  lot: string
  place: string
  fromBinId: string
  fromBin: string
  warehouseId: string
  warehouseName: string
  quantity: number
  /** The part that open pick tasks take from here. */
  asked: number
  /** The product's home bin; where none is set, the bin that has most of it. */
  toBinId: string | null
  toBin: string | null
  /** When goods came into the bin last. */
  since: Date
}

// The same product may wait in two receiving bins, and in several lots.
const place = raw<string>`p.sku || ' ' || b.bin_id || ' ' || b.lot`

/** What waits in the receiving bins to be put away, by SKU, each lot by itself. */
export async function listPutAway(ctx: Ctx, asked: PutAwayListInput): Promise<Page<PutAwayRow>> {
  const { q, ...page } = putAwayListInput.parse(asked)
  let list = tables
    .selectFrom('warehouse as w')
    .innerJoin('bin as f', (join) =>
      join.onRef('f.organisationId', '=', 'w.organisationId').onRef('f.id', '=', 'w.receivingBinId'),
    )
    .innerJoin('binStock as b', (join) =>
      join.onRef('b.organisationId', '=', 'f.organisationId').onRef('b.binId', '=', 'f.id'),
    )
    .innerJoin('product as p', (join) =>
      join.onRef('p.organisationId', '=', 'b.organisationId').onRef('p.id', '=', 'b.productId'),
    )
    .leftJoin('stockLevel as s', (join) =>
      join
        .onRef('s.organisationId', '=', 'b.organisationId')
        .onRef('s.warehouseId', '=', 'b.warehouseId')
        .onRef('s.productId', '=', 'b.productId'),
    )
    .leftJoin('bin as t', (join) =>
      join.onRef('t.organisationId', '=', 's.organisationId').on(
        't.id',
        '=',
        raw<string>`coalesce(nullif(s.home_bin_id, f.id), (SELECT o.bin_id FROM bin_stock o
          WHERE o.organisation_id = b.organisation_id AND o.warehouse_id = b.warehouse_id AND o.product_id = b.product_id AND o.bin_id <> f.id AND o.quantity > 0
          ORDER BY o.quantity DESC, o.bin_id LIMIT 1))`,
      ),
    )
    .select([
      place.as('place'),
      raw<string>`p.id || '/' || f.id || '/' || b.lot`.as('id'),
      'b.lot',
      'p.id as productId',
      'p.sku',
      'p.name',
      'p.unit',
      'p.places',
    ])
    .select(['f.id as fromBinId', 'f.code as fromBin', 'w.id as warehouseId', 'w.name as warehouseName', 'b.quantity'])
    .select([
      raw<number>`coalesce((SELECT sum(k.quantity - k.picked) FROM pick_task k WHERE k.organisation_id = b.organisation_id AND k.state = 'OPEN'
        AND k.warehouse_id = b.warehouse_id AND k.bin_id = b.bin_id AND k.product_id = b.product_id AND k.lot = b.lot), 0)::int`.as(
        'asked',
      ),
      raw<Date>`(SELECT m.recorded_at FROM stock_movement m WHERE m.organisation_id = b.organisation_id AND m.warehouse_id = b.warehouse_id
        AND m.product_id = b.product_id AND m.bin_id = b.bin_id AND m.quantity > 0 ORDER BY m.id DESC LIMIT 1)`.as(
        'since',
      ),
    ])
    .select(['t.id as toBinId', 't.code as toBin'])
    .where('w.organisationId', '=', ctx.organisationId)
    .where('w.archivedAt', 'is', null)
    .where('b.quantity', '>', 0)
  if (q) list = list.where(raw<boolean>`(p.id IN (SELECT id FROM search_products(${q}, 200)) OR f.code = upper(${q}))`)
  const key = { value: place, type: 'text', id: 'p.id', descending: false } as const
  const [rows] = await read(ctx, query(byKey(list, key, page).$castTo<PutAwayRow>()))
  return pageOf(rows, page, (row) => cursorOf(row.place, row.productId))
}
