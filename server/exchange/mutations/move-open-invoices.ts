import { holdPlaced, placeHold } from '@/server/credit/mutations/account'
import { type CreditAccount, exposure } from '@/server/credit/rules'
import { type NewPosting, post } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import type { Reader } from '@/server/platform/database/run'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { openInvoiceSurroundings } from '../queries/open-invoices'
import { usesOf } from '../queries/uses'
import { decideOpenInvoice, type KnownOpenItem, type OpenInvoiceWrite } from '../rules/open-invoices'
import type { Mover, TakingBack, Version, WrittenRow } from './mover'

/** What is owed more, or less, against the account of opening balances. */
function opening(ctx: Ctx, item: { id: string; payerId: string }, deltaMinor: bigint): NewPosting {
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
async function lockAccounts(ctx: Ctx, reader: Reader, payerIds: readonly string[]): Promise<CreditAccount[]> {
  const [accounts] = await reader(
    sql<CreditAccount>`SELECT customer_id, currency, limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor, holds FROM credit_account
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ANY(${[...new Set(payerIds)]}::uuid[]) ORDER BY customer_id FOR NO KEY UPDATE`,
  )
  return accounts
}

/** Moves what payers owe; whoever owes more than the limit is held until somebody decides. */
function exposed(ctx: Ctx, accounts: readonly CreditAccount[], deltas: ReadonlyMap<string, bigint>): Statement[] {
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

const deltasOf = (changes: readonly { payerId: string; delta: bigint }[]) => {
  const sums = new Map<string, bigint>()
  for (const { payerId, delta } of changes) sums.set(payerId, (sums.get(payerId) ?? 0n) + delta)
  return sums
}

/** Items as they are from now on: nothing of them was paid yet. */
const changeItems = (
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

const told = (
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

/** Takes items back of which nothing was paid, disputed or reminded. */
async function takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[]): Promise<TakingBack> {
  const ids = rows.map(({ recordId }) => recordId)
  const [items] = await reader(
    sql<{
      id: string
      payerId: string
      amountMinor: bigint
      openMinor: bigint
    }>`SELECT id, customer_id AS payer_id, amount_minor, open_minor FROM open_item
      WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
  )
  const accounts = await lockAccounts(
    ctx,
    reader,
    items.map(({ payerId }) => payerId),
  )
  const used = await usesOf(ctx, reader, 'open_item', ids, [])
  const itemOf = new Map(items.map((one) => [one.id, one]))
  const kept = new Map<number, string>()
  for (const { place, recordId } of rows) {
    const item = itemOf.get(recordId)
    const why = !item ? 'gone' : (used.get(recordId) ?? (item.openMinor === item.amountMinor ? undefined : 'changed'))
    if (why) kept.set(place, why)
  }
  const going = rows.filter(({ place }) => !kept.has(place))
  const back = going.map(({ recordId, outcome, before }) => {
    const item = itemOf.get(recordId) as (typeof items)[number]
    const was = outcome === 'CHANGED' ? (before as KnownOpenItem) : null
    return { ...item, was, delta: BigInt(was?.amountMinor ?? 0) - item.amountMinor }
  })
  const removed = back.filter(({ was }) => was === null)
  const restored = back.flatMap(({ id, was }) =>
    was ? [{ id, issuedOn: was.issuedOn, dueOn: was.dueOn, amountMinor: BigInt(was.amountMinor) }] : [],
  )
  return {
    kept,
    statements: [
      ...exposed(ctx, accounts, deltasOf(back)),
      ...(restored.length > 0 ? [changeItems(ctx, restored)] : []),
      sql`DELETE FROM open_item WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${removed.map(({ id }) => id)}::uuid[])`,
      ...post(ctx, ...back.map((one) => opening(ctx, one, one.delta))),
      ...told(ctx, 'exchange/item.removed', removed),
    ],
  }
}

/** Open invoices and credits of the program before this one. */
export const openInvoiceMover: Mover<OpenInvoiceWrite> = {
  async decide(ctx, reader, rows, pass) {
    const around = await openInvoiceSurroundings(ctx, reader, rows)
    return rows.map((row) => decideOpenInvoice(row, around, pass.reading))
  },
  async write(ctx, reader, rows) {
    const ids = new Map(rows.map((row) => [row.place, row.recordId ?? newId(ctx.now)]))
    const items = rows.map(({ place, outcome, write }) => ({
      ...write,
      outcome,
      id: ids.get(place) as string,
      delta: write.amountMinor - write.wasMinor,
    }))
    const accounts = await lockAccounts(
      ctx,
      reader,
      items.map(({ payerId }) => payerId),
    )
    const fresh = items.filter(({ outcome }) => outcome === 'NEW')
    const changed = items.filter(({ outcome }) => outcome === 'CHANGED')
    return {
      ids,
      statements: [
        ...exposed(ctx, accounts, deltasOf(items)),
        insert(
          ctx,
          'openItem',
          fresh.map(({ id, payerId, number, issuedOn, dueOn, amountMinor }) => ({
            id,
            customerId: payerId,
            kind: amountMinor < 0n ? 'CREDIT_NOTE' : 'INVOICE',
            documentId: id,
            number,
            issuedOn,
            dueOn,
            currency: ctx.organisation.currency,
            amountMinor,
            openMinor: amountMinor,
            isOpening: true,
          })),
        ),
        ...(changed.length > 0 ? [changeItems(ctx, changed)] : []),
        ...post(ctx, ...items.map((one) => opening(ctx, one, one.delta))),
        ...told(ctx, 'exchange/item.opened', fresh),
        ...told(ctx, 'exchange/item.reopened', changed),
      ],
      versions: sql<Version>`SELECT id, xmin::text AS version FROM open_item WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...ids.values()]}::uuid[])`,
    }
  },
  takeBack,
}
