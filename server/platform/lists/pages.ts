import { z } from 'zod'

/** One page of a list, with the cursors of the next and the previous page; null where there is none. */
export interface Page<Row> {
  rows: Row[]
  previous: string | null
  next: string | null
}

const cursor = z.string().max(600).optional()

/**
 * The input of every list: `after` continues behind a cursor, `before` goes back from it. Callers must not read meaning
 * into a cursor.
 */
export const pageInput = {
  after: cursor,
  before: cursor,
  limit: z.number().int().min(1).max(100).default(50),
}

/** The search text. Text that is too long to be found is cut and not refused. */
export const searchText = z
  .string()
  .transform((text) => text.trim().slice(0, 100))
  .optional()

/** The search, sorting, cursor and filters in the URL of a list. */
export type ListSearch = Readonly<Record<string, string | undefined>>

/**
 * The input of a list from its URL. Values that cannot be read are left out, so that a mistyped or old link still shows
 * a list; page, server and file all read the URL with this function.
 */
export function readable<Schema extends z.ZodObject>(schema: Schema, said: Record<string, unknown>): z.input<Schema> {
  const given = Object.keys(schema.shape)
    .map((key) => [key, said[key]] as const)
    .filter(([, value]) => value !== undefined && value !== '' && value !== false)
  const parsed = schema.safeParse(Object.fromEntries(given))
  const unread = new Set(parsed.error?.issues.map((issue) => issue.path[0]))
  return Object.fromEntries(given.filter(([key]) => !unread.has(key))) as z.input<Schema>
}
