import { sql as raw } from 'kysely'
import type { ReturnableArticle } from '@/server/catalog/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { type TimelineRow, timelineOf } from '@/server/platform/events/timeline'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Measure } from '@/server/platform/money/quantity'
import type { InPacks } from '@/server/platform/words/packs'
import type { OwnPrice } from '@/server/pricing/rules/discounts'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import type { Whole } from '@/server/pricing/rules/whole'
import type { QuoteState } from '../rules/quote'
import type { LineWords } from '../rules/sections'
import { type QuoteListInput, quoteListInput } from '../schema'
import { type QuoteVersion, versionsOf } from './versions'

export interface QuoteHead extends Whole {
  id: string
  version: string
  number: string
  /** Counts up with each change of a sent quote. */
  versionNumber: number
  /** The version as it was sent; null while it is a draft. */
  versionId: string | null
  /** SHA-256 of what was sent. */
  hash: string | null
  /** What was accepted of a version that left a choice or has deposits, as canonical JSON, and its SHA-256. */
  accepted: string | null
  acceptedHash: string | null
  customerId: string
  customerName: string
  customerEmail: string | null
  /** Whether the customer's own order number is required. */
  referenceRequired: boolean
  state: QuoteState
  paymentTermsId: string
  termsName: string
  termsKind: 'NET' | 'PREPAID' | 'CASH'
  termsDays: number
  /** When its mail was made. A link that a person handed over is not a mail. */
  mailedAt: Date | null
  validUntil: string
  note: string | null
  netMinor: bigint
  taxMinor: bigint
  grossMinor: bigint
  /** The amount of its discount, and the sum of its charges. */
  discountMinor: bigint
  chargeMinor: bigint
  discountReason: string | null
  createdAt: Date
  createdByName: string | null
  sentAt: Date | null
  decidedAt: Date | null
  acceptedBy: string | null
  /** What the customer wrote with their answer. */
  comment: string | null
  /** The day on which they were reminded. */
  remindedOn: string | null
  /** The person of the team who entered the answer for a customer who telephoned. */
  takenByName: string | null
  orderId: string | null
  orderNumber: string | null
}

/** A quote with customer, terms and the order it became. */
export function quoteOf(ctx: Ctx, id: string): Statement<QuoteHead> {
  return sql`SELECT q.id, q.xmin::text AS version, q.number, q.version_number, v.id AS version_id, v.hash, v.accepted, v.accepted_hash, v.comment, q.reminded_on, q.customer_id, c.name AS customer_name, mail_to(c.organisation_id, c.id, 'ORDERS') AS customer_email, c.reference_required, q.state, q.currency, q.payment_terms_id, t.name AS terms_name, t.kind AS terms_kind, t.due_days AS terms_days,
      (SELECT m.created_at FROM mail m WHERE m.organisation_id = q.organisation_id AND m.effect_key = 'quote/' || q.id || CASE WHEN q.version_number > 1 THEN '/' || q.version_number ELSE '' END) AS mailed_at,
      q.valid_until, q.note, q.net_minor, q.tax_minor, q.gross_minor, q.discount_percent, q.discount_off_minor, q.discount_base_minor, q.discount_reason_id, q.discount_minor, q.charge_minor,
      charges_of_quote(q.organisation_id, q.id) AS charges, (SELECT d.name FROM discount_reason d WHERE d.organisation_id = q.organisation_id AND d.id = q.discount_reason_id) AS discount_reason, q.created_at, m.name AS created_by_name, q.sent_at, q.decided_at, q.accepted_by, q.order_id, o.number AS order_number,
      (SELECT t.name FROM membership t WHERE t.organisation_id = o.organisation_id AND t.user_id = o.created_by) AS taken_by_name
    FROM quote q JOIN customer c ON c.organisation_id = q.organisation_id AND c.id = q.customer_id
    JOIN payment_terms t ON t.organisation_id = q.organisation_id AND t.id = q.payment_terms_id
    LEFT JOIN membership m ON m.organisation_id = q.organisation_id AND m.user_id = q.created_by
    LEFT JOIN sales_order o ON o.organisation_id = q.organisation_id AND o.id = q.order_id
    LEFT JOIN quote_version v ON v.organisation_id = q.organisation_id AND v.quote_id = q.id AND v.number = q.version_number
    WHERE q.organisation_id = ${ctx.organisationId} AND q.id = ${id}`
}

