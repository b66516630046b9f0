import type { Ctx } from '../context/ctx'
import type { Permission } from '../context/permissions'
import type { ListSearch, Page } from '../lists/pages'

export type Cell = string | number | bigint | boolean | Date | null | undefined

interface CsvColumn<Row> {
  label: string
  /** Amounts as plain decimals (`minorToDecimal`), days as 'YYYY-MM-DD'; an instant is written in UTC. */
  value: (row: Row) => Cell
}

/** A list that can be downloaded as a file. It is read page by page, so a long list needs no more memory. */
export interface Export<Row> {
  permission: Permission
  columns(ctx: Ctx): CsvColumn<Row>[]
  page(ctx: Ctx, search: ListSearch, after: string | undefined): Promise<Page<Row>>
}

const NUMBER = /^[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?\s?%?$/
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/
const QUOTED = /[",;\t\r\n]|^\s|\s$/

/**
 * Writes one cell by RFC 4180. Strangers write names and notes, so text that a spreadsheet would run as a formula gets
 * an apostrophe before it; a number, also a negative one, stays a number.
 */
export function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return cell instanceof Date ? cell.toISOString() : String(cell)
  const safe = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A line with its end, CRLF. */
export function csvLine(cells: readonly Cell[], delimiter = ','): string {
  return `${cells.map(csvCell).join(delimiter)}\r\n`
}
