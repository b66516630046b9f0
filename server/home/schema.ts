import { z } from 'zod'
import { type ListSearch, pageInput, readable } from '@/server/platform/lists/pages'
import { type WaitingKindKey, waitingKeys } from './rules'

export const searchInput = z.strictObject({ text: z.string().trim().min(2).max(100) })
export type SearchInput = z.infer<typeof searchInput>

export const timelineInput = z.strictObject({ objectType: z.string().min(1).max(40), objectId: z.uuid() })
export type TimelineInput = z.infer<typeof timelineInput>

export const waitingInput = z.strictObject({ kind: z.enum(waitingKeys), ...pageInput })
export type WaitingInput = z.input<typeof waitingInput>

/** Reads the list of one waiting kind from the URL. */
export const waitingOf = (kind: WaitingKindKey, search: ListSearch): WaitingInput => ({
  ...readable(waitingInput.omit({ kind: true }), search),
  kind,
})
