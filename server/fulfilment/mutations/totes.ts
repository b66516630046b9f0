import type { Ctx } from '@/server/platform/context/ctx'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'

export interface ToteDelta {
  orderLineId: string
  productId: string
  /** Empty for a product without lots; of that nothing is written. */
  lot: string
  /** Positive for goods into the tote, negative for goods out of it; a tote never goes below zero. */
  quantity: number
}

function joined(deltas: readonly ToteDelta[]): ToteDelta[] {
  const sums = new Map<string, ToteDelta>()
  for (const { orderLineId, productId, lot, quantity } of deltas) {
    if (lot === '') continue
    const key = `${orderLineId}/${lot}`
    sums.set(key, { orderLineId, productId, lot, quantity: (sums.get(key)?.quantity ?? 0) + quantity })
  }
  return [...sums.values()].filter(({ quantity }) => quantity !== 0)
}

/** Writes which lots of order lines lie loose in totes; for products without lots it costs no statement. */
export function moveTotes(ctx: Ctx, deltas: readonly ToteDelta[]): Statement<never>[] {
  const rows = joined(deltas)
  const into = rows.filter(({ quantity }) => quantity > 0)
  const out = rows.filter(({ quantity }) => quantity < 0)
  const statements: Statement<never>[] = []
  if (into.length > 0)
    statements.push(
      sql`INSERT INTO tote_lot AS t (organisation_id, order_line_id, lot, product_id, quantity)
        SELECT ${ctx.organisationId}::uuid, d."orderLineId", d.lot, d."productId", d.quantity
          FROM jsonb_to_recordset(${json(into)}) AS d("orderLineId" uuid, "productId" uuid, lot text, quantity int) ORDER BY 2, 3
        ON CONFLICT (organisation_id, order_line_id, lot) DO UPDATE SET quantity = t.quantity + excluded.quantity`,
    )
  if (out.length > 0)
    statements.push(
      expectRows(
        out.length,
        sql`UPDATE tote_lot t SET quantity = t.quantity + d.quantity
          FROM jsonb_to_recordset(${json(out)}) AS d("orderLineId" uuid, lot text, quantity int)
          WHERE t.organisation_id = ${ctx.organisationId} AND t.order_line_id = d."orderLineId" AND t.lot = d.lot`,
      ),
    )
  return statements
}
