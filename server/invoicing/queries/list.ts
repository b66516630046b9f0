import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Day } from '@/server/platform/time/calendar'
import { missingLegalDetails } from '../rules/charging'
import type { InvoiceListInput } from '../schema'
import { sellerFacts } from './facts'
import { type WaitingShipment, waitingOrders, waitingShipments } from './waiting'

export interface InvoiceListRow {
  id: string
  kind: 'INVOICE' | 'CREDIT_NOTE'
  number: string
  customerId: string
  customerName: string
  orderId: string | null
  issuedOn: Day
  dueOn: Day
  currency: string
  grossMinor: bigint
  openMinor: bigint
  overdueSince: Day | null
  settledOn: Day | null
}

/** One page of invoices and credit notes, the newest first. */
export async function listInvoices(ctx: Ctx, input: InvoiceListInput): Promise<Page<InvoiceListRow>> {
  let list = tables
    .selectFrom('invoice as i')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'i.organisationId').onRef('c.id', '=', 'i.payerId'),
    )
    .innerJoin('openItem as o', (join) =>
      join.onRef('o.organisationId', '=', 'i.organisationId').onRef('o.documentId', '=', 'i.id'),
    )
    .select([
      'i.id',
      'i.kind',
      'i.number',
      'i.payerId as customerId',
      'c.name as customerName',
      'i.orderId',
      'i.issuedOn',
      'i.dueOn',
    ])
    .select(['i.currency', 'i.grossMinor', 'o.openMinor', 'o.overdueSince', 'o.settledOn'])
    .where('i.organisationId', '=', ctx.organisationId)
  if (input.kind) list = list.where('i.kind', '=', input.kind)
  if (input.customerId) list = list.where('i.payerId', '=', input.customerId)
  if (input.from) list = list.where('i.issuedOn', '>=', input.from)
  if (input.to) list = list.where('i.issuedOn', '<=', input.to)
  if (input.state === 'OPEN') list = list.where('o.settledAt', 'is', null)
  if (input.state === 'OVERDUE')
    list = list.where('o.settledAt', 'is', null).where('o.dueOn', '<', ctx.today).where('o.kind', '=', 'INVOICE')
  if (input.state === 'SETTLED') list = list.where('o.settledAt', 'is not', null)
  if (input.q)
    list = list.where(
      'i.id',
      'in',
      raw<string>`(SELECT id FROM search_invoices(${input.q}, 200) UNION (SELECT f.id FROM invoice f WHERE f.organisation_id = ${ctx.organisationId}
        AND f.payer_id IN (SELECT id FROM search_customers(${input.q}, 50)) LIMIT 500)
        UNION (SELECT x.invoice_id FROM search_orders_by_product(${input.q}, 300) AS f
        JOIN order_line l ON l.organisation_id = ${ctx.organisationId} AND l.order_id = f.id AND l.product_id IN (SELECT id FROM search_products(${input.q}, 20))
        JOIN invoice_line x ON x.organisation_id = l.organisation_id AND x.order_line_id = l.id LIMIT 500))`,
    )
  // What is open is few beside all that was ever invoiced, and has an index of its own.
  const isOpen = input.state === 'OPEN' || input.state === 'OVERDUE'
  const place = isOpen
    ? ({ value: 'o.issuedOn', id: 'o.documentId' } as const)
    : ({ value: 'i.issuedOn', id: 'i.id' } as const)
  const key = { ...place, type: 'date', descending: input.sort !== 'issuedOn' } as const
  const [rows] = await read(ctx, query(byKey(list, key, input).$castTo<InvoiceListRow>()))
  return pageOf(rows, input, (row) => cursorOf(row.issuedOn, row.id))
}

/** Shipments that left and services that were performed without an invoice, with the reason; normally none. */
export async function invoicingWork(ctx: Ctx): Promise<{ shipments: WaitingShipment[]; missing: string[] }> {
  const [shipments, orders, [seller]] = await read(
    ctx,
    waitingShipments(ctx, 200),
    waitingOrders(ctx, 200),
    sellerFacts(ctx),
  )
  return { shipments: [...shipments, ...orders], missing: seller ? missingLegalDetails(seller) : [] }
}
