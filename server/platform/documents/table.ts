import type { Column, Row, Table } from './definition'
import { QUIET, RULE, type Sheet } from './sheet'

const LINE = 12.5
const NOTE_LINE = 10
const PADDING = 3
const GAP = 10
const HEAD = { size: 8, color: QUIET }
const NOTE = { size: 8, color: QUIET }
const STRONG = { weight: 'strong' as const }

interface TablePlace {
  left: number
  right: number
  y: number
  /** Rows end above this line; further rows go to the next page. */
  bottom: number
  /** Adds a page and answers the y at which the table goes on. */
  nextPage(): number
}

/** A row of at most this many lines stays on one page; a longer row may break. */
const UNBROKEN_LINES = 6

/** Draws a table over as many pages as needed, with the head on each; answers the y below it. */
export function drawTable(sheet: Sheet, table: Table, place: TablePlace): number {
  const columns = placed(sheet, table, place)
  const continued = () => drawHead(sheet, columns, place, place.nextPage())
  let y = drawHead(sheet, columns, place, place.y)
  for (const row of table.rows) {
    let lines = setRow(sheet, columns, row)
    const together = lines.length <= UNBROKEN_LINES && y + heightOf(lines) + 2 * PADDING > place.bottom
    if (together) y = continued()
    while (lines.length > 0) {
      const room = place.bottom - y - 2 * PADDING
      const count = Math.max(1, lines.findLastIndex((_, index) => heightOf(lines.slice(0, index + 1)) <= room) + 1)
      y = drawLines(sheet, lines.slice(0, count), y + PADDING) + PADDING
      lines = lines.slice(count)
      if (lines.length > 0) y = continued()
    }
    sheet.rule(place.left, place.right, y, '#e3e5e9')
  }
  return y
}

function heightOf(lines: readonly SetLine[]): number {
  return lines.reduce((sum, line) => sum + line.height, 0)
}

interface PlacedColumn extends Column {
  left: number
  right: number
}

/**
 * Columns of figures get the width of their widest cell, at most a quarter of the table. Columns of text share the
 * rest, which is at least a quarter.
 */
function placed(sheet: Sheet, { columns, rows }: Table, { left, right }: TablePlace): PlacedColumn[] {
  const total = right - left - GAP * (columns.length - 1)
  const fixed = columns.map((column, index) => {
    if (column.share !== undefined) return total * column.share
    if (column.align !== 'end') return undefined
    const widest = Math.max(
      ...longest(rows, index).map((cell) => sheet.widthOf(cell)),
      ...rows.filter((row) => row.strong).map((row) => sheet.widthOf(row.cells[index] ?? '', STRONG)),
      sheet.widthOf(column.label, HEAD),
    )
    return Math.min(widest, total / 4)
  })
  const open = fixed.filter((width) => width === undefined).length
  const wanted = fixed.reduce<number>((sum, width) => sum + (width ?? 0), 0)
  const narrowing = Math.min(1, (total * (open > 0 ? 0.75 : 1)) / wanted)
  const rest = total - wanted * narrowing
  let x = left
  return columns.map((column, index) => {
    const own = (fixed[index] ?? rest / open) * (fixed[index] === undefined ? 1 : narrowing)
    const width = open === 0 && index === 0 ? own + rest : own
    const result = { ...column, left: x, right: x + width }
    x += width + GAP
    return result
  })
}

/** The few longest cells of a column: measuring every cell of a long table would take longer than printing it. */
function longest(rows: readonly Row[], index: number): string[] {
  const cells = rows.map((row) => row.cells[index] ?? '')
  const most = Math.max(0, ...cells.map((cell) => cell.length))
  const long = new Set(cells.filter((cell) => cell.length >= most - 1))
  return [...long].sort((a, b) => b.length - a.length).slice(0, 50)
}

/** One line of a row over all its columns. */
interface SetLine {
  height: number
  parts: { text: string; column: PlacedColumn; note?: boolean; strong?: boolean }[]
}

function setRow(sheet: Sheet, columns: PlacedColumn[], row: Row): SetLine[] {
  const lines: SetLine[] = []
  columns.forEach((column, index) => {
    const cell = row.cells[index] ?? ''
    sheet.wrap(cell, column.right - column.left + 0.01, row.strong ? STRONG : undefined).forEach((text, at) => {
      lines[at] ??= { height: LINE, parts: [] }
      lines[at].parts.push({ text, column, strong: row.strong })
    })
  })
  const notes = columns.find((column) => column.align !== 'end' && column.right - column.left > 80) ?? columns[0]
  if (row.note && notes) {
    for (const text of sheet.wrap(row.note, notes.right - notes.left, NOTE)) {
      lines.push({ height: NOTE_LINE, parts: [{ text, column: notes, note: true }] })
    }
  }
  return lines
}

function drawLines(sheet: Sheet, lines: SetLine[], top: number): number {
  let y = top
  for (const { parts, height } of lines) {
    for (const { text, column, note, strong } of parts) {
      const x = column.align === 'end' ? column.right : column.left
      sheet.write(text, x, y, { ...(note ? NOTE : strong ? STRONG : {}), align: column.align })
    }
    y += height
  }
  return y
}

function drawHead(sheet: Sheet, columns: PlacedColumn[], { left, right }: TablePlace, top: number): number {
  const labels = columns.map((column) => sheet.wrap(column.label, column.right - column.left + 0.01, HEAD))
  const height = Math.max(...labels.map((lines) => lines.length)) * NOTE_LINE
  columns.forEach((column, index) => {
    const lines = labels[index]!
    lines.forEach((line, at) => {
      const x = column.align === 'end' ? column.right : column.left
      sheet.write(line, x, top + height - (lines.length - at) * NOTE_LINE, { ...HEAD, align: column.align })
    })
  })
  sheet.rule(left, right, top + height + 4, RULE)
  return top + height + 4
}
