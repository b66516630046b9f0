import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { limitOfBoth, type Merged, type MergeRefusal, type Moving, mergeRefusal } from '../rules/merging'

export interface MergedRow extends Merged {
  number: string
  name: string
  email: string | null
  taxNumber: string | null
  /** Where its invoices go. */
  city: string | null
  country: string
  limitMinor: bigint | null
}

/** The customers who are merged, in the order of their ids. */
export function mergedRows(ctx: Ctx, ids: readonly string[]): Statement<MergedRow> {
  return sql`SELECT c.id, c.number, c.name, c.email, c.tax_number, c.country, (SELECT x.city FROM customer_address x WHERE x.organisation_id = c.organisation_id AND x.customer_id = c.id AND x.is_bill_to LIMIT 1) AS city, c.merged_into, c.archived_at, c.currency, c.payer_id, a.limit_minor,
      EXISTS (SELECT 1 FROM customer p WHERE p.organisation_id = c.organisation_id AND p.payer_id = c.id) AS pays_for_others
    FROM customer c JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = c.id
    WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ANY(${ids}::uuid[]) ORDER BY c.id`
}

/** What stands with a customer and would move with them. */
export function movingOf(ctx: Ctx, id: string): Statement<Moving> {
  const { organisationId: o } = ctx
  return sql`SELECT (SELECT count(*) FROM sales_order WHERE organisation_id = ${o} AND (customer_id = ${id} OR payer_id = ${id}))::int AS orders,
      (SELECT count(*) FROM quote WHERE organisation_id = ${o} AND customer_id = ${id})::int AS quotes,
      (SELECT count(*) FROM invoice WHERE organisation_id = ${o} AND (customer_id = ${id} OR payer_id = ${id}))::int AS invoices,
      (SELECT count(*) FROM receipt WHERE organisation_id = ${o} AND customer_id = ${id})::int AS receipts,
      (SELECT count(*) FROM customer_contact WHERE organisation_id = ${o} AND customer_id = ${id})::int AS contacts,
      (SELECT count(*) FROM customer_address WHERE organisation_id = ${o} AND customer_id = ${id})::int AS addresses,
      (SELECT count(*) FROM price_list WHERE organisation_id = ${o} AND customer_id = ${id})::int AS price_lists,
      (SELECT count(*) FROM customer_article WHERE organisation_id = ${o} AND customer_id = ${id})::int AS articles,
      (SELECT count(*) FROM promise_to_pay WHERE organisation_id = ${o} AND customer_id = ${id})::int AS promises,
      (SELECT count(*) FROM dispute WHERE organisation_id = ${o} AND customer_id = ${id})::int AS disputes,
      (SELECT count(*) FROM customer_note WHERE organisation_id = ${o} AND customer_id = ${id})::int AS notes,
      (SELECT count(*) FROM attachment WHERE organisation_id = ${o} AND customer_id = ${id})::int AS files,
      a.holds, a.open_minor, a.unapplied_minor, a.open_minor + a.committed_minor + a.shipped_not_invoiced_minor - a.unapplied_minor AS exposure_minor
    FROM credit_account a WHERE a.organisation_id = ${o} AND a.customer_id = ${id}`
}

/** A number of the merged customer that does not go along, because the heir uses it, or the product, otherwise. */
interface ClashingArticle {
  number: string
  sku: string
  /** What stays: the heir's number of this product, or the product that the heir calls by this number. */
  theirNumber: string | null
  theirSku: string | null
}

/** The numbers of a customer that would not go along in a merge; the same number of the same product is no loss. */
export function clashingArticles(ctx: Ctx, id: string, intoId: string): Statement<ClashingArticle> {
  return sql`SELECT a.number, p.sku, b.number AS their_number, q.sku AS their_sku FROM customer_article a
      JOIN product p ON p.organisation_id = a.organisation_id AND p.id = a.product_id
      LEFT JOIN customer_article b ON b.organisation_id = a.organisation_id AND b.customer_id = ${intoId} AND b.product_id = a.product_id
      LEFT JOIN customer_article c ON c.organisation_id = a.organisation_id AND c.customer_id = ${intoId} AND c.code = a.code AND c.product_id <> a.product_id
      LEFT JOIN product q ON q.organisation_id = c.organisation_id AND q.id = c.product_id
    WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${id} AND (b.code <> a.code OR c.product_id IS NOT NULL) ORDER BY a.code LIMIT 100`
}

export interface MergeOutlook {
  from: MergedRow
  into: MergedRow
  refusal: MergeRefusal | null
  moving: Moving
  /** What stands with the heir already. */
  standing: Moving
  clashes: ClashingArticle[]
  limitMinor: bigint | null
}

/** What merging one customer into another would move, and whether anything forbids it. Refuses with NOT_FOUND. */
export async function mergeOutlook(ctx: Ctx, { id, intoId }: { id: string; intoId: string }): Promise<MergeOutlook> {
  const [rows, [moving], [standing], clashes] = await read(
    ctx,
    mergedRows(ctx, [id, intoId]),
    movingOf(ctx, id),
    movingOf(ctx, intoId),
    clashingArticles(ctx, id, intoId),
  )
  const from = rows.find((row) => row.id === id) ?? notFound('customer')
  const into = rows.find((row) => row.id === intoId) ?? notFound('customer')
  if (!moving || !standing) throw new Error('a customer without an account')
  return {
    from,
    into,
    refusal: mergeRefusal(from, into) ?? null,
    moving,
    standing,
    clashes,
    limitMinor: limitOfBoth(from.limitMinor, into.limitMinor),
  }
}
