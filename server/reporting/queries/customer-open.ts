import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'

const shown = 8

/** An open item, a receipt with money that is applied to nothing, or a promise to pay. */
export interface OpenThing {
  id: string
  kind: 'INVOICE' | 'CREDIT_NOTE' | 'RECEIPT' | 'PROMISE'
  label: string
  /** The due day; of a receipt the day on which it came, of a promise the day promised. */
  on: Day
  /** Of an open item as it stands on the account, so a credit is negative; of a receipt what is left, negative too. */
  amountMinor: bigint
  disputed: boolean
}

export interface OpenSum {
  /** All open items of the payer, however few are shown: the amount of the account and the aging. */
  openMinor: bigint
  openItems: number
  /** Money of the payer that is applied to nothing yet, with deposits. */
  unappliedMinor: bigint
}

/** What is open of a payer, of every kind: the disputed items first, then the oldest; some of each kind. */
export const openThings = (ctx: Ctx, payerId: string): Statement<OpenThing> =>
  sql`(SELECT document_id AS id, kind, number AS label, due_on AS "on", open_minor AS amount_minor, disputed
      FROM (SELECT i.*, EXISTS (SELECT 1 FROM dispute d WHERE d.organisation_id = i.organisation_id AND d.open_item_id = i.id AND d.state = 'OPEN') AS disputed
        FROM open_item i WHERE i.organisation_id = ${ctx.organisationId} AND i.customer_id = ${payerId} AND settled_at IS NULL) AS items ORDER BY disputed DESC, due_on, id LIMIT ${shown})
    UNION ALL (SELECT id, 'RECEIPT', number, received_on, -unapplied_minor, false FROM receipt
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${payerId} AND unapplied_minor > 0 AND reversed_at IS NULL ORDER BY received_on, id LIMIT ${shown})
    UNION ALL (SELECT id, 'PROMISE', coalesce(note, ''), promised_on, amount_minor, false FROM promise_to_pay
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${payerId} AND state = 'OPEN' ORDER BY promised_on, id LIMIT ${shown})`

/** Sums over everything that is open of a payer, in minor units. One row. */
export const openSum = (ctx: Ctx, payerId: string): Statement<OpenSum> =>
  sql`SELECT coalesce(sum(open_minor), 0)::bigint AS open_minor, count(*)::int AS open_items,
      (SELECT coalesce(sum(unapplied_minor), 0)::bigint FROM receipt WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${payerId} AND unapplied_minor > 0 AND reversed_at IS NULL) AS unapplied_minor
    FROM open_item WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${payerId} AND settled_at IS NULL`
