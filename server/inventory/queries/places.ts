import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { ServingRule } from '../rules/serving'

export interface WarehouseRow {
  id: string
  code: string
  name: string
  isDefault: boolean
  /** Where goods come in until they are put away; null: they go to their home bins. */
  receivingBinId: string | null
  version: string
  addressLine: string | null
  postcode: string | null
  city: string | null
  country: string
  postcodes: string[]
  rank: number
  archivedAt: Date | null
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

/** Warehouses, the rule by which they serve, and their first thousand bins in walking order. */
export async function places(
  ctx: Ctx,
): Promise<{ warehouses: WarehouseRow[]; archived: WarehouseRow[]; bins: BinRow[]; servingRule: ServingRule }> {
  const [all, bins, [organisation]] = await read(
    ctx,
    sql<WarehouseRow>`SELECT w.id, w.xmin::text AS version, w.code, w.name, w.is_default, w.receiving_bin_id, w.address_line, w.postcode, w.city,
        coalesce(w.country, g.country) AS country, w.postcodes, w.rank, w.archived_at FROM warehouse w JOIN organisation g ON g.id = w.organisation_id
      WHERE w.organisation_id = ${ctx.organisationId} ORDER BY w.archived_at IS NOT NULL, w.is_default DESC, w.code`,
    sql<BinRow>`SELECT b.id, b.warehouse_id, b.code, b.walk_order, b.archived_at,
        EXISTS (SELECT 1 FROM warehouse w WHERE w.organisation_id = b.organisation_id AND w.receiving_bin_id = b.id) AS is_receiving,
        (SELECT coalesce(sum(units_of(s.quantity, p.places)), 0)::float FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
          WHERE s.organisation_id = b.organisation_id AND s.bin_id = b.id) AS units
      FROM bin b WHERE b.organisation_id = ${ctx.organisationId} AND b.archived_at IS NULL ORDER BY b.warehouse_id, b.walk_order, b.code LIMIT 1000`,
    sql<{ servingRule: ServingRule }>`SELECT serving_rule FROM organisation WHERE id = ${ctx.organisationId}`,
  )
  return {
    warehouses: all.filter((one) => !one.archivedAt),
    archived: all.filter((one) => one.archivedAt),
    bins,
    servingRule: organisation?.servingRule ?? 'DEFAULT',
  }
}
