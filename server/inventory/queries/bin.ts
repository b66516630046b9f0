import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { readCode, type Scannable } from '../rules/codes'

/** What of a product lies in a bin. */
export interface InBin extends Scannable {
  productId: string
  name: string
  /** Empty for a product without lots. */
  lot: string
  quantity: number
  /** The part that open pick tasks will take. */
  asked: number
  homeBinId: string | null
  homeBin: string | null
}

export interface BinRecord {
  id: string
  code: string
  warehouseId: string
  warehouseName: string
  isReceiving: boolean
  contents: InBin[]
}

/**
 * The bins in use of a code, with what lies in them; several when warehouses call a bin the same, the default warehouse
 * first. The most goods of one bin that are listed are 500.
 */
export async function binsByCode(ctx: Ctx, { code }: { code: string }): Promise<BinRecord[]> {
  const { sku } = readCode(code)
  const [bins, contents] = await read(
    ctx,
    sql<
      Omit<BinRecord, 'contents'>
    >`SELECT b.id, b.code, w.id AS warehouse_id, w.name AS warehouse_name, coalesce(w.receiving_bin_id = b.id, false) AS is_receiving
      FROM bin b JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id AND w.archived_at IS NULL
      WHERE b.organisation_id = ${ctx.organisationId} AND b.code = upper(${sku}) AND b.archived_at IS NULL ORDER BY w.is_default DESC, w.code`,
    sql<
      InBin & { binId: string }
    >`SELECT s.bin_id, p.id AS product_id, p.sku, p.gtin, packs_of(p.organisation_id, p.id) AS packs, p.name, p.unit, p.places, s.lot, s.quantity, h.id AS home_bin_id, h.code AS home_bin,
        coalesce((SELECT sum(t.quantity - t.picked)::int FROM pick_task t WHERE t.organisation_id = s.organisation_id AND t.state = 'OPEN'
          AND t.warehouse_id = s.warehouse_id AND t.bin_id = s.bin_id AND t.product_id = s.product_id AND t.lot = s.lot), 0) AS asked
      FROM bin b JOIN bin_stock s ON s.organisation_id = b.organisation_id AND s.bin_id = b.id AND s.quantity > 0
      JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
      LEFT JOIN stock_level l ON l.organisation_id = s.organisation_id AND l.warehouse_id = s.warehouse_id AND l.product_id = s.product_id
      LEFT JOIN bin h ON h.organisation_id = l.organisation_id AND h.id = l.home_bin_id
      WHERE b.organisation_id = ${ctx.organisationId} AND b.code = upper(${sku}) AND b.archived_at IS NULL ORDER BY p.sku, s.lot LIMIT 500`,
  )
  return bins.map((bin) => ({ ...bin, contents: contents.filter((one) => one.binId === bin.id) }))
}
