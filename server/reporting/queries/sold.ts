import { sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, tables } from '@/server/platform/database/sql'
import { currencyExponent } from '@/server/platform/money/money'
import type { Day } from '@/server/platform/time/calendar'
import { type Margin, marginPercent } from '../rules/margin'
import { periodOf } from '../rules/period'
import { type PeriodInput, periodInput } from '../schema'
import { seesMargin } from './margin'
import { nameOf, type Rows } from './populations-orders'

/**
 * What was invoiced in a period, less what was credited: every line of a document but deposits and charges, without tax, and a discount on the
 * whole as a line of its own. Goods cost what they cost when they left, anything else what it costs now; who may not see margins sees none.
 */
export function soldRows(ctx: Ctx, { from, to }: { from: Day; to: Day }): Rows {
  const scale = 10 ** currencyExponent(ctx.organisation.currency)
  const cost = seesMargin(ctx)
    ? sql`round(CASE WHEN k.cost_from = 'KEPT' THEN k.unit_cost ELSE s.unit_cost END * l.quantity * ${scale}::numeric / power(10::numeric, l.places))::bigint`
    : sql`NULL::bigint`
  return sql`SELECT md5(v.id::text || 'line' || l.position)::uuid AS id, v.id AS record_id, v.number, ${nameOf('v')} AS customer_name, v.issued_on, l.sku, l.description, p.category_id,
      (SELECT g.name FROM product_category g WHERE g.organisation_id = v.organisation_id AND g.id = p.category_id) AS category_name, l.net_minor, ${cost} AS cost_minor
    FROM invoice v JOIN invoice_line l ON l.organisation_id = v.organisation_id AND l.invoice_id = v.id AND NOT l.returnable
    LEFT JOIN invoice c ON c.organisation_id = v.organisation_id AND c.id = v.corrects_id
    LEFT JOIN shipment_line k ON k.organisation_id = v.organisation_id AND k.shipment_id = CASE WHEN v.shipment_id IS NULL THEN c.shipment_id ELSE v.shipment_id END AND k.order_line_id = l.order_line_id
    LEFT JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    LEFT JOIN product_supply s ON s.organisation_id = l.organisation_id AND s.product_id = l.product_id
    WHERE v.organisation_id = ${ctx.organisationId} AND v.issued_on >= ${from} AND v.issued_on <= ${to}
    UNION ALL SELECT md5(v.id::text || 'whole' || a.position)::uuid, v.id, v.number, ${nameOf('v')}, v.issued_on, NULL, a.description, NULL, NULL, a.amount_minor, NULL
    FROM invoice v JOIN invoice_adjustment a ON a.organisation_id = v.organisation_id AND a.invoice_id = v.id AND a.kind = 'DISCOUNT'
    WHERE v.organisation_id = ${ctx.organisationId} AND v.issued_on >= ${from} AND v.issued_on <= ${to}`
}

/** What was sold of one category, and earned with what of it has a cost. */
export interface CategoryRow extends Margin {
  /** Null: of no category. */
  categoryId: string | null
  name: string | null
  lines: number
  /** In percent; null where no cost is known, or may be seen. */
  percent: number | null
}

/** Sales and margin of a period by category of the products, the largest first; the sums over the rows of `soldRows`. */
export async function soldByCategory(ctx: Ctx, input: PeriodInput): Promise<CategoryRow[]> {
  const period = periodOf(periodInput.parse(input), ctx.today, ctx.organisation.timeZone)
  const [rows] = await read(
    ctx,
    query<Omit<CategoryRow, 'percent'>>({
      compile: () =>
        sql`SELECT category_id, max(category_name) AS name, count(*)::int AS lines, sum(net_minor)::bigint AS net_minor,
        coalesce(sum(net_minor) FILTER (WHERE cost_minor IS NOT NULL), 0)::bigint AS costed_net_minor, coalesce(sum(cost_minor), 0)::bigint AS cost_minor
      FROM (${soldRows(ctx, period)}) AS p GROUP BY category_id ORDER BY sum(net_minor) DESC, category_id LIMIT 500`.compile(
          tables,
        ) as never,
    }),
  )
  return rows.map((row) => ({ ...row, percent: marginPercent(row) }))
}
