import { sql as raw } from 'kysely'
import { payerBehaviour } from '@/server/ledger/queries'
import type { PayerBehaviour } from '@/server/ledger/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { type TimelineRow, timelineOf } from '@/server/platform/events/timeline'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { type AccountListInput, accountListInput } from '../schema'

export interface CreditAccountRow {
  customerId: string
  number: string
  name: string
  currency: string
  limitMinor: bigint | null
  limitSource: string | null
  committedMinor: bigint
  shippedNotInvoicedMinor: bigint
  openMinor: bigint
  unappliedMinor: bigint
  exposureMinor: bigint
  holds: number
}

const exposureColumn = raw<bigint>`a.committed_minor + a.shipped_not_invoiced_minor + a.open_minor - a.unapplied_minor`

/** Payers by name with exposure against limit (rule 10). */
export async function listAccounts(ctx: Ctx, asked: AccountListInput): Promise<Page<CreditAccountRow>> {
  const input = accountListInput.parse(asked)
  let list = tables
    .selectFrom('creditAccount as a')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'a.organisationId').onRef('c.id', '=', 'a.customerId'),
    )
    .select(['a.customerId', 'c.number', 'c.name', 'a.currency', 'a.limitMinor', 'a.limitSource', 'a.committedMinor'])
    .select([
      'a.shippedNotInvoicedMinor',
      'a.openMinor',
      'a.unappliedMinor',
      'a.holds',
      exposureColumn.as('exposureMinor'),
    ])
    .where('a.organisationId', '=', ctx.organisationId)
    .where('c.archivedAt', 'is', null)
    .where('c.payerId', 'is', null)
  if (input.view === 'HELD') list = list.where('a.holds', '>', 0)
  if (input.view === 'OVER') list = list.where(raw<boolean>`${exposureColumn} > a.limit_minor`)
  if (input.q) list = list.where('c.id', 'in', raw<string>`(SELECT id FROM search_customers(${input.q}, 200))`)
  const key = { value: 'c.name', type: 'text', id: 'c.id', descending: input.sort === '-name' } as const
  const [rows] = await read(ctx, query(byKey(list, key, input).$castTo<CreditAccountRow>()))
  return pageOf(rows, input, (row) => cursorOf(row.name, row.customerId))
}

export interface HoldRow {
  id: string
  cause: string
  reason: string | null
  placedAt: Date
  placedByName: string | null
  endedAt: Date | null
  endedByName: string | null
  endReason: string | null
}

export interface DecisionRow {
  id: string
  orderId: string
  orderNumber: string
  state: string
  cause: string
  points: number | null
  factors: { factor: string; points: number; best: number }[]
  inputs: Record<string, unknown>
  leastChange: { missingPoints: number; factors: string[]; overMinor: string } | null
  policyVersion: number
  approvedUntil: string | null
  prepaid: boolean
  rest: string | null
  limitMinor: bigint | null
  overrideMinor: bigint | null
  reason: string | null
  decidedByName: string | null
  decidedAt: Date | null
  createdAt: Date
}

interface AccountRecord {
  account: CreditAccountRow & { email: string | null; termsName: string }
  holds: HoldRow[]
  decisions: DecisionRow[]
  orders: { id: string; number: string; stage: string; waitsFor: string | null; grossMinor: bigint; orderedAt: Date }[]
  behaviour: PayerBehaviour | null
  timeline: TimelineRow[]
}

function accountOf(ctx: Ctx, customerId: string): Statement<AccountRecord['account']> {
  return sql`SELECT a.customer_id, c.number, c.name, c.email, t.name AS terms_name, a.currency, a.limit_minor, a.limit_source, a.committed_minor, a.shipped_not_invoiced_minor,
      a.open_minor, a.unapplied_minor, a.holds, a.committed_minor + a.shipped_not_invoiced_minor + a.open_minor - a.unapplied_minor AS exposure_minor
    FROM credit_account a JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id
    JOIN payment_terms t ON t.organisation_id = c.organisation_id AND t.id = c.payment_terms_id
    WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${customerId}`
}

function holdsOf(ctx: Ctx, customerId: string): Statement<HoldRow> {
  return sql`SELECT h.id, h.cause, h.reason, h.placed_at, p.name AS placed_by_name, h.ended_at, e.name AS ended_by_name, h.end_reason
    FROM credit_hold h LEFT JOIN membership p ON p.organisation_id = h.organisation_id AND p.user_id = h.placed_by
    LEFT JOIN membership e ON e.organisation_id = h.organisation_id AND e.user_id = h.ended_by
    WHERE h.organisation_id = ${ctx.organisationId} AND h.customer_id = ${customerId} ORDER BY h.ended_at IS NOT NULL, h.placed_at DESC LIMIT 50`
}

function decisionsOf(ctx: Ctx, customerId: string): Statement<DecisionRow> {
  return sql`SELECT d.id, d.order_id, o.number AS order_number, d.state, d.cause, d.points, d.factors, d.inputs, d.least_change, d.policy_version, d.limit_minor,
      d.override_minor, d.reason, d.approved_until, d.prepaid, d.rest, m.name AS decided_by_name, d.decided_at, d.created_at
    FROM credit_decision d JOIN sales_order o ON o.organisation_id = d.organisation_id AND o.id = d.order_id
    LEFT JOIN membership m ON m.organisation_id = d.organisation_id AND m.user_id = d.decided_by
    WHERE d.organisation_id = ${ctx.organisationId} AND d.customer_id = ${customerId} ORDER BY d.created_at DESC LIMIT 50`
}

/**
 * The record of one payer: parts of the exposure, holds, decisions with their inputs, open orders, payment behaviour.
 * Refuses with NOT_FOUND.
 */
export async function accountRecord(ctx: Ctx, { customerId }: { customerId: string }): Promise<AccountRecord> {
  const [[account], holds, decisions, orders, [behaviour], timeline] = await read(
    ctx,
    accountOf(ctx, customerId),
    holdsOf(ctx, customerId),
    decisionsOf(ctx, customerId),
    sql<
      AccountRecord['orders'][number]
    >`SELECT id, number, stage, waits_for, gross_minor, ordered_at FROM sales_order WHERE organisation_id = ${ctx.organisationId}
      AND payer_id = ${customerId} AND stage NOT IN ('SETTLED', 'CANCELLED') ORDER BY ordered_at DESC LIMIT 50`,
    payerBehaviour(ctx, [customerId]),
    timelineOf(ctx, 'customer', customerId),
  )
  if (!account) notFound('customer')
  const told = timeline.filter((event) => event.name.startsWith('credit/'))
  return { account, holds, decisions, orders, behaviour: behaviour ?? null, timeline: told }
}

export interface PolicyVersion {
  version: number
  starterLimitMinor: bigint
  approveAtPoints: number
  reservationDays: number
  createdAt: Date
  createdByName: string | null
}

/** Every version of the credit policy, the one in force first. */
export async function listPolicies(ctx: Ctx): Promise<PolicyVersion[]> {
  const [rows] = await read(
    ctx,
    sql<PolicyVersion>`SELECT p.version, p.starter_limit_minor, p.approve_at_points, p.reservation_days, p.created_at, m.name AS created_by_name
      FROM credit_policy p LEFT JOIN membership m ON m.organisation_id = p.organisation_id AND m.user_id = p.created_by
      WHERE p.organisation_id = ${ctx.organisationId} ORDER BY p.version DESC LIMIT 100`,
  )
  return rows
}
