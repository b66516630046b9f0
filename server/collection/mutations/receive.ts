import { lockCredit } from '@/server/credit/mutations/account'
import { type Payer, settle, standingHolds } from '@/server/invoicing/mutations/settle'
import { lockOpenItems, type NewApplication, type OpenItem, post } from '@/server/ledger/mutations'
import { oldestFirst, type Share } from '@/server/ledger/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import type { Tx } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import type { NewEvent } from '@/server/platform/events/events'
import { sumMinor } from '@/server/platform/money/money'
import type { Day } from '@/server/platform/time/calendar'

/** Who pays for a customer; for one who was merged, who pays for the heir. */
export function payerOf(ctx: Ctx, customerId: string): Statement<{ payerId: string }> {
  return sql`SELECT coalesce(h.payer_id, h.id) AS payer_id FROM customer c JOIN customer h ON h.organisation_id = c.organisation_id AND h.id = CASE WHEN c.merged_into IS NULL THEN c.id ELSE c.merged_into END
    WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId}`
}

/** Locks a payer: credit account, unsettled items, holds. */
export async function lockPayer(tx: Tx, payerId: string): Promise<Payer> {
  const { ctx } = tx
  const [[account], items, holds] = await tx.run(
    lockCredit(ctx, payerId),
    lockOpenItems(ctx, payerId),
    standingHolds(ctx, payerId),
  )
  if (!account) notFound('customer')
  return { customerId: payerId, items, holds: holds.map((hold) => hold.cause) }
}

interface NewReceipt {
  number: string
  amountMinor: bigint
  receivedOn: Day
  method: 'BANK' | 'CASH' | 'CARD'
  reference: string | null
  /** The order that the money prepays. */
  orderId: string | null
  /** The open items that the money pays, in this order. Undefined: the oldest first. Empty: none. */
  openItemIds: readonly string[] | undefined
  bankLineId: string | null
}

interface Received {
  receiptId: string
  appliedMinor: bigint
  unappliedMinor: bigint
  statements: Statement<never>[]
  events: NewEvent[]
}

interface Proforma {
  id: string
  grossMinor: bigint
  paidMinor: bigint
  payerId: string
}

/** The items that the money pays first: those of the order that it names, otherwise the chosen ones in their order, otherwise all by age. */
export function itemsToPay(
  items: readonly OpenItem[],
  choice: { orderId: string | null; openItemIds: readonly string[] | undefined },
): OpenItem[] {
  if (choice.openItemIds) {
    const byId = new Map(items.map((item) => [item.id, item]))
    return [...new Set(choice.openItemIds)].map((id) => byId.get(id) ?? notFound('openItem'))
  }
  return choice.orderId ? items.filter((item) => item.orderId === choice.orderId) : [...items]
}

/** Chosen items are paid in the order chosen, all others by their due day. */
export function spread(
  amountMinor: bigint,
  items: readonly OpenItem[],
  chosen: boolean,
): { shares: Share[]; restMinor: bigint } {
  if (!chosen) return oldestFirst(amountMinor, items)
  return oldestFirst(
    amountMinor,
    items.map((item, index) => ({ id: item.id, openMinor: item.openMinor, dueOn: String(index).padStart(6, '0') })),
  )
}

/** The day from which applied money counts: the day on which it came, or the issue day of the item if that is later. */
export function appliedOn(receivedOn: Day, items: readonly OpenItem[], shares: readonly Share[]): Day {
  const ids = new Set(shares.map((share) => share.openItemId))
  return items.reduce((on, item) => (ids.has(item.id) && item.issuedOn > on ? item.issuedOn : on), receivedOn)
}

/** The account that holds the unapplied part of a receipt. */
export const homeAccount = (orderId: string | null) => (orderId ? 'CUSTOMER_DEPOSIT' : 'UNAPPLIED_CASH')

/** Applications of a receipt, and their entry: from the receipt's home account to the receivable. */
export function applyReceiptTo(
  ctx: Ctx,
  receipt: { id: string; customerId: string; orderId: string | null },
  shares: readonly Share[],
  effectiveOn: Day,
): { applications: NewApplication[]; statements: Statement<never>[] } {
  const postingId = newId(ctx.now)
  const amountMinor = sumMinor(shares.map((share) => share.amountMinor))
  const { customerId } = receipt
  return {
    applications: shares.map((share) => ({
      ...share,
      sourceKind: receipt.orderId ? 'DEPOSIT' : 'RECEIPT',
      sourceId: receipt.id,
      postingId,
    })),
    statements: post(ctx, {
      id: postingId,
      cause: 'APPLICATION',
      objectType: 'receipt',
      objectId: receipt.id,
      effectiveOn,
      lines: [
        { accountCode: homeAccount(receipt.orderId), customerId, amountMinor },
        { accountCode: 'RECEIVABLE', customerId, amountMinor: -amountMinor },
      ],
    }),
  }
}

