import { z } from 'zod'
import { countInput } from '../schema'

/** At most this many rows are counted at once. */
export const countedAtMost = 500

/** The most that a count may say, in smallest units. */
export const countedMost = 1_000_000_000

/** The rows of a count list of one warehouse, each with its bin; quantities in the product's smallest unit. */
const rows = z
  .array(countInput.omit({ warehouseId: true, idempotencyKey: true }).required({ binId: true }))
  .min(1)
  .max(countedAtMost)

export const tryCountsInput = z.strictObject({ warehouseId: z.uuid().optional(), rows })
export type TryCountsInput = z.infer<typeof tryCountsInput>

export const countListInput = tryCountsInput.extend({
  /** What happens when a row cannot be counted: nothing is counted, or the others are. */
  bad: z.enum(['REFUSE', 'SKIP']),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type CountListInput = z.infer<typeof countListInput>
