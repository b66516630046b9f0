import { settle } from '@/server/invoicing/mutations/settle'
import type { NewApplication, OpenItem } from '@/server/ledger/mutations'
import { oldestFirst, type Share } from '@/server/ledger/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { sumMinor } from '@/server/platform/money/money'
import type { ApplyInput } from '../schema'
import { appliedOn, applyReceiptTo, itemsToPay, lockPayer, spread } from './receive'

interface Applied {
  /** As text. */
  appliedMinor: string
}

interface Unapplied {
  id: string
  customerId: string
  orderId: string | null
  receivedOn: string
  unappliedMinor: bigint
  /** The money is a deposit for an order that is not finished. */
  needed: boolean
}

async function applyLocked(tx: Tx, receiptId: string, customerId: string, input: ApplyInput): Promise<Applied> {
  const { ctx } = tx
  const payer = await lockPayer(tx, customerId)
  const [[receipt]] = await tx.run(
    sql<Unapplied>`SELECT r.id, r.customer_id, r.order_id, r.received_on, r.unapplied_minor, EXISTS (SELECT 1 FROM sales_order o
        WHERE o.organisation_id = r.organisation_id AND o.id = r.order_id AND o.credit_state IN ('NOT_NEEDED', 'AWAITING_PAYMENT')
          AND o.stage NOT IN ('CANCELLED', 'SETTLED')) AS needed FROM receipt r
      WHERE r.organisation_id = ${ctx.organisationId} AND r.id = ${receiptId} AND r.reversed_at IS NULL FOR NO KEY UPDATE OF r`,
  )
  if (!receipt || receipt.unappliedMinor === 0n) refuse('NOTHING_TO_APPLY')
  const orderId = receipt.needed ? receipt.orderId : null
  const items = itemsToPay(payer.items, { orderId, openItemIds: input.openItemIds })
  if (orderId && items.some((item) => item.orderId !== orderId)) refuse('DEPOSIT_NEEDED')
  const { shares } = spread(receipt.unappliedMinor, items, input.openItemIds !== undefined)
  if (shares.length === 0) refuse('NOTHING_TO_APPLY')
  const appliedMinor = sumMinor(shares.map((share) => share.amountMinor))
  const effectiveOn = appliedOn(receipt.receivedOn, items, shares)
  const applied = applyReceiptTo(ctx, receipt, shares, effectiveOn)
  const settled = await settle(tx, payer, {
    applications: applied.applications,
    effectiveOn,
    unappliedMinor: -appliedMinor,
    deposits: receipt.orderId ? new Map([[receipt.orderId, -appliedMinor]]) : undefined,
  })
  const event: NewEvent = {
    name: 'collection/receipt.applied',
    objects: [
      ['receipt', receipt.id],
      ['customer', customerId],
    ],
    payload: { appliedMinor },
  }
  return tx.conclude(
    { appliedMinor: String(appliedMinor) },
    expectRows(
      1,
      sql`UPDATE receipt SET unapplied_minor = unapplied_minor - ${appliedMinor} WHERE organisation_id = ${ctx.organisationId} AND id = ${receipt.id}`,
    ),
    ...applied.statements,
    ...settled.statements,
    recordEvents(ctx, [event, ...settled.events]),
  )
}

/**
 * Applies the rest of a receipt to the chosen open items of its payer, or otherwise to the oldest. A deposit pays only its
 * own order until that order has ended. Refuses with NOTHING_TO_APPLY, DEPOSIT_NEEDED.
 */
export async function applyReceipt(ctx: Ctx, input: ApplyInput): Promise<Applied> {
  return transaction(ctx, idempotent('collection.applyReceipt', input.idempotencyKey, input), async (tx) => {
    const [[found]] = await tx.run(
      sql<{
        customerId: string
      }>`SELECT customer_id FROM receipt WHERE organisation_id = ${ctx.organisationId} AND id = ${input.sourceId}`,
    )
    if (!found) notFound('receipt')
    return applyLocked(tx, input.sourceId, found.customerId, input)
  })
}

/** The applications of a credit note to invoices. The open amounts of both sides move towards zero. */
function creditApplications(creditItemId: string, shares: readonly Share[]): NewApplication[] {
  return shares.flatMap(({ openItemId, amountMinor }) => [
    { openItemId, sourceKind: 'CREDIT_NOTE' as const, sourceId: creditItemId, amountMinor },
    { openItemId: creditItemId, sourceKind: 'CREDIT_NOTE' as const, sourceId: openItemId, amountMinor: -amountMinor },
  ])
}

/** Applies the rest of a credit note to open invoices of the same payer. Refuses with NOTHING_TO_APPLY. */
export async function applyCredit(ctx: Ctx, input: ApplyInput): Promise<Applied> {
  return transaction(ctx, idempotent('collection.applyCredit', input.idempotencyKey, input), async (tx) => {
    const [[found]] = await tx.run(
      sql<{
        customerId: string
      }>`SELECT customer_id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND id = ${input.sourceId} AND kind = 'CREDIT_NOTE'`,
    )
    if (!found) notFound('creditNote')
    const payer = await lockPayer(tx, found.customerId)
    const credit = payer.items.find((item) => item.id === input.sourceId)
    if (!credit) refuse('NOTHING_TO_APPLY')
    const { shares } = sharesOf(credit, payer.items, input.openItemIds)
    if (shares.length === 0) refuse('NOTHING_TO_APPLY')
    const settled = await settle(tx, payer, {
      applications: creditApplications(credit.id, shares),
      effectiveOn: ctx.today,
    })
    const event: NewEvent = {
      name: 'collection/credit.applied',
      objects: [
        ['creditNote', credit.documentId],
        ['customer', found.customerId],
      ],
    }
    return tx.conclude(
      { appliedMinor: String(sumMinor(shares.map((share) => share.amountMinor))) },
      ...settled.statements,
      recordEvents(ctx, [event, ...settled.events]),
    )
  })
}

function sharesOf(credit: OpenItem, items: readonly OpenItem[], openItemIds: readonly string[] | undefined) {
  if (!openItemIds) return oldestFirst(-credit.openMinor, items)
  return spread(-credit.openMinor, itemsToPay(items, { orderId: null, openItemIds }), true)
}
