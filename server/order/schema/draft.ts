import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { version } from '@/server/platform/web/input'

const draftFields = {
  customerId: z.uuid().optional(),
  /** The content of the form as JSON, which only the form reads. */
  content: z.string().min(2).max(1_000_000, 'This draft is too long. Confirm it, or divide it.'),
  /** How many lines name a product, and the first words of the note, so that people recognise the draft. */
  lines: z.number().int().min(0).max(2000),
  note: z.string().trim().max(2000).optional(),
}

export const saveDraftInput = z.strictObject({
  /** Without it, a new draft is made. */
  id: z.uuid().optional(),
  version: version.optional(),
  ...draftFields,
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type SaveDraftInput = z.infer<typeof saveDraftInput>

/** The filters of the list of drafts. */
export const draftListInput = z.strictObject({
  /** The customer's name, number or e-mail, or words of the note. */
  q: searchText,
  customerId: z.uuid().optional(),
  /** Only drafts that the asking person saved last. */
  mine: z.boolean().optional(),
  sort: z.enum(['savedAt', '-savedAt']).optional(),
  ...pageInput,
})
export type DraftListInput = z.input<typeof draftListInput>
export const draftListOf = ({ view, customer, ...said }: ListSearch): DraftListInput =>
  readable(draftListInput, { ...said, customerId: customer, mine: view === 'mine' })
