import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { inUnits } from '@/server/platform/money/quantity'
import { type AddEntriesInput, addEntriesInput } from '../schema'
import { named, told } from './entry'

/** Why a row was not added, by its refusal; null for one that was. */
type Added = 'NOT_FOUND' | 'BREAK_TAKEN' | null

/**
 * Adds the rows of a spreadsheet to a price list, all of them in one transaction; the answer says for each row why it was not added. Refuses
 * with NOT_FOUND (the list).
 */
export async function addEntries(ctx: Ctx, input: AddEntriesInput): Promise<{ refused: Added[] }> {
  const { priceListId, entries } = addEntriesInput.parse(input)
  const own = ctx.organisationId
  const ids = entries.map(({ productId }) => productId)
  return transaction(ctx, {}, async (tx) => {
    const [[list], products, stands] = await tx.run(
      sql`SELECT 1 FROM price_list WHERE organisation_id = ${own} AND id = ${priceListId} FOR NO KEY UPDATE`,
      sql<{
        id: string
        priceQuantity: number
        places: number
      }>`SELECT id, price_quantity, places FROM product WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[])`,
      sql<{ productId: string; fromQuantity: number }>`SELECT product_id, from_quantity FROM price_entry
        WHERE organisation_id = ${own} AND price_list_id = ${priceListId} AND product_id = ANY(${ids}::uuid[])`,
    )
    if (!list) notFound('price list')
    const productOf = new Map(products.map((one) => [one.id, one]))
    const taken = new Set(stands.map((one) => `${one.productId}/${one.fromQuantity}`))
    const refused: Added[] = []
    const added = entries.flatMap(({ productId, fromQuantity, unitPrice = null, percentOff = null }) => {
      const product = productOf.get(productId)
      const at = `${productId}/${fromQuantity}`
      const why = !product ? 'NOT_FOUND' : taken.has(at) ? 'BREAK_TAKEN' : null
      refused.push(why)
      taken.add(at)
      if (!product || why) return []
      const priceQuantity = unitPrice === null ? null : product.priceQuantity
      const entry = { id: newId(ctx.now), priceListId, productId, fromQuantity, unitPrice, priceQuantity, percentOff }
      const said = { fromQuantity: inUnits(fromQuantity, product), unitPrice, percentOff }
      return [{ entry, event: told('pricing/entry.added', { priceListId, productId }, said) }]
    })
    if (added.length > 0)
      await tx.commit(
        insert(
          ctx,
          'priceEntry',
          added.map(({ entry }) => entry),
        ),
        recordEvents(
          ctx,
          added.map(({ event }) => event),
        ),
      )
    return { refused }
  }).catch(named)
}
