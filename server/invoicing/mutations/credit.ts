import { lockCreditOfOrder, moveExposure } from '@/server/credit/mutations/account'
import { lockOpenItems, type OpenItem, post } from '@/server/ledger/mutations'
import { oldestFirst } from '@/server/ledger/rules'
import { linesOf, lockOrder } from '@/server/order/mutations/advance'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import type { Tx } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { InvoiceFacts } from '../queries/credit'
import { buyerFacts, sellerFacts } from '../queries/facts'
import type { DocumentAdjustment } from '../rules/adjusting'
import { type DocumentLine, documentPosting, missingLegalDetails, totalsOfDocument } from '../rules/charging'
import { creditedRounding } from '../rules/crediting'
import { settle, standingHolds } from './settle'
import { writeDocument } from './write-document'

/** A credit note before it is issued: its invoice, its lines (negative), its reason. */
interface Correction {
  invoice: InvoiceFacts
  lines: readonly DocumentLine[]
  adjustments: readonly DocumentAdjustment[]
  returnId: string | null
  reason: string
  /** Of a note by hand: whether it credits everything of the invoice that was not credited before. */
  nothingLeft?: boolean
}

export interface CreditNote {
  creditNoteId: string
  number: string | null
}

/** Invoices that the credit is applied to: the corrected one first, then others of the same order; the rest stays open. */
function sharesFor(amountMinor: bigint, invoice: InvoiceFacts, items: readonly OpenItem[]) {
  const own = items.filter(
    (item) =>
      item.kind === 'INVOICE' &&
      (item.documentId === invoice.id || (invoice.orderId && item.orderId === invoice.orderId)),
  )
  return oldestFirst(
    amountMinor,
    own.map((item) => ({ ...item, dueOn: item.documentId === invoice.id ? '' : item.dueOn })),
  ).shares
}

/** The locks of a credit note: the payer's account, then the order with its lines, then the payer's items. */
export async function lockCorrection(tx: Tx, orderId: string, payerId: string) {
  const { ctx } = tx
  const [[account], [order], lines, items, holds] = await tx.run(
    lockCreditOfOrder(ctx, orderId),
    lockOrder(ctx, orderId),
    linesOf(ctx, [orderId]),
    lockOpenItems(ctx, payerId),
    standingHolds(ctx, payerId),
  )
  if (!account || !order) notFound('order')
  return { order, lines, payer: { customerId: payerId, items, holds: holds.map((hold) => hold.cause) } }
}

type Locked = Awaited<ReturnType<typeof lockCorrection>>

/** The fields that the credit note copies from the invoice that it corrects. */
function headOf({ invoice, returnId, reason }: Correction) {
  const { id: correctsId, customerId, payerId, orderId, termsKind, termsDays, customerReference } = invoice
  const from = { customerId, payerId, orderId, termsKind, termsDays, customerReference, correctsId }
  return { kind: 'CREDIT_NOTE' as const, shipmentId: null, returnId, reason, ...from }
}

function issued(
  id: string,
  orderId: string,
  { invoice, returnId }: Correction,
  payload: NewEvent['payload'],
): NewEvent {
  return {
    name: 'invoicing/creditNote.issued',
    objects: [
      ['creditNote', id],
      ['invoice', invoice.id],
      ['order', orderId],
      ['customer', invoice.payerId],
      ...(returnId ? [['return', returnId] as const] : []),
    ],
    payload,
  }
}

/**
 * Issues a credit note under the locks. It has its own gapless series and the opposite tax, and is applied to its
 * invoice as far as that is open; the rest is a credit of the payer. The order lines count the credited quantities, and
 * the database refuses more than was invoiced.
 */
export async function writeCreditNote(tx: Tx, locked: Locked, correction: Correction): Promise<CreditNote> {
  const { ctx } = tx
  const { invoice, lines, adjustments } = correction
  const [[seller], [buyer]] = await tx.run(sellerFacts(ctx), buyerFacts(ctx, invoice.payerId))
  if (!seller || !buyer) notFound('customer')
  const missing = missingLegalDetails(seller)
  if (missing.length > 0) refuse('LEGAL_DETAILS_MISSING', { missing })
  const totals = totalsOfDocument(lines, adjustments)
  const creditNoteId = newId(ctx.now)
  const openItemId = newId(ctx.now)
  const roundingMinor = creditedRounding(invoice, totals, correction.nothingLeft)
  const amountMinor = totals.grossMinor + roundingMinor
  const shares = sharesFor(-amountMinor, invoice, locked.payer.items)
  const appliedMinor = shares.reduce((sum, share) => sum + share.amountMinor, 0n)
  const credited = new Map(
    lines.flatMap((line) => (line.orderLineId ? [[line.orderLineId, -line.quantity] as const] : [])),
  )
  const settled = await settle(tx, locked.payer, {
    applications: shares.map((share) => ({ ...share, sourceKind: 'CREDIT_NOTE', sourceId: openItemId })),
    effectiveOn: ctx.today,
    credited,
    orderIds: [locked.order.id],
  })
  const freight = new Set(locked.lines.filter((line) => line.kind === 'FREIGHT').map((line) => line.id))
  const rows = await tx.commit(
    ...post(ctx, {
      cause: 'CREDIT_NOTE',
      objectType: 'invoice',
      objectId: creditNoteId,
      effectiveOn: ctx.today,
      lines: documentPosting(invoice.payerId, lines, totals, freight, roundingMinor, adjustments),
    }),
    ...moveExposure(ctx, { customerId: invoice.payerId, openMinor: amountMinor + appliedMinor }),
    recordEvents(ctx, [
      issued(creditNoteId, locked.order.id, correction, { grossMinor: totals.grossMinor, appliedMinor }),
      ...settled.events,
    ]),
    ...settled.statements,
    writeDocument(ctx, {
      id: creditNoteId,
      openItemId,
      ...headOf(correction),
      dueOn: ctx.today,
      seller,
      buyer,
      deductedMinor: 0n,
      roundingMinor,
      lines,
      adjustments,
      totals,
      applications: shares.map((share) => ({
        sourceKind: 'CREDIT_NOTE',
        sourceId: share.openItemId,
        amountMinor: -share.amountMinor,
      })),
    }),
  )
  const [numbered] = rows.at(-1) as { number: string }[]
  return { creditNoteId, number: numbered?.number ?? null }
}
