import { z } from 'zod'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Export } from '@/server/platform/files/csv'

interface BinOfFile {
  code: string
  warehouse: string
  walkOrder: number
  isReceiving: boolean
  units: number
}

const binSearch = z.object({ warehouse: z.uuid().optional().catch(undefined) })

/** Every bin in use of a warehouse, or of all, in walking order. */
async function everyBin(ctx: Ctx, warehouseId: string | undefined): Promise<BinOfFile[]> {
  const [rows] = await read(
    ctx,
    sql<BinOfFile>`SELECT b.code, w.code AS warehouse, b.walk_order, coalesce(w.receiving_bin_id = b.id, false) AS is_receiving,
        (SELECT coalesce(sum(units_of(s.quantity, p.places)), 0)::float FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
          WHERE s.organisation_id = b.organisation_id AND s.bin_id = b.id) AS units
      FROM bin b JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id
      WHERE b.organisation_id = ${ctx.organisationId} AND b.archived_at IS NULL AND w.archived_at IS NULL AND (${warehouseId ?? null}::uuid IS NULL OR w.id = ${warehouseId ?? null}::uuid)
      ORDER BY w.code, b.walk_order, b.code`,
  )
  return rows
}

const bins: Export<BinOfFile> = {
  permission: 'product.read',
  columns: () => [
    { label: 'Warehouse', value: (row) => row.warehouse },
    { label: 'Bin', value: (row) => row.code },
    { label: 'Walking order', value: (row) => row.walkOrder },
    { label: 'Goods come in here', value: (row) => row.isReceiving },
    { label: 'Units', value: (row) => row.units },
  ],
  page: async (ctx, search) => ({
    rows: await everyBin(ctx, binSearch.parse(search).warehouse),
    previous: null,
    next: null,
  }),
}

/** Bins as a file. */
export const placeFiles = { bins }
