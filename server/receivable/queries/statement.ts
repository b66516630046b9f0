import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Page } from '@/server/platform/lists/pages'
import { sumMinor } from '@/server/platform/money/money'
import type { Day } from '@/server/platform/time/calendar'
import type { StatementInput } from '../schema'

export interface StatementEntry {
  id: string
  on: Day
  recordedAt: Date
  cause: string
  number: string | null
  /** The record that has the number of the entry. */
  record: { kind: 'receipt' | 'invoice'; id: string } | null
  amountMinor: bigint
}

export interface AccountStatement {
  openingMinor: bigint
  /** The first of them, by day. */
  entries: StatementEntry[]
  /** What comes after those, in one sum; null when they are all there are. */
  moreMinor: bigint | null
  closingMinor: bigint
}

/** How many movements a page of an account shows; its file has all. */
const mostShown = 2000

/** The place of an entry in an account. */
type Place = Pick<StatementEntry, 'id' | 'on' | 'recordedAt'>

/** The entries of a period behind one of them, by day and in the order in which they were recorded. */
function entriesOf(
  ctx: Ctx,
  { customerId, from, to }: StatementInput,
  limit: number,
  behind: Place | null = null,
): Statement<StatementEntry> {
  return sql`SELECT p.id, p.effective_on AS "on", p.recorded_at, p.cause, coalesce(r.number, v.number, i.number, f.number) AS number,
      CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('kind', 'receipt', 'id', r.id)
        WHEN coalesce(v.id, i.document_id) IS NOT NULL THEN jsonb_build_object('kind', 'invoice', 'id', coalesce(v.id, i.document_id)) END AS record, sum(l.ledger_amount_minor)::bigint AS amount_minor
    FROM posting_line l JOIN posting p ON p.organisation_id = l.organisation_id AND p.id = l.posting_id
    LEFT JOIN receipt r ON p.object_type = 'receipt' AND r.organisation_id = p.organisation_id AND r.id = p.object_id
    LEFT JOIN invoice v ON p.object_type = 'invoice' AND v.organisation_id = p.organisation_id AND v.id = p.object_id
    LEFT JOIN open_item i ON p.object_type = 'openItem' AND i.organisation_id = p.organisation_id AND i.id = p.object_id
    LEFT JOIN refund f ON p.object_type = 'refund' AND f.organisation_id = p.organisation_id AND f.id = p.object_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.customer_id = ${customerId} AND l.account_code IN ('RECEIVABLE', 'UNAPPLIED_CASH', 'CUSTOMER_DEPOSIT')
      AND l.effective_on BETWEEN ${from} AND ${to}
      AND (${behind?.id ?? null}::uuid IS NULL OR (p.effective_on, p.recorded_at, p.id) > (${behind?.on ?? null}::date, ${behind?.recordedAt ?? null}::timestamptz, ${behind?.id ?? null}::uuid))
    GROUP BY p.id, p.effective_on, p.cause, p.recorded_at, r.id, r.number, v.id, v.number, i.document_id, i.number, f.number HAVING sum(l.ledger_amount_minor) <> 0
    ORDER BY p.effective_on, p.recorded_at, p.id LIMIT ${limit}`
}

/** The balance of an account before a day, and at its end. */
const balances = (ctx: Ctx, { customerId, from, to }: StatementInput) =>
  sql<{
    openingMinor: bigint
    closingMinor: bigint
  }>`SELECT coalesce(sum(ledger_amount_minor) FILTER (WHERE effective_on < ${from}), 0)::bigint AS opening_minor,
      coalesce(sum(ledger_amount_minor), 0)::bigint AS closing_minor FROM posting_line WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}
    AND account_code IN ('RECEIVABLE', 'UNAPPLIED_CASH', 'CUSTOMER_DEPOSIT') AND effective_on <= ${to}`

/**
 * A payer's statement of account: the opening balance, each document and payment, the closing balance, and money at hand. Of very
 * many the first, and the rest in one sum.
 */
export async function accountStatement(ctx: Ctx, input: StatementInput, most = mostShown): Promise<AccountStatement> {
  const [[balance], found] = await read(ctx, balances(ctx, input), entriesOf(ctx, input, most + 1))
  const { openingMinor, closingMinor } = balance ?? { openingMinor: 0n, closingMinor: 0n }
  const entries = found.slice(0, most)
  const shown = sumMinor(entries.map(({ amountMinor }) => amountMinor))
  const moreMinor = found.length > most ? closingMinor - openingMinor - shown : null
  return { openingMinor, entries, moreMinor, closingMinor }
}

export interface Movement extends StatementEntry {
  balanceMinor: bigint
}

/** All movements of an account with the balance after each, page by page; the first row is what was brought forward. */
export async function movementsPage(
  ctx: Ctx,
  input: StatementInput,
  after: string | undefined,
  limit = 1000,
): Promise<Page<Movement>> {
  const behind: (Place & { balance: string }) | null = after ? JSON.parse(after) : null
  const [[balance], found] = await read(ctx, balances(ctx, input), entriesOf(ctx, input, limit + 1, behind))
  let balanceMinor = behind ? BigInt(behind.balance) : (balance?.openingMinor ?? 0n)
  const brought: Movement[] = behind
    ? []
    : [
        {
          id: '',
          on: input.from,
          recordedAt: ctx.now,
          cause: 'BROUGHT_FORWARD',
          number: null,
          record: null,
          amountMinor: balanceMinor,
          balanceMinor,
        },
      ]
  const rows = found.slice(0, limit).map((entry) => {
    balanceMinor += entry.amountMinor
    return { ...entry, balanceMinor }
  })
  const last = rows.at(-1)
  const next =
    found.length > limit && last
      ? JSON.stringify({ id: last.id, on: last.on, recordedAt: last.recordedAt, balance: String(balanceMinor) })
      : null
  return { rows: [...brought, ...rows], previous: null, next }
}
