import { z } from 'zod'
import { version } from '@/server/platform/web/input'

const draftFields = {
  customerId: z.uuid().optional(),
  /** What stands in the form, as JSON: read by the form alone. */
  content: z.string().min(2).max(1_000_000, 'This draft is too long. Confirm it, or divide it.'),
  /** How many lines name a product, and the first words of the note: by which it is found again. */
  lines: z.number().int().min(0).max(2000),
  note: z.string().trim().max(2000).optional(),
}

export const saveDraftInput = z.strictObject({
  /** Left out, a new draft is made. */
  id: z.uuid().optional(),
  version: version.optional(),
  ...draftFields,
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type SaveDraftInput = z.infer<typeof saveDraftInput>
