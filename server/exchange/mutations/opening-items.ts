import { holdPlaced, placeHold } from '@/server/credit/mutations/account'
import { type CreditAccount, exposure } from '@/server/credit/rules'
import type { NewPosting } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'

/** What is owed more, or less, against the account of opening balances. */
export function opening(ctx: Ctx, item: { id: string; payerId: string }, deltaMinor: bigint): NewPosting {
  return {
    cause: 'OPENING',
    objectType: 'openItem',
    objectId: item.id,
    effectiveOn: ctx.today,
    lines: [
      { accountCode: 'RECEIVABLE', customerId: item.payerId, amountMinor: deltaMinor },
      { accountCode: 'OPENING_BALANCE', amountMinor: -deltaMinor },
    ],
  }
}

/** Locks the accounts of payers, the first lock of the transaction, in the order of their ids. */
export async function lockAccounts(ctx: Ctx, reader: Reader, payerIds: readonly string[]): Promise<CreditAccount[]> {
  const [accounts] = await reader(
    sql<CreditAccount>`SELECT customer_id, currency, limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor, holds FROM credit_account
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ANY(${[...new Set(payerIds)]}::uuid[]) ORDER BY customer_id FOR NO KEY UPDATE`,
  )
  return accounts
}

/** Moves what payers owe; whoever owes more than the limit is held until somebody decides. */
export function exposed(
  ctx: Ctx,
  accounts: readonly CreditAccount[],
  deltas: ReadonlyMap<string, bigint>,
): Statement[] {
  const moved = [...deltas].filter(([, delta]) => delta !== 0n).map(([id, delta]) => ({ id, delta }))
  const above = accounts.filter((one) => {
    const delta = deltas.get(one.customerId) ?? 0n
    return one.limitMinor !== null && delta > 0n && one.holds === 0 && exposure(one) + delta > one.limitMinor
  })
  return [
    ...(moved.length > 0
      ? [
          expectRows(
            moved.length,
            sql`UPDATE credit_account a SET open_minor = a.open_minor + d.delta FROM jsonb_to_recordset(${json(moved)}) AS d(id uuid, delta bigint)
              WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = d.id`,
          ),
        ]
      : []),
    ...above.map(({ customerId }) => placeHold(ctx, customerId, 'LIMIT_LOWERED', 'open invoices were moved in')),
    ...(above.length > 0
      ? [
          recordEvents(
            ctx,
            above.map(({ customerId }) => holdPlaced(customerId, 'LIMIT_LOWERED')),
          ),
        ]
      : []),
  ]
}

/** What each payer owes more, or less. */
export const deltasOf = (changes: readonly { payerId: string; delta: bigint }[]) => {
  const sums = new Map<string, bigint>()
  for (const { payerId, delta } of changes) sums.set(payerId, (sums.get(payerId) ?? 0n) + delta)
  return sums
}

/** Items as they are from now on: nothing of them was paid yet. */
export const changeItems = (
  ctx: Ctx,
  items: readonly { id: string; issuedOn: string; dueOn: string; amountMinor: bigint }[],
): Statement =>
  expectRows(
    items.length,
    sql`UPDATE open_item i SET issued_on = d."issuedOn", due_on = d."dueOn", amount_minor = d."amountMinor", open_minor = d."amountMinor",
        settled_at = CASE WHEN d."amountMinor" = 0 THEN ${ctx.now}::timestamptz END, settled_on = CASE WHEN d."amountMinor" = 0 THEN ${ctx.today}::date END,
        overdue_since = CASE WHEN d."amountMinor" <> 0 AND d."dueOn" < ${ctx.today}::date THEN i.overdue_since END
      FROM jsonb_to_recordset(${json(items)}) AS d(id uuid, "issuedOn" date, "dueOn" date, "amountMinor" bigint)
      WHERE i.organisation_id = ${ctx.organisationId} AND i.id = d.id AND i.open_minor = i.amount_minor`,
  )

/** Records what became of items. */
export const told = (
  ctx: Ctx,
  name: 'exchange/item.opened' | 'exchange/item.reopened' | 'exchange/item.removed',
  items: readonly { id: string; payerId: string; amountMinor: bigint }[],
) =>
  items.length === 0
    ? []
    : [
        recordEvents(
          ctx,
          items.map(({ id, payerId, amountMinor }) => ({
            name,
            objects: [
              ['openItem', id],
              ['customer', payerId],
            ] as const,
            payload: { openMinor: amountMinor },
          })),
        ),
      ]
