import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

export interface WarehouseRow {
  id: string
  code: string
  name: string
  isDefault: boolean
  /** Where goods come in until they are put away; null: they go to their home bins. */
  receivingBinId: string | null
}

export interface BinRow {
  id: string
  warehouseId: string
  code: string
  walkOrder: number
  /** The units in it, over all products, each in its own. */
  units: number
  archivedAt: Date | null
  /** Goods come in here. */
  isReceiving: boolean
}

/** Warehouses, and their first thousand bins in walking order. */
export async function places(ctx: Ctx): Promise<{ warehouses: WarehouseRow[]; bins: BinRow[] }> {
  const [warehouses, bins] = await read(
    ctx,
    sql<WarehouseRow>`SELECT id, code, name, is_default, receiving_bin_id FROM warehouse
      WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL ORDER BY is_default DESC, code`,
    sql<BinRow>`SELECT b.id, b.warehouse_id, b.code, b.walk_order, b.archived_at,
        EXISTS (SELECT 1 FROM warehouse w WHERE w.organisation_id = b.organisation_id AND w.receiving_bin_id = b.id) AS is_receiving,
        (SELECT coalesce(sum(units_of(s.quantity, p.places)), 0)::float FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
          WHERE s.organisation_id = b.organisation_id AND s.bin_id = b.id) AS units
      FROM bin b WHERE b.organisation_id = ${ctx.organisationId} AND b.archived_at IS NULL ORDER BY b.warehouse_id, b.walk_order, b.code LIMIT 1000`,
  )
  return { warehouses, bins }
}
