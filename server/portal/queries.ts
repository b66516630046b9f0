import { type QuoteHead, type QuoteLineRow, quoteLinesOf, quoteOf } from '@/server/order/queries/quotes'
import { ctxFromPortalToken, type PortalEntry } from '@/server/platform/auth/keys'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { limitRate } from '@/server/platform/web/rate'
import type { Manner } from '@/server/platform/words/words'

const requestsPerMinute = 60

/** Enters by a link. A wrong, revoked or ended one answers like one that never was; one address may not try many. */
export async function enterPortal(token: string, address: string): Promise<PortalEntry> {
  limitRate(`portal/${address}`, requestsPerMinute)
  const entry = await ctxFromPortalToken(token)
  if (entry?.objectType !== 'quote') notFound('link')
  return entry
}

/** The order that a quote became, as its customer sees it. */
export interface PortalOrder {
  number: string
  stage: string
  promisedOn: string | null
  dispatchedAt: Date | null
  deliveredAt: Date | null
}

export interface PortalView {
  seller: Manner & { name: string; country: string; today: string; now: Date }
  quote: Omit<QuoteHead, 'customerId' | 'customerEmail' | 'paymentTermsId' | 'createdByName' | 'orderId'>
  lines: Omit<QuoteLineRow, 'productId'>[]
  order: PortalOrder | null
}

/** What a customer sees of a quote; a draft is not shown. */
export async function portalView(input: { token: string }, address: string): Promise<PortalView> {
  const { ctx, objectId } = await enterPortal(input.token, address)
  const [[found], lines, [order]] = await read(
    ctx,
    quoteOf(ctx, objectId),
    quoteLinesOf(ctx, objectId),
    sql<PortalOrder>`SELECT number, stage, promised_on, dispatched_at, delivered_at FROM sales_order
      WHERE organisation_id = ${ctx.organisationId} AND id = (SELECT order_id FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ${objectId})`,
  )
  if (!found || found.state === 'DRAFT') notFound('link')
  const { customerId, customerEmail, paymentTermsId, createdByName, orderId, ...quote } = found
  const { name, country, currency, locale, timeZone } = ctx.organisation
  return {
    seller: { name, country, currency, locale, timeZone, today: ctx.today, now: ctx.now },
    quote,
    lines: lines.map(({ productId, ...line }) => line),
    order: order ?? null,
  }
}
