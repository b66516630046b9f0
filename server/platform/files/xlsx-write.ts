import { join } from 'node:path'
import type { Cell } from './csv'

/** A cell as the thread that writes takes it: text is always text, so that nothing of it is ever run as a formula. */
type TypedCell = readonly [kind: 'number' | 'text' | 'day' | 'instant' | 'yes', value: string | number | boolean | null]

const day = /^\d{4}-\d{2}-\d{2}$/
const decimal = /^-?\d{1,15}(\.\d+)?$/
/** The most characters that a cell of a workbook may have. */
const mostCharacters = 32_767

/** How a value stands in a workbook; text that looks like a number is one only in a column of amounts. */
export function typedCell(cell: Cell, isAmount: boolean): TypedCell {
  if (cell === null || cell === undefined || cell === '') return ['text', null]
  if (typeof cell === 'boolean') return ['yes', cell]
  if (typeof cell === 'number') return Number.isFinite(cell) ? ['number', cell] : ['text', String(cell)]
  if (typeof cell === 'bigint') return decimal.test(String(cell)) ? ['number', String(cell)] : ['text', String(cell)]
  if (cell instanceof Date) return ['instant', cell.toISOString()]
  if (day.test(cell)) return ['day', `${cell}T00:00:00Z`]
  if (isAmount && decimal.test(cell)) return ['number', cell]
  return ['text', cell.slice(0, mostCharacters)]
}

// Not imported: the bundler of the web process would treat the thread's file as part of the pages.
const { Worker } = process.getBuiltinModule('node:worker_threads')
const WRITER = 'server/platform/files/xlsx-writer.mjs'

/** A workbook of one sheet, written in a thread of its own so that other work goes on. */
export function writeWorkbook(heads: readonly string[], rows: readonly (readonly TypedCell[])[]): Promise<Uint8Array> {
  const widths = heads.map((head, at) =>
    Math.min(50, Math.max(head.length, ...rows.slice(0, 200).map((row) => String(row[at]?.[1] ?? '').length)) + 2),
  )
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(process.cwd(), WRITER), {
      workerData: { heads, rows, widths },
      env: {},
      execArgv: [],
    })
    worker.once('message', (bytes: Uint8Array) => {
      resolve(bytes)
      void worker.terminate()
    })
    worker.once('error', reject)
  })
}
