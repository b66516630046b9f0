import { z } from 'zod'

/** One page of a list, with the cursors of the pages around it; null where there is none. */
export interface Page<Row> {
  rows: Row[]
  previous: string | null
  next: string | null
}

const cursor = z.string().max(600).optional()

/** What every list takes: `after` goes on from the cursor of a page, `before` goes back from it; both opaque to callers. */
export const pageInput = {
  after: cursor,
  before: cursor,
  limit: z.number().int().min(1).max(100).default(50),
}

/** What is searched for: text that is too long to be found is cut, not refused. */
export const searchText = z
  .string()
  .transform((text) => text.trim().slice(0, 100))
  .optional()

/** What the URL of a list says: search, sorting, cursor and filters. */
export type ListSearch = Readonly<Record<string, string | undefined>>

/**
 * The input of a list from what its URL says. What cannot be read is left out: a mistyped or an old link still shows a
 * list, and the page, its server and its file read the URL alike.
 */
export function readable<Schema extends z.ZodObject>(schema: Schema, said: Record<string, unknown>): z.input<Schema> {
  const given = Object.keys(schema.shape)
    .map((key) => [key, said[key]] as const)
    .filter(([, value]) => value !== undefined && value !== '' && value !== false)
  const parsed = schema.safeParse(Object.fromEntries(given))
  const unread = new Set(parsed.error?.issues.map((issue) => issue.path[0]))
  return Object.fromEntries(given.filter(([key]) => !unread.has(key))) as z.input<Schema>
}
