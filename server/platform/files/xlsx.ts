import { join } from 'node:path'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { refuse } from '../context/errors'
import { checkFormulas } from './xlsx-formulas'

interface XlsxLimits {
  /** Of the file, and of all that is packed in it. */
  bytes: number
  unpackedBytes: number
  rows: number
  columns: number
  cellCharacters: number
  milliseconds: number
  megabytes: number
}

export const xlsxLimits: XlsxLimits = {
  bytes: 20_000_000,
  unpackedBytes: 250_000_000,
  rows: 100_001,
  columns: 300,
  cellCharacters: 10_000,
  milliseconds: 60_000,
  megabytes: 1024,
}

/** A part that is larger than this and packed tighter than so many times is a bomb. */
const bombBytes = 20_000_000
const bombRatio = 100

interface Entry {
  name: string
  method: number
  packedBytes: number
  unpackedBytes: number
  at: number
}

const wrong = (): never => refuse('SHEET_UNREADABLE')

/** What a ZIP archive says that it holds, read from its directory alone. */
function directoryOf(file: Buffer): Entry[] {
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || end + 22 > file.length) wrong()
  const [count, start] = [file.readUInt16LE(end + 10), file.readUInt32LE(end + 16)]
  const entries: Entry[] = []
  let at = start
  for (let nth = 0; nth < count; nth++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) wrong()
    const nameBytes = file.readUInt16LE(at + 28)
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameBytes),
      method: file.readUInt16LE(at + 10),
      packedBytes: file.readUInt32LE(at + 20),
      unpackedBytes: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    })
    at += 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

const inflate = promisify(inflateRaw)

/** Unpacks one entry to see that it is no larger than it says, and that a sheet is no larger than its cells. */
async function checkSize(file: Buffer, entry: Entry, limits: XlsxLimits): Promise<void> {
  const { name, at, method, packedBytes, unpackedBytes } = entry
  if (method !== 0 && method !== 8) wrong()
  if (at + 30 > file.length) wrong()
  const begin = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  const packed = file.subarray(begin, begin + packedBytes)
  const isStored = method === 0 || unpackedBytes === 0
  const content = isStored ? packed : await inflate(packed, { maxOutputLength: unpackedBytes }).catch(() => wrong())
  const sheet = /^\/?xl\/worksheets\//i.test(name) ? content.toString('latin1') : ''
  checkFormulas(sheet)
  if (sheet && content.length <= bombBytes) checkArea(sheet, limits)
}

const columnNumber = (letters: string) =>
  [...letters.toUpperCase()].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0)

/** So many cells may be empty in any sheet. */
const emptyCells = 2_000_000

/** Refuses a sheet of which one cell stands far away from the others: it would be read as a table of thousands of millions of cells. */
function checkArea(sheet: string, limits: XlsxLimits): void {
  let [rows, columns, cells] = [1, 1, 0]
  for (const [, letters, digits] of sheet.matchAll(/\br\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']/gi)) {
    cells++
    rows = Math.max(rows, Number(digits))
    columns = Math.max(columns, columnNumber(letters as string))
  }
  if (rows * columns <= emptyCells + 50 * cells) return
  if (columns > limits.columns) refuse('CSV_TOO_MANY_COLUMNS', { limit: limits.columns })
  if (rows > limits.rows) refuse('CSV_TOO_MANY_ROWS', { limit: limits.rows })
  refuse('SHEET_TOO_MUCH')
}

/** Refuses what must not be unpacked: macros, a bomb, an archive whose directory lies, and what is no workbook. */
async function checkArchive(file: Buffer, limits: XlsxLimits): Promise<void> {
  const entries = directoryOf(file)
  if (entries.length > 2000) refuse('SHEET_TOO_MUCH')
  if (entries.some(({ name }) => /vbaproject|macrosheets?\//i.test(name))) refuse('SHEET_MACROS')
  if (!entries.some(({ name }) => /^\/?xl\/workbook\.xml$/i.test(name))) wrong()
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0)
  if (unpacked > limits.unpackedBytes) refuse('SHEET_TOO_MUCH')
  // No list of records packs so well; reading through such a sheet would take a minute.
  if (entries.some((one) => one.unpackedBytes > bombBytes && one.unpackedBytes > bombRatio * one.packedBytes))
    refuse('SHEET_TOO_MUCH')
  for (const entry of entries) await checkSize(file, entry, limits)
}

// Not imported: the bundler of the web process would treat the thread's file as part of the pages.
const { Worker } = process.getBuiltinModule('node:worker_threads')
const READER = 'server/platform/files/xlsx-reader.mjs'

type Outcome = { rows: string[][] } | { wrong: string }

function readInThread(bytes: Buffer, limits: XlsxLimits): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(process.cwd(), READER), {
      workerData: { bytes, rows: limits.rows },
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      env: {},
      execArgv: [],
    })
    const finish = (outcome: Outcome) => {
      clearTimeout(deadline)
      resolve(outcome)
      void worker.terminate()
    }
    const deadline = setTimeout(() => finish({ wrong: 'TOO_MUCH' }), limits.milliseconds)
    worker.once('message', finish)
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return finish({ wrong: 'TOO_MUCH' })
      clearTimeout(deadline)
      reject(error)
    })
  })
}

/**
 * Reads the first sheet of an XLSX workbook of unknown origin as rows of text, in a thread of its own with a limit of time and
 * memory. Of a formula only the stored result is read. Refuses before its rows are read: SHEET_MACROS, SHEET_FORMULAS (their results were not stored), SHEET_TOO_MUCH (a bomb),
 * SHEET_OLD (the format of before 2007, or a password), SHEET_UNREADABLE; and as CSV does: CSV_TOO_LARGE, CSV_TOO_MANY_ROWS,
 * CSV_TOO_MANY_COLUMNS, CSV_CELL_TOO_LARGE, CSV_EMPTY.
 */
export async function parseXlsx(
  bytes: Uint8Array,
  limits: Partial<XlsxLimits> = {},
): Promise<{ rows: string[][]; places: number[] }> {
  const most = { ...xlsxLimits, ...limits }
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length > most.bytes) refuse('CSV_TOO_LARGE', { limit: most.bytes })
  if (file.toString('hex', 0, 4) === 'd0cf11e0') refuse('SHEET_OLD')
  await checkArchive(file, most)
  const outcome = await readInThread(file, most)
  if ('wrong' in outcome) return refuse(outcome.wrong === 'TOO_MUCH' ? 'SHEET_TOO_MUCH' : 'SHEET_UNREADABLE')
  const numbered = outcome.rows.map((row, index) => ({ row, place: index + 1 }))
  if (numbered.length > most.rows) refuse('CSV_TOO_MANY_ROWS', { limit: most.rows })
  const full = numbered.filter(({ row }) => row.some((cell) => cell.trim() !== ''))
  if (full.length === 0) refuse('CSV_EMPTY')
  for (const { row } of full) {
    if (row.length > most.columns) refuse('CSV_TOO_MANY_COLUMNS', { limit: most.columns })
    if (row.some((cell) => cell.length > most.cellCharacters))
      refuse('CSV_CELL_TOO_LARGE', { limit: most.cellCharacters })
  }
  return { rows: full.map(({ row }) => row), places: full.map(({ place }) => place) }
}
