import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import type { NewEvent } from '@/server/platform/events/events'
import { startOfDay } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { type CreditAccount, type CreditPolicy, exposure, type GateDecision, type ScoringInputs } from '../rules'

/** Locks the credit account of a payer: the first lock of every verb that moves exposure. */
export function lockCredit(ctx: Ctx, payerId: string): Statement<CreditAccount> {
  return sql`SELECT customer_id, currency, limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor, holds
    FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${payerId} FOR NO KEY UPDATE`
}

/** Locks the credit account of a customer's payer. */
export function lockCreditOfCustomer(ctx: Ctx, customerId: string): Statement<CreditAccount> {
  return sql`SELECT customer_id, currency, limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor, holds
    FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND customer_id = (SELECT coalesce(h.payer_id, h.id) FROM customer c
      JOIN customer h ON h.organisation_id = c.organisation_id AND h.id = CASE WHEN c.merged_into IS NULL THEN c.id ELSE c.merged_into END
      WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId}) FOR NO KEY UPDATE`
}

/** Locks the credit account of an order's payer. */
export function lockCreditOfOrder(ctx: Ctx, orderId: string): Statement<CreditAccount> {
  return sql`SELECT customer_id, currency, limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor, holds
    FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND customer_id =
      (SELECT payer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}) FOR NO KEY UPDATE`
}

interface ExposureDelta {
  customerId: string
  committedMinor?: bigint
  shippedNotInvoicedMinor?: bigint
  openMinor?: bigint
  unappliedMinor?: bigint
}

/**
 * Changes the exposure of one payer; no statement when the change is nought. The calling verb holds the account's
 * lock.
 */
export function moveExposure(ctx: Ctx, delta: ExposureDelta): Statement<never>[] {
  const { committedMinor = 0n, shippedNotInvoicedMinor = 0n, openMinor = 0n, unappliedMinor = 0n } = delta
  if (!(committedMinor || shippedNotInvoicedMinor || openMinor || unappliedMinor)) return []
  return [
    expectRows(
      1,
      sql`UPDATE credit_account SET committed_minor = committed_minor + ${committedMinor}, shipped_not_invoiced_minor = shipped_not_invoiced_minor + ${shippedNotInvoicedMinor},
        open_minor = open_minor + ${openMinor}, unapplied_minor = unapplied_minor + ${unappliedMinor}
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${delta.customerId}`,
    ),
  ]
}

/** Sets the limit of a payer, or takes it away. The calling verb holds the account's lock. */
export function giveLimit(
  ctx: Ctx,
  customerId: string,
  limitMinor: bigint | null,
  source: 'STARTER' | 'PERSON',
): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE credit_account SET limit_minor = ${limitMinor}, limit_source = ${limitMinor === null ? null : source}, decided_at = ${ctx.now}
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
  )
}

interface DecidedOrder {
  customerId: string
  orderId: string
  policy: CreditPolicy
  inputs: ScoringInputs
  /** The payer's account as the gate saw it. */
  standing: CreditAccount
}

/** Exposure, limit and holds at the time of a decision. They are kept with it, so that it can be computed again. */
export const standingOf = (account: CreditAccount) => ({
  exposureMinor: exposure(account),
  limitMinor: account.limitMinor,
  holds: account.holds,
})

/** When a referred order loses its reserved stock: after the policy's number of working days. */
export function keptUntil({ organisation, today }: Ctx, { reservationDays }: CreditPolicy): Date {
  return startOfDay(organisation.timeZone, addWorkingDays(workingCalendar(organisation), today, reservationDays + 1))
}

/** Stores a decision with its inputs (rule 11), sets the limit that it gives, and makes the event. */
export function keepDecision(
  ctx: Ctx,
  order: DecidedOrder,
  decision: GateDecision,
): { statements: Statement<never>[]; event: NewEvent } {
  const id = newId(ctx.now)
  const approved = decision.state === 'APPROVED'
  const statements = [
    insert(ctx, 'creditDecision', [
      {
        id,
        customerId: order.customerId,
        orderId: order.orderId,
        state: decision.state,
        cause: decision.cause,
        policyVersion: order.policy.version,
        points: decision.points,
        factors: decision.factors as never,
        inputs: JSON.parse(json({ ...order.inputs, ...standingOf(order.standing) })) as never,
        leastChange: (decision.leastChange && JSON.parse(json(decision.leastChange))) as never,
        limitMinor: decision.limitMinor,
        decidedAt: approved ? ctx.now : null,
        expiresAt: approved ? null : keptUntil(ctx, order.policy),
        createdAt: ctx.now,
      },
    ]),
  ]
  if (decision.limitMinor !== null) statements.push(giveLimit(ctx, order.customerId, decision.limitMinor, 'STARTER'))
  const event: NewEvent = {
    name: 'credit/decision.made',
    objects: [
      ['order', order.orderId],
      ['customer', order.customerId],
      ['creditDecision', id],
    ],
    payload: { state: decision.state, cause: decision.cause, points: decision.points, limitMinor: decision.limitMinor },
  }
  return { statements, event }
}

