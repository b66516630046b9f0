import { post } from '@/server/ledger/mutations'
import { newId } from '@/server/platform/context/ids'
import type { Reader } from '@/server/platform/database/run'
import { insert } from '@/server/platform/database/sql'
import type { ArchiveRow } from '../rules/carried'
import { type Reading, rowsOf } from './archive-rows'
import { deltasOf, exposed, lockAccounts, opening, told } from './opening-items'

interface Owed {
  id: string
  payerId: string
  number: string
  issuedOn: string
  dueOn: string
  amountMinor: bigint
}

/**
 * Opens what was owed: of each invoice and credit note the rest, under its old number, and what was paid and not yet applied as a credit.
 * Answers how many items that are.
 */
export async function openWhatWasOwed({ tx, zip }: Reading): Promise<number> {
  let count = 0
  for await (const rows of rowsOf(zip, 'open_item'))
    count += await openItems(
      tx,
      rows.flatMap(({ row }) => itemIn(row)),
    )
  for await (const rows of rowsOf(zip, 'credit_account'))
    count += await openItems(
      tx,
      rows.flatMap(({ row }) =>
        Number(row.unapplied_minor) > 0 ? [creditOf(row, newId(tx.ctx.now), tx.ctx.today)] : [],
      ),
    )
  return count
}

const itemIn = (row: ArchiveRow): Owed[] =>
  Number(row.open_minor) === 0
    ? []
    : [
        {
          id: String(row.id),
          payerId: String(row.customer_id),
          number: String(row.number),
          issuedOn: String(row.issued_on),
          dueOn: String(row.due_on),
          amountMinor: BigInt(String(row.open_minor)),
        },
      ]

const creditOf = (row: ArchiveRow, id: string, today: string): Owed => ({
  id,
  payerId: String(row.customer_id),
  number: `PAID-${id.slice(-12)}`,
  issuedOn: today,
  dueOn: today,
  amountMinor: -BigInt(String(row.unapplied_minor)),
})

async function openItems(tx: Reading['tx'], items: readonly Owed[]): Promise<number> {
  if (items.length === 0) return 0
  const { ctx } = tx
  const reader: Reader = (...statements) => tx.run(...statements)
  const accounts = await lockAccounts(
    ctx,
    reader,
    items.map(({ payerId }) => payerId),
  )
  const changes = items.map((one) => ({ ...one, delta: one.amountMinor }))
  await tx.run(
    ...exposed(ctx, accounts, deltasOf(changes)),
    insert(
      ctx,
      'openItem',
      items.map(({ payerId, ...one }) => ({
        ...one,
        customerId: payerId,
        kind: one.amountMinor < 0n ? 'CREDIT_NOTE' : 'INVOICE',
        documentId: one.id,
        currency: ctx.organisation.currency,
        openMinor: one.amountMinor,
        isOpening: true,
      })),
    ),
    ...post(ctx, ...items.map((one) => opening(ctx, one, one.amountMinor))),
    ...told(ctx, 'exchange/item.opened', items),
  )
  return items.length
}
