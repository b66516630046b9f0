import { procedure, router } from '@/server/platform/web/trpc'
import { issueForShipment } from './mutations/issue'
import { issueCreditNote } from './mutations/issue-credit-note'
import { issueWaiting } from './mutations/issue-waiting'
import { mailDocument } from './mutations/mail'
import { takeEmpties } from './mutations/take-empties'
import { returnablesOut } from './queries/empties'
import { foreseeDispatch } from './queries/foresee'
import { foreseeCredit } from './queries/foresee-credit'
import { invoicingWork, listInvoices } from './queries/list'
import { openingItem } from './queries/opening'
import { invoiceRecord } from './queries/record'
import {
  byId,
  creditInput,
  customerRef,
  emptiesInput,
  foreseeCreditInput,
  foreseeInput,
  invoiceListInput,
  issueInput,
} from './schema'

export const invoicingRouter = router({
  list: procedure('invoice.read')
    .input(invoiceListInput)
    .query(({ ctx, input }) => listInvoices(ctx, input)),
  work: procedure('invoice.read').query(({ ctx }) => invoicingWork(ctx)),
  get: procedure('invoice.read')
    .input(byId)
    .query(({ ctx, input }) => invoiceRecord(ctx, input.id)),
  opening: procedure('invoice.read')
    .input(byId)
    .query(({ ctx, input }) => openingItem(ctx, input.id)),
  /** The effects of a dispatch, for the person who dispatches. */
  foresee: procedure('shipping.dispatch')
    .input(foreseeInput)
    .query(({ ctx, input }) => foreseeDispatch(ctx, input.shipmentIds)),
  issue: procedure('invoice.issue')
    .input(issueInput)
    .mutation(({ ctx, input }) => issueForShipment(ctx, input.shipmentId)),
  issueWaiting: procedure('invoice.issue').mutation(({ ctx }) => issueWaiting(ctx)),
  /** The amounts of a credit note, for the person who issues it. */
  foreseeCredit: procedure('invoice.credit')
    .input(foreseeCreditInput)
    .query(({ ctx, input }) => foreseeCredit(ctx, input)),
  credit: procedure('invoice.credit')
    .input(creditInput)
    .mutation(({ ctx, input }) => issueCreditNote(ctx, input)),
  returnablesOut: procedure('invoice.read')
    .input(customerRef)
    .query(({ ctx, input }) => returnablesOut(ctx, input)),
  takeEmpties: procedure('invoice.credit')
    .input(emptiesInput)
    .mutation(({ ctx, input }) => takeEmpties(ctx, input)),
  mail: procedure('invoice.issue')
    .input(byId)
    .mutation(({ ctx, input }) => mailDocument(ctx, input.id)),
})
