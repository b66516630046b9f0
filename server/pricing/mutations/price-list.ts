import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, sql } from '@/server/platform/database/sql'
import { type EventName, type NewEvent, recordEvents } from '@/server/platform/events/events'
import { type ChangePriceListInput, changePriceListInput, type PriceListInput, priceListInput } from '../schema'

const told = (name: EventName, id: string, customerId: string | null, payload?: NewEvent['payload']): NewEvent => ({
  name,
  objects: [['priceList', id], ...(customerId ? [['customer', customerId] as const] : [])],
  payload,
})

/**
 * Makes an empty price list in the organisation's currency. It prices lines from its first day on. Refuses with DUPLICATE (the name)
 * and NOT_FOUND (customer, group).
 */
export async function createPriceList(ctx: Ctx, input: PriceListInput): Promise<{ id: string }> {
  const { customerId = null, groupId = null, validTo = null, ...facts } = priceListInput.parse(input)
  const id = newId(ctx.now)
  return transaction(ctx, {}, async (tx) => {
    if (customerId) {
      const [[customer]] = await tx.run(
        sql`SELECT 1 FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId} AND merged_into IS NULL`,
      )
      if (!customer) notFound('customer')
    }
    if (groupId) {
      const [[group]] = await tx.run(
        sql`SELECT 1 FROM customer_group WHERE organisation_id = ${ctx.organisationId} AND id = ${groupId}`,
      )
      if (!group) notFound('customer group')
    }
    const { currency } = ctx.organisation
    await tx.commit(
      insert(ctx, 'priceList', [{ id, ...facts, customerId, groupId, validTo, currency, createdAt: ctx.now }]),
      recordEvents(ctx, [told('pricing/priceList.created', id, customerId)]),
    )
    return { id }
  })
}

/** Locks a list and reads its facts. */
async function lock(tx: Parameters<Parameters<typeof transaction>[2]>[0], id: string) {
  const [[list]] = await tx.run(
    sql<{
      customerId: string | null
      archivedAt: Date | null
      version: string
    }>`SELECT customer_id, archived_at, xmin::text AS version FROM price_list WHERE organisation_id = ${tx.ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
  )
  return list ?? notFound('price list')
}

/** Changes name and days of a list, but not its audience. Lines that it priced keep their price. Refuses with NOT_FOUND, CHANGED_MEANWHILE, DUPLICATE. */
export async function changePriceList(ctx: Ctx, input: ChangePriceListInput): Promise<void> {
  const { id, version, name, validFrom, validTo = null } = changePriceListInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const list = await lock(tx, id)
    if (version !== undefined && version !== list.version) conflict('CHANGED_MEANWHILE')
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE price_list SET name = ${name}, valid_from = ${validFrom}::date, valid_to = ${validTo}::date
          WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      ),
      recordEvents(ctx, [told('pricing/priceList.changed', id, list.customerId, { validFrom, validTo })]),
    )
  })
}

/** Archives a list at once, or restores it. Refuses with NOT_FOUND, and with STALE when it is archived or restored already. */
export async function archivePriceList(ctx: Ctx, input: { id: string }, archived = true): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const list = await lock(tx, input.id)
    if (archived === (list.archivedAt !== null)) conflict('STALE')
    await tx.commit(
      sql`UPDATE price_list SET archived_at = ${archived ? ctx.now : null} WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id}`,
      recordEvents(ctx, [
        told(archived ? 'pricing/priceList.archived' : 'pricing/priceList.restored', input.id, list.customerId),
      ]),
    )
  })
}
