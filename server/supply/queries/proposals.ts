import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import { addDays, type Day } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { nextWorkingDay } from '@/server/platform/time/working-days'
import { toBuy } from '../rules'

/** The day on which goods asked for today usually come: after the supplier's lead time, then the next working day. */
export const usualDay = ({ organisation, today }: Pick<Ctx, 'organisation' | 'today'>, leadDays: number): Day =>
  nextWorkingDay(workingCalendar(organisation), addDays(today, leadDays))

export interface Proposal extends Measure {
  productId: string
  sku: string
  name: string
  waiting: number
  reorderPoint: number
  free: number
  expected: number
  multiple: number
  /** The supplier that is named for it, else the one of whom it was bought last; null when there is none in use. */
  supplierId: string | null
  supplierName: string | null
  unitCost: string | null
  quantity: number
  /** When it would come, by the supplier's lead time. */
  expectedOn: string | null
}

const proposedAtOnce = 500

/** What to buy, of whom and for when: open demand and reorder point, less what is free and what is expected or on its way between warehouses, over all of them, supplier by supplier. */
export async function proposals(ctx: Ctx): Promise<Proposal[]> {
  const [rows] = await read(
    ctx,
    sql<Omit<Proposal, 'quantity' | 'expectedOn'> & { leadDays: number | null }>`WITH asked AS (
        SELECT product_id FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND backordered > 0
        UNION SELECT product_id FROM product_supply WHERE organisation_id = ${ctx.organisationId} AND reorder_point > 0),
      need AS (
        SELECT a.product_id, sum(l.backordered)::int AS waiting, sum(l.on_hand - l.reserved - l.picked - l.blocked)::int AS free FROM asked a
        JOIN stock_level l ON l.organisation_id = ${ctx.organisationId} AND l.product_id = a.product_id
        JOIN warehouse w ON w.organisation_id = l.organisation_id AND w.id = l.warehouse_id AND w.archived_at IS NULL
        LEFT JOIN product_supply s ON s.organisation_id = l.organisation_id AND s.product_id = l.product_id
        GROUP BY a.product_id, s.reorder_point HAVING sum(l.backordered) > 0 OR s.reorder_point > sum(l.on_hand - l.reserved - l.picked - l.blocked))
      SELECT p.id AS product_id, p.sku, p.name, p.unit, p.places, n.free, coalesce(s.reorder_point, 0) AS reorder_point, coalesce(s.multiple, 1) AS multiple,
        CASE WHEN n.waiting = 0 THEN 0 ELSE n.waiting - (SELECT coalesce(sum(x.backordered), 0)::int FROM order_line x
          JOIN sales_order o ON o.organisation_id = x.organisation_id AND o.id = x.order_id AND o.stage = 'CREDIT'
          WHERE x.organisation_id = p.organisation_id AND x.product_id = p.id AND x.backordered > 0) END AS waiting,
        (SELECT coalesce(sum(r.quantity - r.received - r.closed), 0)::int FROM planned_receipt_line r
          WHERE r.organisation_id = p.organisation_id AND r.product_id = p.id AND r.quantity > r.received + r.closed)
        + (SELECT coalesce(sum(t.quantity - t.received - t.lost), 0)::int FROM transfer_line t
          WHERE t.organisation_id = p.organisation_id AND t.product_id = p.id AND t.quantity > t.received + t.lost) AS expected,
        u.id AS supplier_id, u.name AS supplier_name, u.lead_days, trim_scale(coalesce(s.unit_cost, b.unit_cost)) AS unit_cost
      FROM need n JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = n.product_id AND p.archived_at IS NULL
      LEFT JOIN product_supply s ON s.organisation_id = p.organisation_id AND s.product_id = p.id
      LEFT JOIN LATERAL (SELECT h.supplier_id, l.unit_cost FROM planned_receipt_line l JOIN planned_receipt h ON h.organisation_id = l.organisation_id AND h.id = l.planned_receipt_id
        WHERE l.organisation_id = p.organisation_id AND l.product_id = p.id ORDER BY l.id DESC LIMIT 1) b ON true
      LEFT JOIN supplier u ON u.organisation_id = p.organisation_id AND u.id = CASE WHEN s.supplier_id IS NULL THEN b.supplier_id ELSE s.supplier_id END AND u.archived_at IS NULL
      ORDER BY u.name NULLS LAST, p.sku LIMIT ${proposedAtOnce}`,
  )
  return rows
    .map(({ leadDays, ...row }) => ({
      ...row,
      quantity: toBuy(row),
      expectedOn: leadDays === null ? null : usualDay(ctx, leadDays),
    }))
    .filter((row) => row.quantity > 0)
}

export interface ProductSupply extends Measure {
  supplierId: string | null
  supplierName: string | null
  reorderPoint: number
  multiple: number
  unitCost: string | null
  /** What is still expected, the first first. */
  expected: { id: string; number: string; supplierName: string; expectedOn: string; units: number }[]
}

/** How a product is bought, and what of it is expected. Refuses with NOT_FOUND. */
export async function productSupply(ctx: Ctx, { productId }: { productId: string }): Promise<ProductSupply> {
  const [[supply], expected] = await read(
    ctx,
    sql<
      Omit<ProductSupply, 'expected'>
    >`SELECT p.unit, p.places, s.supplier_id, u.name AS supplier_name, coalesce(s.reorder_point, 0) AS reorder_point,
        coalesce(s.multiple, 1) AS multiple, trim_scale(s.unit_cost) AS unit_cost
      FROM product p LEFT JOIN product_supply s ON s.organisation_id = p.organisation_id AND s.product_id = p.id
      LEFT JOIN supplier u ON u.organisation_id = s.organisation_id AND u.id = s.supplier_id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ${productId}`,
    sql<
      ProductSupply['expected'][number]
    >`SELECT r.id, r.number, u.name AS supplier_name, min(l.expected_on) AS expected_on, sum(l.quantity - l.received - l.closed)::int AS units
      FROM planned_receipt_line l JOIN planned_receipt r ON r.organisation_id = l.organisation_id AND r.id = l.planned_receipt_id
      JOIN supplier u ON u.organisation_id = r.organisation_id AND u.id = r.supplier_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ${productId} AND l.quantity > l.received + l.closed
      GROUP BY 1, 2, 3 ORDER BY 4, 2 LIMIT 20`,
  )
  return supply ? { ...supply, expected } : notFound('product')
}
