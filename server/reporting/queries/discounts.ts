import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'
import { periodOf } from '../rules/period'
import { type PeriodInput, periodInput } from '../schema'

/** What was given by one reason, to one customer or by one seller; amounts in minor units, less what was credited. */
export interface GivenRow {
  /** TYPED: a price that somebody typed, without a discount. */
  by: 'TOTAL' | 'REASON' | 'TYPED' | 'CUSTOMER' | 'SELLER'
  id: string | null
  /** Null for a seller: no person, such as a shop or an accepted quote. */
  name: string | null
  lines: number
  /** List value of these lines. */
  listMinor: bigint
  givenMinor: bigint
}

export interface DiscountsGiven {
  from: Day
  to: Day
  total: GivenRow
  reasons: GivenRow[]
  customers: GivenRow[]
  sellers: GivenRow[]
}

const nothing: GivenRow = { by: 'TOTAL', id: null, name: null, lines: 0, listMinor: 0n, givenMinor: 0n }

/**
 * Discount given in a period: list value − invoiced value of what was invoiced, less what was credited by quantity; by reason, by customer and by
 * who entered the order, the largest first. Deposits for packaging are no sales, and left out. A discount on the whole of a document counts as one line without a list value for each rate of tax. A line of before list prices were kept counts at the price that it was sold at.
 */
export async function discountsGiven(ctx: Ctx, input: PeriodInput): Promise<DiscountsGiven> {
  const { from, to } = periodOf(periodInput.parse(input), ctx.today, ctx.organisation.timeZone)
  const [rows] = await read(
    ctx,
    sql<GivenRow>`WITH line AS (
        SELECT v.customer_id, o.created_by AS seller_id, l.discount_reason_id AS reason_id, l.net_minor,
          coalesce(l.list_minor, l.net_minor) AS list_minor, coalesce(l.gross_minor, l.net_minor) AS gross_minor
        FROM invoice v JOIN invoice_line l ON l.organisation_id = v.organisation_id AND l.invoice_id = v.id AND l.order_line_id IS NOT NULL AND NOT l.returnable
        LEFT JOIN sales_order o ON o.organisation_id = v.organisation_id AND o.id = v.order_id
        WHERE v.organisation_id = ${ctx.organisationId} AND v.issued_on >= ${from} AND v.issued_on <= ${to}
        UNION ALL SELECT v.customer_id, o.created_by, a.discount_reason_id, -a.amount_minor, 0, 0
        FROM invoice v JOIN invoice_adjustment a ON a.organisation_id = v.organisation_id AND a.invoice_id = v.id AND a.kind = 'DISCOUNT'
        LEFT JOIN sales_order o ON o.organisation_id = v.organisation_id AND o.id = v.order_id
        WHERE v.organisation_id = ${ctx.organisationId} AND v.issued_on >= ${from} AND v.issued_on <= ${to}),
      given AS (
        SELECT 'TOTAL' AS by, NULL::uuid AS id, count(*) FILTER (WHERE list_minor <> net_minor) AS lines, sum(list_minor) AS list_minor, sum(list_minor - net_minor) AS given_minor FROM line
        UNION ALL SELECT 'REASON', reason_id, count(*), sum(list_minor), sum(gross_minor - net_minor) FROM line WHERE reason_id IS NOT NULL GROUP BY reason_id
        UNION ALL SELECT 'TYPED', NULL, count(*), sum(list_minor), sum(list_minor - gross_minor) FROM line WHERE list_minor <> gross_minor HAVING count(*) > 0
        UNION ALL (SELECT 'CUSTOMER', customer_id, count(*), sum(list_minor), sum(list_minor - net_minor) FROM line WHERE list_minor <> net_minor GROUP BY customer_id ORDER BY 5 DESC, 2 LIMIT 100)
        UNION ALL (SELECT 'SELLER', seller_id, count(*), sum(list_minor), sum(list_minor - net_minor) FROM line WHERE list_minor <> net_minor GROUP BY seller_id ORDER BY 5 DESC, 2 LIMIT 100))
      SELECT g.by, g.id, coalesce(r.name, c.name, m.name) AS name, g.lines::int AS lines, coalesce(g.list_minor, 0)::bigint AS list_minor, coalesce(g.given_minor, 0)::bigint AS given_minor
      FROM given g
      LEFT JOIN discount_reason r ON g.by = 'REASON' AND r.organisation_id = ${ctx.organisationId} AND r.id = g.id
      LEFT JOIN customer c ON g.by = 'CUSTOMER' AND c.organisation_id = ${ctx.organisationId} AND c.id = g.id
      LEFT JOIN membership m ON g.by = 'SELLER' AND m.organisation_id = ${ctx.organisationId} AND m.user_id = g.id
      ORDER BY g.given_minor DESC, g.id`,
  )
  const of = (...kinds: GivenRow['by'][]) => rows.filter((row) => kinds.includes(row.by))
  return {
    from,
    to,
    total: of('TOTAL')[0] ?? nothing,
    reasons: of('REASON', 'TYPED'),
    customers: of('CUSTOMER'),
    sellers: of('SELLER'),
  }
}
