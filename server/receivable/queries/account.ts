import { type AgingRow, agingAsOf, owedNow, payerBehaviour } from '@/server/ledger/queries'
import type { PayerBehaviour } from '@/server/ledger/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'

export interface AgingOfPayer extends AgingRow {
  customerName: string
  customerNumber: string
  holds: number
}

export interface Aging {
  asOf: Day
  rows: AgingOfPayer[]
  totals: Omit<AgingRow, 'customerId' | 'oldestDueOn'>
}

const amounts = [
  'notDueMinor',
  'to30Minor',
  'to60Minor',
  'to90Minor',
  'over90Minor',
  'totalMinor',
  'unappliedMinor',
] as const

/** The open amounts of all payers by age, as of a day (today by default). Their total is the receivable account of that day. */
export async function aging(ctx: Ctx, asked: Day | undefined): Promise<Aging> {
  const asOf = asked ?? ctx.today
  const [found] = await read(ctx, agingAsOf(ctx, asOf))
  const [names] = await read(
    ctx,
    sql<{
      id: string
      name: string
      number: string
      holds: number
    }>`SELECT c.id, c.name, c.number, coalesce(a.holds, 0) AS holds FROM customer c
      LEFT JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = c.id
      WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ANY(${found.map((row) => row.customerId)}::uuid[])`,
  )
  const known = new Map(names.map((name) => [name.id, name]))
  const rows = found.map((row) => {
    const customer = known.get(row.customerId)
    return {
      ...row,
      customerName: customer?.name ?? '',
      customerNumber: customer?.number ?? '',
      holds: customer?.holds ?? 0,
    }
  })
  const totals = Object.fromEntries(
    amounts.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0n)]),
  ) as Aging['totals']
  return { asOf, rows, totals }
}

/** What is owed now, in one amount. */
export async function owed(ctx: Ctx): Promise<{ owedMinor: bigint }> {
  const [[row]] = await read(ctx, owedNow(ctx))
  return { owedMinor: row?.owedMinor ?? 0n }
}

export interface ReceivableAccount {
  customerId: string
  name: string
  number: string
  email: string | null
  remindersPausedUntil: Day | null
  openMinor: bigint
  unappliedMinor: bigint
  limitMinor: bigint | null
  holds: string[]
  behaviour: PayerBehaviour | null
  reminders: { id: string; day: Day; kind: string; state: string; reason: string | null; totalMinor: bigint }[]
}

/** The account of one payer for the desk. */
export async function receivableAccount(ctx: Ctx, customerId: string): Promise<ReceivableAccount> {
  const [[head], [behaviour], reminders] = await read(
    ctx,
    sql<
      Omit<ReceivableAccount, 'behaviour' | 'reminders'>
    >`SELECT c.id AS customer_id, c.name, c.number, mail_to(c.organisation_id, c.id, 'REMINDERS') AS email, c.reminders_paused_until, a.open_minor, a.unapplied_minor, a.limit_minor,
        coalesce((SELECT array_agg(DISTINCT h.cause) FROM credit_hold h WHERE h.organisation_id = a.organisation_id AND h.customer_id = a.customer_id AND h.ended_at IS NULL), '{}') AS holds
      FROM customer c JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = c.id WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId}`,
    payerBehaviour(ctx, [customerId]),
    sql<
      ReceivableAccount['reminders'][number]
    >`SELECT id, day, kind, state, reason, total_minor FROM reminder WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} ORDER BY at DESC LIMIT 30`,
  )
  if (!head) notFound('customer')
  return { ...head, behaviour: behaviour ?? null, reminders }
}