/** The account as the person saw it who decided a referral. It is stored beside the account that the gate saw. */
export const seenWith = (account: CreditAccount): string => json({ decidedWith: standingOf(account) })

interface Overruled {
  customerId: string
  orderId: string
  state: 'APPROVED' | 'DECLINED'
  overrideMinor: bigint | null
  limitMinor: bigint | null
  reason: string
  approvedUntil?: string | null
  prepaid?: boolean
  rest?: string | null
  restOrderId?: string | null
}

/**
 * Stores a person's decision about an order that a hold stopped, with the account as it was. After an approval the
 * present holds no longer stop this order.
 */
export function overruleHold(ctx: Ctx, account: CreditAccount, word: Overruled): Statement<never> {
  const inputs = json(standingOf(account))
  const { approvedUntil = null, prepaid = false, rest = null, restOrderId = null } = word
  return sql`INSERT INTO credit_decision (organisation_id, id, customer_id, order_id, state, cause, policy_version, factors, inputs, limit_minor, override_minor, reason,
      decided_by, decided_at, created_at, approved_until, prepaid, rest, rest_order_id)
    SELECT ${ctx.organisationId}::uuid, ${newId(ctx.now)}::uuid, ${word.customerId}::uuid, ${word.orderId}::uuid, ${word.state}::text, 'HOLD', max(version), '[]', ${inputs}::jsonb,
      ${word.limitMinor}::bigint, ${word.overrideMinor}::bigint, ${word.reason}::text, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz, ${approvedUntil}::date, ${prepaid}::boolean, ${rest}::text, ${restOrderId}::uuid
    FROM credit_policy WHERE organisation_id = ${ctx.organisationId}`
}

export type HoldCause = 'OVERDUE' | 'PERSON' | 'PAYMENT_RETURNED' | 'LIMIT_LOWERED'

/** Places a hold unless one of the same cause is in force. The calling verb holds the account's lock. */
export function placeHold(ctx: Ctx, customerId: string, cause: HoldCause, reason: string | null): Statement<never> {
  return sql`WITH placed AS (
      INSERT INTO credit_hold (organisation_id, id, customer_id, cause, reason, placed_at, placed_by)
      SELECT ${ctx.organisationId}::uuid, ${newId(ctx.now)}::uuid, ${customerId}::uuid, ${cause}::text, ${reason}::text, ${ctx.now}::timestamptz, ${ctx.actor.id}::uuid
      WHERE NOT EXISTS (SELECT 1 FROM credit_hold WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND cause = ${cause} AND ended_at IS NULL)
      RETURNING 1)
    UPDATE credit_account SET holds = holds + 1 WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND EXISTS (SELECT 1 FROM placed)`
}

/** Ends the holds of one cause. The calling verb holds the account's lock. */
export function liftHolds(ctx: Ctx, customerId: string, cause: HoldCause, endReason: string): Statement<never> {
  return sql`WITH lifted AS (
      UPDATE credit_hold SET ended_at = ${ctx.now}, ended_by = ${ctx.actor.id}, end_reason = ${endReason}
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND cause = ${cause} AND ended_at IS NULL RETURNING 1)
    UPDATE credit_account SET holds = holds - (SELECT count(*)::int FROM lifted)
    WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND EXISTS (SELECT 1 FROM lifted)`
}

/** The event of a new limit. Its reactions look again at waiting orders and at the hold of a limit that was too low. */
export function limitChanged(account: CreditAccount, limitMinor: bigint | null, reason: string): NewEvent {
  return {
    name: 'credit/limit.changed',
    objects: [['customer', account.customerId]],
    payload: {
      limitMinor,
      fromMinor: account.limitMinor,
      exposureMinor: exposure(account),
      reason: reason.slice(0, 200),
    },
  }
}

export function holdPlaced(customerId: string, cause: HoldCause): NewEvent {
  return { name: 'credit/hold.placed', objects: [['customer', customerId]], payload: { cause } }
}

export function holdLifted(customerId: string, cause: HoldCause): NewEvent {
  return { name: 'credit/hold.lifted', objects: [['customer', customerId]], payload: { cause } }
}