function lockProforma(ctx: Ctx, orderId: string | null): Statement<Proforma> {
  return sql`SELECT p.id, p.gross_minor, p.paid_minor, o.payer_id FROM sales_order o
      LEFT JOIN LATERAL (SELECT id, gross_minor, paid_minor FROM proforma WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}::uuid AND state = 'OPEN' FOR NO KEY UPDATE) p ON true
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId}::uuid`
}

function payProforma(ctx: Ctx, proforma: Proforma, depositMinor: bigint): Statement<never> {
  const paidMinor = proforma.paidMinor + depositMinor
  const complete = paidMinor >= proforma.grossMinor
  return expectRows(
    1,
    sql`UPDATE proforma SET paid_minor = ${paidMinor}, state = ${complete ? 'PAID' : 'OPEN'}, paid_at = ${complete ? ctx.now : null}
      WHERE organisation_id = ${ctx.organisationId} AND id = ${proforma.id} AND state = 'OPEN'`,
  )
}

export const receiptSeries = ['receipt', 'RC-'] as const

/**
 * Turns money of a locked payer into statements and events: the receipt, its entries, what it settles, and the release of an
 * order that it prepays. The verbs that record a receipt or match a bank line call it.
 */
export async function receive(tx: Tx, payer: Payer, money: NewReceipt): Promise<Received> {
  const { ctx } = tx
  if (money.receivedOn > ctx.today) refuse('DAY_IN_FUTURE', { day: money.receivedOn, field: 'receivedOn' })
  const [[proforma]] = await tx.run(lockProforma(ctx, money.orderId))
  if (money.orderId && proforma?.payerId !== payer.customerId) notFound('order')
  const receiptId = newId(ctx.now)
  const items = itemsToPay(payer.items, money)
  const { shares, restMinor } = spread(money.amountMinor, items, money.openItemIds !== undefined)
  const effectiveOn = appliedOn(money.receivedOn, items, shares)
  const applied = applyReceiptTo(
    ctx,
    { id: receiptId, customerId: payer.customerId, orderId: money.orderId },
    shares,
    effectiveOn,
  )
  const pays = proforma?.id ? proforma : null
  const complete = pays && restMinor > 0n && pays.paidMinor + restMinor >= pays.grossMinor
  const settled = await settle(tx, payer, {
    applications: applied.applications,
    effectiveOn,
    unappliedMinor: restMinor,
    deposits: money.orderId ? new Map([[money.orderId, restMinor]]) : undefined,
    paid: complete && money.orderId ? new Set([money.orderId]) : undefined,
  })
  return {
    receiptId,
    appliedMinor: money.amountMinor - restMinor,
    unappliedMinor: restMinor,
    statements: [
      insert(ctx, 'receipt', [receiptRow(ctx, receiptId, payer.customerId, money, restMinor)]),
      ...post(ctx, receiptPosting(receiptId, payer.customerId, money)),
      ...applied.statements,
      ...(pays && restMinor > 0n ? [payProforma(ctx, pays, restMinor)] : []),
      ...settled.statements,
    ],
    events: [recorded(receiptId, payer.customerId, money, restMinor), ...settled.events],
  }
}

function receiptRow(ctx: Ctx, id: string, customerId: string, money: NewReceipt, unappliedMinor: bigint) {
  const { number, orderId, method, receivedOn, amountMinor, bankLineId, reference } = money
  return {
    id,
    number,
    customerId,
    orderId,
    method,
    receivedOn,
    currency: ctx.organisation.currency,
    amountMinor,
    unappliedMinor,
    bankLineId,
    reference,
    recordedAt: ctx.now,
    recordedBy: ctx.actor.id,
  }
}

function receiptPosting(receiptId: string, customerId: string, money: NewReceipt) {
  return {
    cause: 'RECEIPT' as const,
    objectType: 'receipt',
    objectId: receiptId,
    effectiveOn: money.receivedOn,
    lines: [
      {
        accountCode: money.method === 'CASH' ? ('CASH_IN_HAND' as const) : ('BANK' as const),
        amountMinor: money.amountMinor,
      },
      { accountCode: homeAccount(money.orderId) as 'UNAPPLIED_CASH', customerId, amountMinor: -money.amountMinor },
    ],
  }
}

function recorded(receiptId: string, customerId: string, money: NewReceipt, unappliedMinor: bigint): NewEvent {
  return {
    name: 'collection/receipt.recorded',
    objects: [
      ['receipt', receiptId],
      ['customer', customerId],
      ...(money.orderId ? [['order', money.orderId] as const] : []),
      ...(money.bankLineId ? [['bankLine', money.bankLineId] as const] : []),
    ],
    payload: { amountMinor: money.amountMinor, unappliedMinor, method: money.method },
  }
}
