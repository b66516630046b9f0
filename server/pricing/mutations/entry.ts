import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, Refusal } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, insert, sql } from '@/server/platform/database/sql'
import { type EventName, type NewEvent, recordEvents } from '@/server/platform/events/events'
import { inUnits } from '@/server/platform/money/quantity'
import { type AddEntryInput, addEntryInput, type ChangeEntryInput, changeEntryInput } from '../schema'

interface Place {
  priceListId: string
  productId: string
}

/** What happened to an entry. */
export const told = (name: EventName, { priceListId, productId }: Place, payload: NewEvent['payload']): NewEvent => ({
  name,
  objects: [
    ['priceList', priceListId],
    ['product', productId],
  ],
  payload,
})

/** Refuses a second price of a product from the same quantity on. */
export function named(error: unknown): never {
  if (error instanceof Refusal && error.code === 'DUPLICATE') conflict('BREAK_TAKEN')
  throw error
}

/** The list and the product of an entry, locked against other changes of the list's entries. */
async function around(tx: Tx, { priceListId, productId }: Place) {
  const { organisationId } = tx.ctx
  const [[list], [product]] = await tx.run(
    sql`SELECT 1 FROM price_list WHERE organisation_id = ${organisationId} AND id = ${priceListId} FOR NO KEY UPDATE`,
    sql<{
      priceQuantity: number
      places: number
    }>`SELECT price_quantity, places FROM product WHERE organisation_id = ${organisationId} AND id = ${productId}`,
  )
  if (!list) notFound('price list')
  return product ?? notFound('product')
}

/** Adds the price of a product on a list from a quantity on. A fixed price is for the same number of units as the product's own. Refuses with NOT_FOUND, BREAK_TAKEN. */
export async function addEntry(ctx: Ctx, input: AddEntryInput): Promise<{ id: string }> {
  const { priceListId, productId, fromQuantity, unitPrice = null, percentOff = null } = addEntryInput.parse(input)
  const id = newId(ctx.now)
  return transaction(ctx, {}, async (tx) => {
    const place = { priceListId, productId }
    const product = await around(tx, place)
    const priceQuantity = unitPrice === null ? null : product.priceQuantity
    await tx.commit(
      insert(ctx, 'priceEntry', [{ id, ...place, fromQuantity, unitPrice, priceQuantity, percentOff }]),
      recordEvents(ctx, [
        told('pricing/entry.added', place, { fromQuantity: inUnits(fromQuantity, product), unitPrice, percentOff }),
      ]),
    )
    return { id }
  }).catch(named)
}

/** Reads an entry and locks its list. */
async function entryOf(tx: Tx, id: string) {
  const [[entry]] = await tx.run(
    sql<
      Place & { fromQuantity: number; unitPrice: string | null; percentOff: string | null }
    >`SELECT price_list_id, product_id, from_quantity, trim_scale(unit_price) AS unit_price, trim_scale(percent_off) AS percent_off
      FROM price_entry WHERE organisation_id = ${tx.ctx.organisationId} AND id = ${id}`,
  )
  return entry ?? notFound('price')
}

/** Changes an entry. Lines that it priced keep their price. Refuses with NOT_FOUND, BREAK_TAKEN. */
export async function changeEntry(ctx: Ctx, input: ChangeEntryInput): Promise<void> {
  const { id, fromQuantity, unitPrice = null, percentOff = null } = changeEntryInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const entry = await entryOf(tx, id)
    const product = await around(tx, entry)
    const before = {
      fromQuantity: inUnits(entry.fromQuantity, product),
      unitPrice: entry.unitPrice,
      percentOff: entry.percentOff,
    }
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE price_entry SET from_quantity = ${fromQuantity}, unit_price = ${unitPrice}::numeric, percent_off = ${percentOff}::numeric,
          price_quantity = ${unitPrice === null ? null : product.priceQuantity}::int WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      ),
      recordEvents(ctx, [
        told('pricing/entry.changed', entry, {
          fromQuantity: inUnits(fromQuantity, product),
          unitPrice,
          percentOff,
          before,
        }),
      ]),
    )
  }).catch(named)
}

/** Removes an entry from its list. Lines that it priced keep their price. Refuses with NOT_FOUND. */
export async function removeEntry(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const { fromQuantity, unitPrice, percentOff, ...place } = await entryOf(tx, id)
    const product = await around(tx, place)
    await tx.commit(
      expectRows(1, sql`DELETE FROM price_entry WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`),
      recordEvents(ctx, [
        told('pricing/entry.removed', place, { fromQuantity: inUnits(fromQuantity, product), unitPrice, percentOff }),
      ]),
    )
  })
}
