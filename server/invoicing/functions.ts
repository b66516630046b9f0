import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type BackgroundFunction, objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { issueForOrder, issueForShipment } from './mutations/issue'
import { creditReturn } from './mutations/issue-credit-note'
import { issueOrWait, issueWaiting } from './mutations/issue-waiting'
import { mailDocument } from './mutations/mail'
import { uncreditedReturns } from './queries/waiting'

/** Credits goods that came back before they were invoiced, as soon as they are invoiced. */
async function creditEarlyReturns(ctx: Ctx, event: RecordedEvent) {
  const [returns] = await read(ctx, uncreditedReturns(ctx, objectOf(event, 'order')))
  for (const { returnId } of returns) await creditReturn(ctx, returnId)
}

/** Issues the invoices that waited for a customer's address, when that address was added. */
async function issueAddressed(ctx: Ctx, { payload }: RecordedEvent) {
  const fields = Array.isArray(payload.fields) ? payload.fields : []
  return fields.some((field) => field === 'billLine' || field === 'billCity') ? issueWaiting(ctx) : null
}

/** The reactions and sweeps of invoicing. */
export const invoicingFunctions: BackgroundFunction[] = [
  {
    id: 'invoicing.issue',
    on: 'shipping/shipment.left',
    run: (ctx, event) => issueOrWait(() => issueForShipment(ctx, objectOf(event, 'shipment'))),
  },
  {
    id: 'invoicing.issue-services',
    on: 'fulfilment/service.performed',
    run: (ctx, event) => issueOrWait(() => issueForOrder(ctx, objectOf(event, 'order'))),
  },
  { id: 'invoicing.issue-waiting', on: 'platform/organisation.changed', run: issueWaiting },
  { id: 'invoicing.issue-addressed', on: 'customer/customer.changed', run: issueAddressed },
  {
    id: 'invoicing.mail',
    on: 'invoicing/invoice.issued',
    run: (ctx, event) => mailDocument(ctx, objectOf(event, 'invoice')),
  },
  { id: 'invoicing.credit-early-returns', on: 'invoicing/invoice.issued', run: creditEarlyReturns },
  {
    id: 'invoicing.credit-return',
    on: 'fulfilment/goods.returned',
    run: (ctx, event) => creditReturn(ctx, objectOf(event, 'return')),
  },
  {
    id: 'invoicing.mail-credit-note',
    on: 'invoicing/creditNote.issued',
    run: (ctx, event) => mailDocument(ctx, objectOf(event, 'creditNote')),
  },
  { id: 'invoicing.issue-forgotten', cron: '*/10 * * * *', due: 'invoicing', run: issueWaiting },
]
