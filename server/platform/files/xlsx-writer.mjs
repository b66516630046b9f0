// The thread that writes a workbook of one sheet. It is plain JavaScript, because Node runs this file directly.
import { parentPort, workerData } from 'node:worker_threads'
import writeXlsx from 'write-excel-file/node'

const kinds = { number: Number, text: String, day: Date, instant: Date, yes: Boolean }
const formats = { day: 'yyyy-mm-dd', instant: 'yyyy-mm-dd hh:mm' }

function cell([kind, value]) {
  if (value === null) return null
  const typed = kind === 'day' || kind === 'instant' ? new Date(value) : kind === 'number' ? Number(value) : value
  return { value: typed, type: kinds[kind], ...(formats[kind] ? { format: formats[kind] } : {}) }
}

const head = workerData.heads.map((value) => ({ value, type: String, fontWeight: 'bold' }))
const sheet = [head, ...workerData.rows.map((row) => row.map(cell))]
const bytes = await writeXlsx(sheet, {
  columns: workerData.widths.map((width) => ({ width })),
  stickyRowsCount: 1,
}).toBuffer()
parentPort.postMessage(bytes)
