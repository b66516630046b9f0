import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { minorToDecimal } from '@/server/platform/money/money'
import { aging } from '@/server/receivable/queries/account'
import { type Compared, type CutOverKey, cutOverFigures } from '../rules/cut-over'

export interface CutOverView {
  figures: Compared[]
  goneAt: Date | null
  /** Orders that were moved in, and their documents that wait to be mailed: their customers hear nothing before go. */
  quietOrders: number
  waitingDocuments: number
}

/** Invoices and credit notes of orders whose customers hear nothing yet, for customers who have an address. */
export const waitingDocuments = (ctx: Ctx): Statement<{ id: string; type: 'invoice' | 'creditNote' }> =>
  sql`SELECT i.id, CASE i.kind WHEN 'INVOICE' THEN 'invoice' ELSE 'creditNote' END AS type FROM sales_order o
    JOIN invoice i ON i.organisation_id = o.organisation_id AND i.order_id = o.id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.quiet AND mail_to(i.organisation_id, i.payer_id, 'INVOICES') IS NOT NULL ORDER BY i.issued_at, i.id`

/** What is here beside what the program before says. */
export async function cutOver(ctx: Ctx): Promise<CutOverView> {
  const scale = minorToDecimal(1n, ctx.organisation.currency)
  const [[counts], [said], documents, [silent]] = await read(
    ctx,
    sql<{
      customers: bigint
      products: bigint
      stockMinor: bigint
      openOrders: bigint
      openOrdersMinor: bigint
      planned: bigint
      plannedMinor: bigint
    }>`SELECT (SELECT count(*) FROM customer WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL AND merged_into IS NULL) AS customers,
        (SELECT count(*) FROM product WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL) AS products,
        (SELECT coalesce(sum(round(s.on_hand * y.unit_cost / power(10::numeric, p.places) / ${scale}::numeric)), 0)::bigint FROM stock_level s JOIN product_supply y ON y.organisation_id = s.organisation_id AND y.product_id = s.product_id
          JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
          WHERE s.organisation_id = ${ctx.organisationId}) AS stock_minor,
        r.orders AS open_orders, r.minor AS open_orders_minor, e.planned, e.minor AS planned_minor
      FROM (SELECT count(DISTINCT l.order_id) AS orders, coalesce(sum(round((l.ordered - l.cancelled - l.shipped - l.performed) * l.unit_price / l.price_quantity / ${scale}::numeric)), 0)::bigint AS minor
          FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.stage IN ('ORDER', 'CREDIT', 'FULFILMENT', 'SHIPPING', 'INVOICING', 'RECEIVABLE')
          WHERE l.organisation_id = ${ctx.organisationId} AND l.ordered > l.cancelled + l.shipped + l.performed) AS r,
        (SELECT count(DISTINCT l.planned_receipt_id) AS planned, coalesce(sum(round((l.quantity - l.received - l.closed) * coalesce(l.unit_cost, 0) / power(10::numeric, p.places) / ${scale}::numeric)), 0)::bigint AS minor
          FROM planned_receipt_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
          WHERE l.organisation_id = ${ctx.organisationId} AND l.quantity > l.received + l.closed) AS e`,
    sql<{
      totals: Partial<Record<CutOverKey, string>>
      goneAt: Date | null
    }>`SELECT totals, gone_at FROM cut_over WHERE organisation_id = ${ctx.organisationId}`,
    waitingDocuments(ctx),
    sql<{
      orders: number
    }>`SELECT count(*)::int AS orders FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND quiet AND stage <> 'CANCELLED'`,
  )
  const { totals: owed } = await aging(ctx, undefined)
  const here = { ...counts, ...owed } as Record<CutOverKey, bigint>
  return {
    figures: cutOverFigures.map(({ key }) => {
      const there = said?.totals[key]
      return { key, here: BigInt(here[key]), there: there === undefined ? null : BigInt(there) }
    }),
    goneAt: said?.goneAt ?? null,
    quietOrders: silent?.orders ?? 0,
    waitingDocuments: documents.length,
  }
}
