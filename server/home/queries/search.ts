import type { Ctx } from '@/server/platform/context/ctx'
import type { Permission } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { numbersMeant } from '../rules/number'
import type { SearchInput } from '../schema'
import { byNumber, type Hit } from './numbered'

const shownOfEach = 6
/** Among so many orders those are chosen whose product begins with the words. */
const triedOfEach = 30

/** A record found by what was typed. */
interface FoundRecord extends Omit<Hit, 'fit' | 'byOther'> {
  /** Whether the text stands only inside its words; false where a word of it begins with the text. */
  inside: boolean
}

/** The less, the better a record fits; who is about a record that begins with the text stands behind those. */
const placeOf = ({ fit, byOther }: Hit) => (byOther ? (fit < 2 ? 2 : 4) : fit < 2 ? fit : 3)

const empty: Statement<Hit> = { text: 'SELECT 1 WHERE false', values: [] }

/** One or two letters of most scripts are no word; two signs of Chinese or Japanese are. */
const isWord = (text: string) => text.length > 2 || Buffer.byteLength(text) > 2 * text.length

// Each search sorts its answers by how well they fit: first records that begin with the words, then records with a word
// that begins with them, then records that contain the letters.

/** Orders by number, then orders by the products on them; one or two letters are no product. */
function orders(ctx: Ctx, text: string): Statement<Hit> {
  return sql`SELECT 'order' AS kind, o.id, o.number AS label, c.name AS note, f.place >= 1000 AS by_other, k.fit
    FROM (SELECT id, min(place) AS place FROM (
        SELECT id, place FROM search_orders(${text}, ${shownOfEach}) WITH ORDINALITY AS s (id, place)
        UNION ALL SELECT id, place + 1000 FROM search_orders_by_product(${text}, ${triedOfEach}) WITH ORDINALITY AS s (id, place) WHERE ${isWord(text)}
      ) AS both_ways GROUP BY id) AS f
    JOIN sales_order o ON o.organisation_id = ${ctx.organisationId} AND o.id = f.id
    JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
    CROSS JOIN LATERAL (SELECT CASE WHEN f.place < 1000 THEN least(fit_of(o.number, ${text}), fit_of(coalesce(o.customer_reference, ''), ${text}))
      ELSE (SELECT min(least(fit_of(p.name, ${text}), fit_of(p.sku, ${text}))) FROM order_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
        WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id) END AS fit) AS k
    ORDER BY f.place >= 1000, CASE WHEN f.place >= 1000 THEN k.fit END, f.place LIMIT ${shownOfEach}`
}

function customers(ctx: Ctx, text: string): Statement<Hit> {
  return sql`SELECT 'customer' AS kind, c.id, c.name AS label, c.number AS note, false AS by_other, f.fit
    FROM (SELECT h.id, min(h.place) AS place, min(h.fit) AS fit
      FROM (SELECT coalesce(k.merged_into, k.id) AS id, s.place, least(fit_of(k.name, ${text}), fit_of(k.number, ${text}), fit_of(coalesce(k.email, ''), ${text})) AS fit FROM find_customers(${text}, 50) WITH ORDINALITY AS s (id, place)
        JOIN customer k ON k.organisation_id = ${ctx.organisationId} AND k.id = s.id
      UNION ALL SELECT coalesce(k.merged_into, k.id), 0, 0 FROM customer k WHERE k.organisation_id = ${ctx.organisationId} AND k.external_key = ${text}) AS h GROUP BY h.id) AS f
    JOIN customer c ON c.organisation_id = ${ctx.organisationId} AND c.id = f.id AND c.archived_at IS NULL ORDER BY f.place LIMIT ${shownOfEach}`
}

function products(ctx: Ctx, text: string): Statement<Hit> {
  return sql`SELECT 'product' AS kind, p.id, p.name AS label, p.sku AS note, false AS by_other,
      least(fit_of(p.name, ${text}), fit_of(p.sku, ${text}), fit_of(coalesce(p.gtin, ''), ${text})) AS fit
    FROM search_products(${text}, 50) WITH ORDINALITY AS f (id, place)
    JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = f.id AND p.archived_at IS NULL ORDER BY f.place LIMIT ${shownOfEach}`
}

