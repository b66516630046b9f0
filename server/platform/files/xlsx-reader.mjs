// The thread that reads the first sheet of a workbook into rows of text. It is plain JavaScript, because Node runs this file directly.
import { parentPort, workerData } from 'node:worker_threads'
import { InvalidInputError, readSheet } from 'read-excel-file/node'

/** Fifteen digits, as the table program shows them: the file itself has 19.989999999999998 for 19.99. */
const digits = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 15 })

function written(text) {
  if (/^-?\d{1,15}$/.test(text)) return text
  const number = Number(text)
  return Number.isFinite(number) ? digits.format(number) : text
}

function cell(value) {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace('T', ' ')
      .slice(0, 16)
  return String(value)
}

try {
  const rows = await readSheet(Buffer.from(workerData.bytes), { trim: false, parseNumber: written })
  parentPort.postMessage({ rows: rows.slice(0, workerData.rows + 1).map((row) => row.map(cell)) })
} catch (error) {
  parentPort.postMessage({ wrong: error instanceof InvalidInputError ? error.code : 'UNREADABLE' })
}