/** The customer of the future order: the quote's customer, or the one into whom that customer was merged. */
export function buyerOfQuote(ctx: Ctx, quoteId: string): Statement<{ id: string }> {
  return sql`WITH RECURSIVE heir AS (
      SELECT c.id, c.merged_into FROM quote q JOIN customer c ON c.organisation_id = q.organisation_id AND c.id = q.customer_id
      WHERE q.organisation_id = ${ctx.organisationId} AND q.id = ${quoteId}
      UNION SELECT c.id, c.merged_into FROM heir h JOIN customer c ON c.organisation_id = ${ctx.organisationId} AND c.id = h.merged_into)
    SELECT id FROM heir WHERE merged_into IS NULL`
}

export interface QuoteLineRow extends OwnPrice, PriceOrigin, Measure, InPacks, LineWords {
  position: number
  /** Whether the line names no product; its product then stands for such lines of that tax category. */
  freeText: boolean
  taxCategoryId: string
  productId: string
  sku: string
  description: string
  /** The deposits that come with it, in words; the sums are without them. */
  deposit: string | null
  /** The packaging that it goes out in, with the deposits of today. */
  returnables: ReturnableArticle[]
  optional: boolean
  quantity: number
  priceListName: string | null
  discountReason: string | null
  taxCode: string
  taxRate: string
  netMinor: bigint
}

export function quoteLinesOf(ctx: Ctx, quoteId: string): Statement<QuoteLineRow> {
  return sql`SELECT l.position, l.product_id, p.sku, l.description, l.section, l.note, l.deposit, l.optional, l.quantity, l.unit, l.places, l.pack, l.pack_size, l.unit_price, l.price_quantity, l.tax_code, l.tax_rate, l.net_minor,
      l.price_source, l.price_list_id, l.break_from, l.list_price, k.name AS price_list_name, l.gross_price, l.discount_percent, l.discount_amount, l.discount_reason_id, d.name AS discount_reason, p.free_text, p.tax_category_id, returnables_of(p.organisation_id, p.id) AS returnables
    FROM quote_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    LEFT JOIN price_list k ON k.organisation_id = l.organisation_id AND k.id = l.price_list_id
    LEFT JOIN discount_reason d ON d.organisation_id = l.organisation_id AND d.id = l.discount_reason_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.quote_id = ${quoteId} ORDER BY l.position`
}

interface QuoteRecord {
  quote: QuoteHead
  versions: QuoteVersion[]
  lines: QuoteLineRow[]
  timeline: TimelineRow[]
}

/** One quote with its lines and its time line. Refuses with NOT_FOUND. */
export async function quoteRecord(ctx: Ctx, { id }: { id: string }): Promise<QuoteRecord> {
  const [[quote], lines, versions, timeline] = await read(
    ctx,
    quoteOf(ctx, id),
    quoteLinesOf(ctx, id),
    versionsOf(ctx, id),
    timelineOf(ctx, 'quote', id),
  )
  return { quote: quote ?? notFound('quote'), lines, versions, timeline }
}

export type QuoteListRow = Pick<
  QuoteHead,
  | 'id'
  | 'number'
  | 'versionNumber'
  | 'customerId'
  | 'customerName'
  | 'state'
  | 'currency'
  | 'grossMinor'
  | 'validUntil'
  | 'createdAt'
  | 'sentAt'
  | 'remindedOn'
>

/** Quotes, newest first. */
export async function listQuotes(ctx: Ctx, asked: QuoteListInput): Promise<Page<QuoteListRow>> {
  const input = quoteListInput.parse(asked)
  let list = tables
    .selectFrom('quote as q')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'q.organisationId').onRef('c.id', '=', 'q.customerId'),
    )
    .select(['q.id', 'q.number', 'q.customerId', 'c.name as customerName', 'q.state', 'q.currency', 'q.grossMinor'])
    .select(['q.validUntil', 'q.createdAt', 'q.versionNumber', 'q.sentAt', 'q.remindedOn'])
    .where('q.organisationId', '=', ctx.organisationId)
  if (input.state) list = list.where('q.state', '=', input.state)
  if (input.customerId) list = list.where('q.customerId', '=', input.customerId)
  if (input.q)
    list = list.where((eb) =>
      eb.or([
        eb('q.number', '=', (input.q as string).toUpperCase()),
        eb('q.customerId', 'in', raw<string>`(SELECT id FROM search_customers(${input.q}, 50))`),
      ]),
    )
  const key = { value: 'q.createdAt', type: 'timestamptz', id: 'q.id', descending: input.sort !== 'createdAt' } as const
  const [rows] = await read(ctx, query(byKey(list, key, input).$castTo<QuoteListRow>()))
  return pageOf(rows, input, (row) => cursorOf(row.createdAt, row.id))
}
