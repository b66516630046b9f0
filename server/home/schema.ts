import { z } from 'zod'

export const searchInput = z.object({ text: z.string().trim().min(2).max(100) })
export type SearchInput = z.infer<typeof searchInput>

export const timelineInput = z.object({ objectType: z.string().min(1).max(40), objectId: z.uuid() })
export type TimelineInput = z.infer<typeof timelineInput>
