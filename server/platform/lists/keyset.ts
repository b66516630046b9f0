import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { Refusal } from '../context/errors'
import type { Page } from './pages'

/** The place of a row in a list: the value by which the list is sorted, and the id that makes it unique. */
type Place = readonly [value: string, id: string]

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** How the values of a cursor are written, by the type of the column. */
const shapes = {
  text: /^[^\0]*$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/,
  bigint: /^-?\d{1,18}$/,
  int: /^-?\d{1,9}$/,
  float8: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/,
  boolean: /^(true|false)$/,
  uuid,
}

/** What a list is sorted by: a column with its type, then the id. */
export interface Key {
  value: string | RawBuilder<unknown>
  type: keyof typeof shapes
  id: string
  descending?: boolean
}

interface Asked {
  after?: string | undefined
  before?: string | undefined
  limit: number
}

export function cursorOf(value: string | Date, id: string): string {
  const text = value instanceof Date ? value.toISOString() : value
  return Buffer.from(JSON.stringify([text, id])).toString('base64url')
}

/**
 * The place in the list that a cursor names; undefined without a cursor. Refuses with CURSOR_INVALID when the text is
 * no cursor.
 */
export function placeOf(cursor: string | undefined, type: Key['type'] = 'text'): Place | undefined {
  if (!cursor) return undefined
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    const written = typeof value === 'string' && shapes[type].test(value) && isMoment(value, type)
    if (written && typeof id === 'string' && uuid.test(id)) return [value, id]
  } catch {
    // continues with the refusal below
  }
  throw new Refusal('REFUSED', 'CURSOR_INVALID')
}

function isMoment(value: string, type: Key['type']): boolean {
  if (type !== 'date' && type !== 'timestamptz') return true
  const read = new Date(value)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value.slice(0, 10))
}

/**
 * Sorts a list and cuts it at its cursor, forwards or backwards. It fetches one row more than the page, which shows
 * whether another page follows.
 */
export function byKey<DB, TB extends keyof DB, O>(
  list: SelectQueryBuilder<DB, TB, O>,
  key: Key,
  { after, before, limit }: Asked,
): SelectQueryBuilder<DB, TB, O> {
  const value = typeof key.value === 'string' ? sql.ref(key.value) : key.value
  const id = sql.ref(key.id)
  const down = Boolean(key.descending) !== Boolean(before)
  const direction = down ? 'desc' : 'asc'
  const sorted = list
    .orderBy(value, direction)
    .orderBy(id, direction)
    .limit(limit + 1)
  const place = placeOf(before ?? after, key.type)
  if (!place) return sorted
  const beyond = sql.raw(down ? '<' : '>')
  return sorted.where(sql<boolean>`(${value}, ${id}) ${beyond} (${place[0]}::${sql.raw(key.type)}, ${place[1]}::uuid)`)
}

/**
 * Cuts the rows that `byKey` fetched to one page. A page that was opened by a cursor has a cursor back to where the
 * reader came from.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  { after, before, limit }: Asked,
  cursor: (row: Row) => string,
): Page<Row> {
  const more = rows.length > limit
  const shown = rows.slice(0, limit)
  if (before) shown.reverse()
  const [first, last] = [shown.at(0), shown.at(-1)]
  return {
    rows: shown,
    previous: first && (before ? more : after) ? cursor(first) : null,
    next: last && (before || more) ? cursor(last) : null,
  }
}
