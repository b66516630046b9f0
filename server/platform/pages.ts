import { z } from 'zod'
import { Refusal } from './errors'

/** One page of a list and the cursor of the next, null on the last page. */
export interface Page<Row> {
  rows: Row[]
  next: string | null
}

/** What every list takes: `after` is the cursor of the page before, opaque to callers. */
export const pageInput = {
  after: z.string().max(600).optional(),
  limit: z.number().int().min(1).max(100).default(50),
}

/** The place after a row in a list: the value sorted by, and the id that makes it unique. */
export type Place = readonly [value: string, id: string]

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function cursorOf(value: string | Date, id: string): string {
  const text = value instanceof Date ? value.toISOString() : value
  return Buffer.from(JSON.stringify([text, id])).toString('base64url')
}

/** The place a cursor stands for, undefined without one. Refuses with CURSOR_INVALID what is none of ours. */
export function placeOf(cursor: string | undefined): Place | undefined {
  if (!cursor) return undefined
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    if (typeof value === 'string' && typeof id === 'string' && uuid.test(id)) return [value, id]
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('REFUSED', 'CURSOR_INVALID')
}

/** Cuts rows fetched with `limit + 1` to a page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursor: (row: Row) => string): Page<Row> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? cursor(last) : null }
}
