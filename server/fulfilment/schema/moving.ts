import { z } from 'zod'
import { lotNumber } from '@/server/inventory/schema'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'

/** So many units of a product, in its smallest unit, from one bin of a warehouse into another. */
export const moveInput = z.strictObject({
  productId: z.uuid(),
  fromBinId: z.uuid(),
  toBinId: z.uuid(),
  quantity: z.number({ error: 'Write a number of units.' }).int().positive().max(1_000_000_000),
  /** Needed of a product that is kept by lot. */
  lot: lotNumber.optional(),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type MoveInput = z.infer<typeof moveInput>

/** The input of the list of goods that wait in a receiving bin. */
export const putAwayListInput = z.strictObject({ q: searchText, ...pageInput })
export type PutAwayListInput = z.input<typeof putAwayListInput>
export const putAwayListOf = (said: ListSearch): PutAwayListInput => readable(putAwayListInput, said)
