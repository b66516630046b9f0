import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'

const shownAtMost = 20

export interface OverdueInvoice {
  id: string
  number: string
  dueOn: Day
  daysLate: number
  openMinor: bigint
  disputed: boolean
}

export interface StandingPromise {
  id: string
  amountMinor: bigint
  promisedOn: Day
  note: string | null
}

/** The facts that a credit controller sees beside the decision. */
interface PayerDesk {
  /** The first overdue invoices, the oldest due date first. */
  overdue: OverdueInvoice[]
  /** The number of all overdue invoices. */
  overdueCount: number
  overdueMinor: bigint
  promises: StandingPromise[]
  /** Broken promises of the last year. */
  broken: number
  kept: number
}

/** A payer's overdue invoices today, promised payments, and how they kept earlier promises. Amounts in minor units. */
export async function payerDesk(ctx: Ctx, customerId: string): Promise<PayerDesk> {
  const { organisationId, today } = ctx
  const [overdue, [sums], promises, [past]] = await read(
    ctx,
    sql<OverdueInvoice>`SELECT i.document_id AS id, i.number, i.due_on, (${today}::date - i.due_on)::int AS days_late, i.open_minor,
        EXISTS (SELECT 1 FROM dispute d WHERE d.organisation_id = i.organisation_id AND d.open_item_id = i.id AND d.state = 'OPEN') AS disputed
      FROM open_item i WHERE i.organisation_id = ${organisationId} AND i.customer_id = ${customerId} AND i.settled_at IS NULL AND i.kind = 'INVOICE'
        AND i.due_on < ${today}::date ORDER BY i.due_on, i.id LIMIT ${shownAtMost}`,
    sql<{
      count: number
      sum: bigint
    }>`SELECT count(*)::int AS count, coalesce(sum(open_minor), 0)::bigint AS sum FROM open_item
      WHERE organisation_id = ${organisationId} AND customer_id = ${customerId} AND settled_at IS NULL AND kind = 'INVOICE' AND due_on < ${today}::date`,
    sql<StandingPromise>`SELECT id, amount_minor, promised_on, note FROM promise_to_pay
      WHERE organisation_id = ${organisationId} AND customer_id = ${customerId} AND state = 'OPEN' ORDER BY promised_on, id LIMIT ${shownAtMost}`,
    sql<{
      broken: number
      kept: number
    }>`SELECT count(*) FILTER (WHERE state = 'BROKEN')::int AS broken, count(*) FILTER (WHERE state = 'KEPT')::int AS kept FROM promise_to_pay
      WHERE organisation_id = ${organisationId} AND customer_id = ${customerId} AND promised_on > ${today}::date - 365`,
  )
  return {
    overdue,
    overdueCount: sums?.count ?? 0,
    overdueMinor: sums?.sum ?? 0n,
    promises,
    broken: past?.broken ?? 0,
    kept: past?.kept ?? 0,
  }
}
