import { post } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import type { Reader } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { openInvoiceSurroundings } from '../queries/open-invoices'
import { usesOf } from '../queries/uses'
import { decideOpenInvoice, type KnownOpenItem, type OpenInvoiceWrite } from '../rules/open-invoices'
import type { Mover, TakingBack, WrittenRow } from './mover'
import { changeItems, deltasOf, exposed, lockAccounts, opening, told } from './opening-items'

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
  const restored = back.flatMap(({ id, payerId, was }) =>
    was ? [{ id, payerId, issuedOn: was.issuedOn, dueOn: was.dueOn, amountMinor: BigInt(was.amountMinor) }] : [],
  )
  return {
    kept,
    statements: [
      ...exposed(ctx, accounts, deltasOf(back)),
      changeItems(ctx, restored),
      sql`DELETE FROM open_item WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${removed.map(({ id }) => id)}::uuid[])`,
      ...post(ctx, ...back.map((one) => opening(ctx, one, one.delta))),
      ...told(ctx, 'exchange/item.removed', removed),
      ...told(ctx, 'exchange/item.reopened', restored),
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
        changeItems(ctx, changed),
        ...post(ctx, ...items.map((one) => opening(ctx, one, one.delta))),
        ...told(ctx, 'exchange/item.opened', fresh),
        ...told(ctx, 'exchange/item.reopened', changed),
      ],
    }
  },
  takeBack,
}
