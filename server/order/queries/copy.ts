import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Whole } from '@/server/pricing/rules/whole'
import type { SaleAsked } from '../schema/copy'
import type { RepeatedLine } from './last'

/** A line of an earlier order or quote, and whether its product can still be sold. */
interface CopiedLine extends RepeatedLine {
  archived: boolean
}

/** An earlier order or quote with everything that a new one takes over from it. */
interface CopiedSale extends Whole {
  number: string
  customerId: string
  customerName: string
  lines: CopiedLine[]
}

type Head = Omit<CopiedSale, 'lines'>

/** The uncancelled lines, or all lines of a cancelled order. A pack is copied only if the product still has it. */
const ofOrder = (ctx: Ctx, id: string) =>
  [
    sql<Head>`SELECT o.number, o.customer_id, c.name AS customer_name, o.currency, o.discount_percent, o.discount_off_minor, o.discount_base_minor, o.discount_reason_id, charges_of_order(o.organisation_id, o.id) AS charges
      FROM sales_order o JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${id}`,
    sql<CopiedLine>`SELECT l.product_id, p.sku, l.description, l.section, l.note, l.quantity, l.unit, l.places, CASE WHEN l.quantity % l.pack_size = 0 THEN k.unit END AS pack, k.quantity AS pack_size, l.unit_price, l.price_quantity, l.price_source, l.gross_price, l.discount_percent, l.discount_amount, l.discount_reason_id,
        packs_of(p.organisation_id, p.id) AS packs, p.free_text, p.tax_category_id, p.archived_at IS NOT NULL AND NOT p.free_text AS archived
      FROM (SELECT k.*, CASE WHEN o.stage = 'CANCELLED' THEN k.ordered ELSE k.ordered - k.cancelled END AS quantity FROM sales_order o
        JOIN order_line k ON k.organisation_id = o.organisation_id AND k.order_id = o.id WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${id}) AS l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      LEFT JOIN product_pack k ON k.organisation_id = l.organisation_id AND k.product_id = l.product_id AND k.unit = l.pack AND k.quantity = l.pack_size WHERE l.quantity > 0 AND l.kind <> 'RETURNABLE' ORDER BY l.position`,
  ] as const

const ofQuote = (ctx: Ctx, id: string) =>
  [
    sql<Head>`SELECT q.number, q.customer_id, c.name AS customer_name, q.currency, q.discount_percent, q.discount_off_minor, q.discount_base_minor, q.discount_reason_id, charges_of_quote(q.organisation_id, q.id) AS charges
      FROM quote q JOIN customer c ON c.organisation_id = q.organisation_id AND c.id = q.customer_id WHERE q.organisation_id = ${ctx.organisationId} AND q.id = ${id}`,
    sql<CopiedLine>`SELECT l.product_id, p.sku, l.description, l.section, l.note, l.optional, l.quantity, l.unit, l.places, k.unit AS pack, k.quantity AS pack_size, l.unit_price, l.price_quantity, l.price_source, l.gross_price, l.discount_percent, l.discount_amount, l.discount_reason_id,
        packs_of(p.organisation_id, p.id) AS packs, p.free_text, p.tax_category_id, p.archived_at IS NOT NULL AND NOT p.free_text AS archived
      FROM quote_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      LEFT JOIN product_pack k ON k.organisation_id = l.organisation_id AND k.product_id = l.product_id AND k.unit = l.pack AND k.quantity = l.pack_size
      WHERE l.organisation_id = ${ctx.organisationId} AND l.quote_id = ${id} ORDER BY l.position`,
  ] as const

/** An earlier order or quote of any customer, as the start of a new one. Products that are no longer sold are marked. Refuses with NOT_FOUND. */
export async function copiedSale(ctx: Ctx, { kind, id }: SaleAsked): Promise<CopiedSale> {
  const [[head], lines] = await read(ctx, ...(kind === 'order' ? ofOrder(ctx, id) : ofQuote(ctx, id)))
  return head ? { ...head, lines } : notFound(kind)
}

/** An order or quote that the search found, with facts by which a person recognises it. */
interface EarlierSale {
  kind: 'order' | 'quote'
  id: string
  number: string
  customerName: string
  on: string
  lines: number
  grossMinor: bigint
  currency: string
}

const shownOfEach = 8

/** Orders and quotes by their number, their reference or their customer, the newest first. */
export async function earlierSales(ctx: Ctx, { text }: { text: string }): Promise<EarlierSale[]> {
  const [orders, quotes] = await read(
    ctx,
    sql<EarlierSale>`SELECT 'order' AS kind, o.id, o.number, c.name AS customer_name, o.ordered_on AS on, o.gross_minor, o.currency,
        (SELECT count(*) FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id)::int AS lines
      FROM (SELECT id FROM search_orders(${text}, ${shownOfEach})
        UNION SELECT n.id FROM search_customers(${text}, 5) AS f (id) CROSS JOIN LATERAL (SELECT s.id FROM sales_order s
          WHERE s.organisation_id = ${ctx.organisationId} AND s.customer_id = f.id ORDER BY s.ordered_at DESC LIMIT ${shownOfEach}) AS n) AS f
      JOIN sales_order o ON o.organisation_id = ${ctx.organisationId} AND o.id = f.id
      JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id ORDER BY o.ordered_at DESC, o.id DESC LIMIT ${shownOfEach}`,
    sql<EarlierSale>`SELECT 'quote' AS kind, q.id, q.number, c.name AS customer_name, (q.created_at AT TIME ZONE ${ctx.organisation.timeZone})::date AS on, q.gross_minor, q.currency,
        (SELECT count(*) FROM quote_line l WHERE l.organisation_id = q.organisation_id AND l.quote_id = q.id)::int AS lines
      FROM (SELECT id FROM search_quotes(${text}, ${shownOfEach})
        UNION SELECT n.id FROM search_customers(${text}, 5) AS f (id) CROSS JOIN LATERAL (SELECT s.id FROM quote s
          WHERE s.organisation_id = ${ctx.organisationId} AND s.customer_id = f.id ORDER BY s.created_at DESC LIMIT ${shownOfEach}) AS n) AS f
      JOIN quote q ON q.organisation_id = ${ctx.organisationId} AND q.id = f.id
      JOIN customer c ON c.organisation_id = q.organisation_id AND c.id = q.customer_id ORDER BY q.created_at DESC, q.id DESC LIMIT ${shownOfEach}`,
  )
  return [...orders, ...quotes]
}
