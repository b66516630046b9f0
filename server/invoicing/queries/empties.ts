import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { RateOut } from '../rules/empties'

/**
 * What of packaging was charged to a customer and has not come back, by article and deposit, the one charged first first; documents of a
 * customer who was merged into this one count.
 */
export function ratesOut(ctx: Ctx, customerId: string): Statement<RateOut> {
  return sql`SELECT x.product_id, p.sku, p.name, p.unit, p.places, trim_scale(x.unit_price)::text AS unit_price, x.price_quantity, x.tax_code, trim_scale(x.tax_rate)::text AS tax_rate, x.out
    FROM (SELECT o.product_id, o.unit_price, o.price_quantity, o.tax_code, o.tax_rate, sum(o.quantity)::int AS out, min(o.first_at) AS first FROM returnable_out o
      WHERE o.organisation_id = ${ctx.organisationId} AND o.customer_id IN (SELECT c.id FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND (c.id = ${customerId} OR c.merged_into = ${customerId}))
      GROUP BY o.product_id, o.unit_price, o.price_quantity, o.tax_code, o.tax_rate) AS x
    JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = x.product_id
    ORDER BY x.first, p.sku, x.unit_price`
}

/** How much of each packaging is with the customer of an invoice, whatever its deposit. */
export function outOfInvoice(ctx: Ctx, invoiceId: string): Statement<{ productId: string; out: number }> {
  return sql`SELECT o.product_id, sum(o.quantity)::int AS out FROM invoice v
    JOIN customer c ON c.organisation_id = v.organisation_id AND (c.id = v.customer_id OR c.merged_into = v.customer_id)
    JOIN returnable_out o ON o.organisation_id = c.organisation_id AND o.customer_id = c.id
    WHERE v.organisation_id = ${ctx.organisationId} AND v.id = ${invoiceId} GROUP BY o.product_id`
}

/**
 * Packaging at the deposit of today, taxed as it was last charged to the customer, or to one who was merged into this one, else by its own
 * category.
 */
export function ratesToday(ctx: Ctx, customerId: string): Statement<RateOut & { treatment: string }> {
  return sql`SELECT p.id AS product_id, p.sku, p.name, p.unit, p.places, trim_scale(p.unit_price)::text AS unit_price, p.price_quantity,
      coalesce(z.tax_code, t.code) AS tax_code, trim_scale(coalesce(z.tax_rate, t.rate))::text AS tax_rate, 0 AS out,
      CASE WHEN z.tax_code IS NOT NULL THEN 'CHARGED' WHEN g.tax_registered IS FALSE THEN 'NOT_REGISTERED' ELSE c.tax_treatment END AS treatment
    FROM product p JOIN organisation g ON g.id = p.organisation_id JOIN customer c ON c.organisation_id = p.organisation_id AND c.id = ${customerId}
    JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id
    LEFT JOIN LATERAL (SELECT o.tax_code, o.tax_rate FROM returnable_out o WHERE o.organisation_id = p.organisation_id AND o.product_id = p.id
        AND o.customer_id IN (SELECT m.id FROM customer m WHERE m.organisation_id = c.organisation_id AND (m.id = c.id OR m.merged_into = c.id))
      ORDER BY o.last_at DESC, o.tax_code, o.tax_rate LIMIT 1) AS z ON true
    WHERE p.organisation_id = ${ctx.organisationId} AND p.kind = 'RETURNABLE'`
}

/** Packaging as a customer's page counts it. */
export interface ArticleOut {
  productId: string
  sku: string
  name: string
  unit: string
  places: number
  out: number
  /** The deposits on it that are held, before tax. */
  heldMinor: bigint
}

/** What of returnable packaging is out with a customer, article by article; those that were never charged only where they can come back. */
export async function returnablesOut(ctx: Ctx, { customerId }: { customerId: string }): Promise<ArticleOut[]> {
  const [rows] = await read(
    ctx,
    sql<ArticleOut>`SELECT p.id AS product_id, p.sku, p.name, p.unit, p.places, coalesce(x.out, 0)::int AS out, coalesce(x.held, 0)::bigint AS held_minor
      FROM product p LEFT JOIN (SELECT o.product_id, sum(o.quantity) AS out, sum(o.net_minor) AS held FROM returnable_out o
        WHERE o.organisation_id = ${ctx.organisationId} AND o.customer_id IN (SELECT c.id FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND (c.id = ${customerId} OR c.merged_into = ${customerId})) GROUP BY o.product_id) AS x ON x.product_id = p.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.kind = 'RETURNABLE' AND (p.archived_at IS NULL OR coalesce(x.out, 0) <> 0) ORDER BY p.name, p.id LIMIT 200`,
  )
  return rows
}
