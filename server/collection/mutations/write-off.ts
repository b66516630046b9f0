import { settle } from '@/server/invoicing/mutations/settle'
import { post } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { type InvoiceTax, writeOffLines } from '../rules/write-off'
import type { WriteOffInput } from '../schema'
import { lockPayer } from './receive'

/**
 * Writes off what is open on an invoice, or a part of it, with a cause, and corrects the tax owed in proportion.
 * Refuses with NOT_OPEN, MORE_THAN_OPEN.
 */
export async function writeOff(ctx: Ctx, input: WriteOffInput): Promise<{ amountMinor: string }> {
  return transaction(ctx, idempotent('collection.writeOff', input.idempotencyKey, input), async (tx) => {
    const [[found]] = await tx.run(
      sql<{
        customerId: string
      }>`SELECT customer_id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND id = ${input.openItemId} AND kind = 'INVOICE'`,
    )
    if (!found) notFound('openItem')
    const payer = await lockPayer(tx, found.customerId)
    const item = payer.items.find((open) => open.id === input.openItemId)
    if (!item) refuse('NOT_OPEN')
    const amountMinor = input.amountMinor ?? item.openMinor
    if (amountMinor > item.openMinor) refuse('MORE_THAN_OPEN', { openMinor: item.openMinor, field: 'amountMinor' })
    const [taxes] = await tx.run(
      sql<InvoiceTax>`SELECT tax_code, tax_rate, basis_minor, tax_minor FROM invoice_tax WHERE organisation_id = ${ctx.organisationId} AND invoice_id = ${item.documentId}`,
    )
    const postingId = newId(ctx.now)
    const settled = await settle(tx, payer, {
      applications: [{ openItemId: item.id, sourceKind: 'WRITE_OFF', sourceId: postingId, amountMinor, postingId }],
      effectiveOn: ctx.today,
    })
    const event: NewEvent = {
      name: 'collection/item.writtenOff',
      objects: [
        ['invoice', item.documentId],
        ['customer', item.customerId],
        ...(item.orderId ? [['order', item.orderId] as const] : []),
      ],
      payload: { amountMinor, cause: input.cause },
    }
    const lines = writeOffLines(item.customerId, amountMinor, taxes, input.cause === 'SMALL_DIFFERENCE')
    const object = { objectType: 'openItem', objectId: item.id, effectiveOn: ctx.today }
    return tx.conclude(
      { amountMinor: String(amountMinor) },
      ...post(ctx, { ...object, id: postingId, cause: 'WRITE_OFF', lines }),
      ...settled.statements,
      recordEvents(ctx, [event, ...settled.events]),
    )
  })
}