function invoices(ctx: Ctx, text: string): Statement<Hit> {
  return sql`SELECT 'invoice' AS kind, i.id, i.number AS label, c.name AS note, false AS by_other,
      least(fit_of(i.number, ${text}), fit_of(coalesce(i.customer_reference, ''), ${text})) AS fit
    FROM search_invoices(${text}, ${shownOfEach}) WITH ORDINALITY AS f (id, place)
    JOIN invoice i ON i.organisation_id = ${ctx.organisationId} AND i.id = f.id
    JOIN customer c ON c.organisation_id = i.organisation_id AND c.id = i.customer_id ORDER BY f.place`
}

/** Quotes by number, then the newest quotes of customers with this name; one or two letters are no name. */
function quotes(ctx: Ctx, text: string): Statement<Hit> {
  return sql`SELECT 'quote' AS kind, q.id, q.number AS label, c.name AS note, f.place >= 1000 AS by_other,
      CASE WHEN f.place >= 1000 THEN least(fit_of(c.name, ${text}), fit_of(c.number, ${text})) ELSE fit_of(q.number, ${text}) END AS fit
    FROM (SELECT id, min(place) AS place FROM (
        SELECT id, place FROM search_quotes(${text}, ${shownOfEach}) WITH ORDINALITY AS s (id, place)
        UNION ALL SELECT n.id, s.place + 1000 FROM search_customers(${text}, ${shownOfEach}) WITH ORDINALITY AS s (id, place)
          CROSS JOIN LATERAL (SELECT id FROM quote WHERE organisation_id = ${ctx.organisationId} AND customer_id = s.id ORDER BY created_at DESC LIMIT 2) AS n WHERE ${isWord(text)}
      ) AS both_ways GROUP BY id) AS f
    JOIN quote q ON q.organisation_id = ${ctx.organisationId} AND q.id = f.id
    JOIN customer c ON c.organisation_id = q.organisation_id AND c.id = q.customer_id ORDER BY f.place LIMIT ${shownOfEach}`
}

/** By its numbers. */
function planned(ctx: Ctx, text: string): Statement<Hit> {
  return sql`SELECT 'plannedReceipt' AS kind, r.id, r.number AS label, s.name AS note, false AS by_other,
      least(fit_of(r.number, ${text}), fit_of(coalesce(r.reference, ''), ${text})) AS fit
    FROM search_planned_receipts(${text}, ${shownOfEach}) AS f (id)
    JOIN planned_receipt r ON r.organisation_id = ${ctx.organisationId} AND r.id = f.id
    JOIN supplier s ON s.organisation_id = r.organisation_id AND s.id = r.supplier_id ORDER BY r.id DESC`
}

/** Lots and serial numbers. */
function lots(ctx: Ctx, text: string): Statement<Hit> {
  return sql`SELECT 'lot' AS kind, l.id, l.number AS label, p.name AS note, false AS by_other, fit_of(l.number, ${text}) AS fit
    FROM search_lots(${text}, ${shownOfEach}) WITH ORDINALITY AS f (id, place)
    JOIN lot l ON l.organisation_id = ${ctx.organisationId} AND l.id = f.id
    JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id ORDER BY f.place`
}

/**
 * The orders, customers, products and invoices that fit the text, a few of each kind. What begins with
 * the text stands first, of whatever kind, and what is only about something that holds its letters stands last. Kinds
 * that this person may not see are left out.
 */
export async function searchEverything(ctx: Ctx, { text }: SearchInput): Promise<FoundRecord[]> {
  const may = (permission: Permission) => ctx.permissions === 'ALL' || ctx.permissions.has(permission)
  const numbers = numbersMeant(text)
  const found = await read(
    ctx,
    numbers.length > 0 ? byNumber(ctx, may, numbers) : empty,
    may('order.read') ? orders(ctx, text) : empty,
    may('order.read') ? quotes(ctx, text) : empty,
    may('customer.read') ? customers(ctx, text) : empty,
    may('product.read') ? products(ctx, text) : empty,
    may('invoice.read') ? invoices(ctx, text) : empty,
    may('supply.read') ? planned(ctx, text) : empty,
    may('shipping.read') ? lots(ctx, text) : empty,
  )
  return found
    .flat()
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .filter(({ kind, id }, at, all) => all.findIndex((one) => one.kind === kind && one.id === id) === at)
    .map(({ fit, byOther: _, ...record }) => ({ ...record, inside: fit > 1 }))
}
