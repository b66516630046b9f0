import { holdPlaced, placeHold } from '@/server/credit/mutations/account'
import { settle } from '@/server/invoicing/mutations/settle'
import { lockItems, reverse, type StoredPosting, standingPostings } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { ReverseReceiptInput } from '../schema'
import { standingApplications } from './applications'
import { lockPayer } from './receive'

interface ReceiptRow {
  id: string
  customerId: string
  orderId: string | null
  amountMinor: bigint
  unappliedMinor: bigint
  bankLineId: string | null
  reversedAt: Date | null
  refunded: boolean
}

interface Proforma {
  id: string
  grossMinor: bigint
  /** What the other receipts of the order pay. */
  paidMinor: bigint
}

/** The pro forma of a receipt's order, and how much of it stays paid when that receipt is taken back. */
function lockProforma(ctx: Ctx, receipt: ReceiptRow): Statement<Proforma> {
  return sql`SELECT p.id, p.gross_minor, (SELECT coalesce(sum(r.amount_minor), 0)::bigint FROM receipt r WHERE r.organisation_id = p.organisation_id
      AND r.order_id = p.order_id AND r.id <> ${receipt.id} AND r.reversed_at IS NULL) AS paid_minor
    FROM proforma p WHERE p.organisation_id = ${ctx.organisationId} AND p.order_id = ${receipt.orderId}::uuid AND p.state IN ('OPEN', 'PAID') FOR NO KEY UPDATE OF p`
}

/** Subtracts a deposit from what its pro forma counts as paid. A pro forma that was paid gets a new last day to pay. */
function unpayProforma(ctx: Ctx, { id, grossMinor, paidMinor }: Proforma): Statement<never> {
  const state = paidMinor < grossMinor ? 'OPEN' : 'PAID'
  return sql`UPDATE proforma f SET paid_minor = ${paidMinor}, state = ${state}, paid_at = CASE WHEN ${state} = 'PAID' THEN f.paid_at END, reminded_on = NULL,
      expires_on = CASE WHEN f.state = 'PAID' AND ${state} = 'OPEN' THEN ${ctx.today}::date + g.prepaid_days ELSE f.expires_on END
    FROM organisation g WHERE g.id = f.organisation_id AND f.organisation_id = ${ctx.organisationId} AND f.id = ${id}`
}

function closeReceipt(ctx: Ctx, receiptId: string, reason: string): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE receipt SET reversed_at = ${ctx.now}, reverse_reason = ${reason}, unapplied_minor = 0, bank_line_id = NULL
      WHERE organisation_id = ${ctx.organisationId} AND id = ${receiptId} AND reversed_at IS NULL`,
  )
}

/** Frees the bank line. It waits for a person, because a person took the receipt back. */
function freeBankLine(ctx: Ctx, receipt: ReceiptRow, cause: string): Statement<never>[] {
  if (!receipt.bankLineId) return []
  return [
    expectRows(
      1,
      sql`UPDATE bank_line SET state = 'UNMATCHED', receipt_id = NULL, cause = ${cause}, decided_by = ${ctx.actor.id}, decided_at = ${ctx.now}
        WHERE organisation_id = ${ctx.organisationId} AND id = ${receipt.bankLineId} AND receipt_id = ${receipt.id}`,
    ),
  ]
}

async function takeBack(tx: Tx, receipt: ReceiptRow, postings: readonly StoredPosting[], input: ReverseReceiptInput) {
  const { ctx } = tx
  const payer = await lockPayer(tx, receipt.customerId)
  const [applications, [proforma]] = await tx.run(standingApplications(ctx, receipt.id), lockProforma(ctx, receipt))
  const [touched] = await tx.run(
    lockItems(
      ctx,
      applications.map((application) => application.openItemId),
    ),
  )
  const known = new Set(payer.items.map((item) => item.id))
  const items = [...payer.items, ...touched.filter((item) => !known.has(item.id))]
  const reversals = applications.map(({ id, ...application }) => ({
    ...application,
    amountMinor: -application.amountMinor,
    reversesId: id,
  }))
  const stillPaid = proforma && proforma.paidMinor >= proforma.grossMinor
  const settled = await settle(
    tx,
    { ...payer, items },
    {
      applications: reversals,
      effectiveOn: ctx.today,
      unappliedMinor: -receipt.unappliedMinor,
      deposits: receipt.orderId ? new Map([[receipt.orderId, -receipt.unappliedMinor]]) : undefined,
      unpaid: receipt.orderId && !stillPaid ? new Set([receipt.orderId]) : undefined,
    },
  )
  const returned = input.cause === 'RETURNED'
  const held = returned && !payer.holds.includes('PAYMENT_RETURNED')
  const reversed: NewEvent = {
    name: 'collection/receipt.reversed',
    objects: [
      ['receipt', receipt.id],
      ['customer', receipt.customerId],
    ],
    payload: { amountMinor: receipt.amountMinor, cause: input.cause },
  }
  await tx.commit(
    ...reverse(ctx, postings, { objectType: 'receipt', objectId: receipt.id, effectiveOn: ctx.today }),
    ...settled.statements,
    ...(proforma ? [unpayProforma(ctx, proforma)] : []),
    ...freeBankLine(ctx, receipt, returned ? 'PAYMENT_RETURNED' : 'TAKEN_BACK'),
    closeReceipt(ctx, receipt.id, input.reason),
    ...(returned ? [placeHold(ctx, receipt.customerId, 'PAYMENT_RETURNED', input.reason)] : []),
    recordEvents(ctx, [
      reversed,
      ...settled.events,
      ...(held ? [holdPlaced(receipt.customerId, 'PAYMENT_RETURNED')] : []),
    ]),
  )
}

/**
 * Takes a receipt back: reverses its entries, opens again what it had settled, and frees its bank line. RETURNED also
 * places a hold on the customer until the re-opened invoices are paid. Refuses with REVERSED when the receipt was taken back
 * before, and with REFUNDED while a part of it is refunded.
 */
export async function reverseReceipt(ctx: Ctx, input: ReverseReceiptInput): Promise<{ receiptId: string }> {
  return transaction(ctx, idempotent('collection.reverseReceipt', input.idempotencyKey, input), async (tx) => {
    const [[found]] = await tx.run(
      sql<{
        customerId: string
      }>`SELECT customer_id FROM receipt WHERE organisation_id = ${ctx.organisationId} AND id = ${input.receiptId}`,
    )
    if (!found) notFound('receipt')
    await tx.run(
      sql`SELECT 1 FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${found.customerId} FOR NO KEY UPDATE`,
    )
    const [[receipt], postings] = await tx.run(
      sql<ReceiptRow>`SELECT id, customer_id, order_id, amount_minor, unapplied_minor, bank_line_id, reversed_at,
          EXISTS (SELECT 1 FROM refund f WHERE f.organisation_id = receipt.organisation_id AND f.source_id = receipt.id AND f.reversed_at IS NULL) AS refunded FROM receipt
        WHERE organisation_id = ${ctx.organisationId} AND id = ${input.receiptId} FOR NO KEY UPDATE`,
      standingPostings(ctx, 'receipt', input.receiptId),
    )
    if (!receipt) notFound('receipt')
    if (receipt.reversedAt) conflict('REVERSED')
    if (receipt.refunded) refuse('REFUNDED')
    await takeBack(tx, receipt, postings, input)
    return { receiptId: receipt.id }
  })
}
