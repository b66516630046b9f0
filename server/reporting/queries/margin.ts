import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { currencyExponent } from '@/server/platform/money/money'
import { lessDiscount, type Margin, marginPercent } from '../rules/margin'

/** Whether a person may see what products cost and what is earned with them. */
export const seesMargin = ({ permissions }: Ctx): boolean => permissions === 'ALL' || permissions.has('margin.read')

type Sums = Margin & { discountMinor: bigint }

/**
 * The lines of an order or a quote against what their goods cost when they left, and what of them has not left against the costs that stand with
 * their products now; cancelled quantities and optional lines are left out.
 */
const saleSums = (ctx: Ctx, id: string): Statement<Sums> => {
  const scale = 10 ** currencyExponent(ctx.organisation.currency)
  return sql`SELECT coalesce(sum(x.net), 0)::bigint AS net_minor, coalesce(sum(x.net) FILTER (WHERE x.cost IS NOT NULL), 0)::bigint AS costed_net_minor,
      coalesce(sum(x.cost), 0)::bigint AS cost_minor, h.discount_minor
    FROM (SELECT id, discount_minor FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${id}
      UNION ALL SELECT id, discount_minor FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ${id}) AS h
    LEFT JOIN (SELECT round(l.unit_price * l.quantity * ${scale}::numeric / l.price_quantity) AS net,
        round((CASE WHEN k.left_units > 0 AND k.cost IS NULL THEN NULL ELSE coalesce(k.cost * least(1, l.quantity / k.left_units::numeric), 0)
            + CASE WHEN l.quantity > coalesce(k.left_units, 0) THEN s.unit_cost * (l.quantity - coalesce(k.left_units, 0)) ELSE 0 END END)
          * ${scale}::numeric / power(10::numeric, l.places)) AS cost
      FROM (SELECT id, product_id, ordered - cancelled AS quantity, places, unit_price, price_quantity FROM order_line
          WHERE organisation_id = ${ctx.organisationId} AND order_id = ${id} AND kind <> 'RETURNABLE'
        UNION ALL SELECT NULL, product_id, quantity, places, unit_price, price_quantity FROM quote_line
          WHERE organisation_id = ${ctx.organisationId} AND quote_id = ${id} AND NOT optional) AS l
      LEFT JOIN product_supply s ON s.organisation_id = ${ctx.organisationId} AND s.product_id = l.product_id
      LEFT JOIN (SELECT d.order_line_id, sum(d.quantity) AS left_units, CASE WHEN bool_and(d.unit_cost IS NOT NULL) THEN sum(d.unit_cost * d.quantity) END AS cost
        FROM shipment h JOIN shipment_line d ON d.organisation_id = h.organisation_id AND d.shipment_id = h.id AND d.cost_from = 'KEPT'
        WHERE h.organisation_id = ${ctx.organisationId} AND h.order_id = ${id} GROUP BY 1) AS k ON k.order_line_id = l.id) AS x ON true
    GROUP BY h.id, h.discount_minor`
}

/**
 * What is earned with an order or a quote as it stands, by what its goods cost when they left, or cost now: without tax, charges and deposits for packaging, the
 * discount on the whole taken off each line alike. Refuses with NOT_FOUND.
 */
export async function saleMargin(ctx: Ctx, { id }: { id: string }): Promise<Margin & { percent: number | null }> {
  const [[sums]] = await read(ctx, saleSums(ctx, id))
  if (!sums) notFound('order')
  const margin = lessDiscount(sums, sums.discountMinor)
  return { ...margin, percent: marginPercent(margin) }
}

/** What a unit of a product costs, and what is earned at the price of its own; null where no cost stands with it. Refuses with NOT_FOUND. */
export async function productMargin(
  ctx: Ctx,
  { id }: { id: string },
): Promise<{ unitCost: string | null; percent: number | null }> {
  const scale = 10 ** currencyExponent(ctx.organisation.currency)
  const [[found]] = await read(
    ctx,
    sql<{
      unitCost: string | null
      netMinor: bigint
      costMinor: bigint | null
    }>`SELECT trim_scale(s.unit_cost)::text AS unit_cost, round(p.unit_price * 1000 * ${scale}::numeric)::bigint AS net_minor,
        round(s.unit_cost * 1000 * p.price_quantity * ${scale}::numeric / power(10::numeric, p.places))::bigint AS cost_minor
      FROM product p LEFT JOIN product_supply s ON s.organisation_id = p.organisation_id AND s.product_id = p.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ${id} AND NOT p.free_text`,
  )
  if (!found) notFound('product')
  const { unitCost, netMinor, costMinor } = found
  const percent = costMinor === null ? null : marginPercent({ costedNetMinor: netMinor, costMinor })
  return { unitCost, percent }
}
