import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type TimelineRow, timelineOf } from '@/server/platform/events/timeline'
import type { SearchInput, TimelineInput } from '../schema'

const shownOfEach = 6

/** A record found by what was typed. */
export interface FoundRecord {
  kind: 'order' | 'quote' | 'customer' | 'product' | 'invoice'
  id: string
  label: string
  note: string | null
}

const empty: Statement<FoundRecord> = { text: 'SELECT 1 WHERE false', values: [] }

function orders(ctx: Ctx, text: string): Statement<FoundRecord> {
  return sql`SELECT 'order' AS kind, o.id, o.number AS label, c.name AS note FROM sales_order o JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id IN (SELECT id FROM search_orders(${text}, 50)) ORDER BY o.ordered_at DESC LIMIT ${shownOfEach}`
}

function customers(ctx: Ctx, text: string): Statement<FoundRecord> {
  return sql`SELECT 'customer' AS kind, c.id, c.name AS label, c.number AS note FROM customer c
    WHERE c.organisation_id = ${ctx.organisationId} AND c.archived_at IS NULL AND c.id IN (SELECT id FROM search_customers(${text}, 50)) ORDER BY c.name LIMIT ${shownOfEach}`
}

function products(ctx: Ctx, text: string): Statement<FoundRecord> {
  return sql`SELECT 'product' AS kind, p.id, p.name AS label, p.sku AS note FROM product p
    WHERE p.organisation_id = ${ctx.organisationId} AND p.archived_at IS NULL AND p.id IN (SELECT id FROM search_products(${text}, 50)) ORDER BY p.name LIMIT ${shownOfEach}`
}

function invoices(ctx: Ctx, text: string): Statement<FoundRecord> {
  return sql`SELECT 'invoice' AS kind, i.id, i.number AS label, c.name AS note FROM invoice i JOIN customer c ON c.organisation_id = i.organisation_id AND c.id = i.customer_id
    WHERE i.organisation_id = ${ctx.organisationId} AND i.id IN (SELECT id FROM search_invoices(${text}, 50)) ORDER BY i.issued_at DESC LIMIT ${shownOfEach}`
}

/** Quotes have no text index: they are found by the beginning of their number. */
function quotes(ctx: Ctx, text: string): Statement<FoundRecord> {
  return sql`SELECT 'quote' AS kind, q.id, q.number AS label, c.name AS note FROM quote q JOIN customer c ON c.organisation_id = q.organisation_id AND c.id = q.customer_id
    WHERE q.organisation_id = ${ctx.organisationId} AND q.number >= ${text.toUpperCase()} AND q.number < ${`${text.toUpperCase()}~`} ORDER BY q.number LIMIT ${shownOfEach}`
}

/** Orders, customers, products and invoices that fit what was typed, a few of each kind; only kinds this person may see. */
export async function searchEverything(ctx: Ctx, { text }: SearchInput): Promise<FoundRecord[]> {
  const may = (permission: 'order.read' | 'customer.read' | 'product.read' | 'invoice.read') =>
    ctx.permissions === 'ALL' || ctx.permissions.has(permission)
  const found = await read(
    ctx,
    may('order.read') ? orders(ctx, text) : empty,
    may('order.read') ? quotes(ctx, text) : empty,
    may('customer.read') ? customers(ctx, text) : empty,
    may('product.read') ? products(ctx, text) : empty,
    may('invoice.read') ? invoices(ctx, text) : empty,
  )
  return found.flat()
}

/** What happened to a record, oldest first. */
export async function readTimeline(ctx: Ctx, { objectType, objectId }: TimelineInput): Promise<TimelineRow[]> {
  const [rows] = await read(ctx, timelineOf(ctx, objectType, objectId))
  return rows
}
