import { Readable } from 'node:stream'
import { setImmediate as otherWork } from 'node:timers/promises'
import { CsvError, type Options, parse } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { Refusal, refuse } from '../context/errors'

interface CsvLimits {
  bytes: number
  rows: number
  columns: number
  cellCharacters: number
}

interface ReadCsv {
  /** All lines that are not blank, with the header if there is one. Their lengths may differ. */
  rows: string[][]
  /** The row number of each row, counted from 1 as a spreadsheet does: blank lines count, line breaks inside a cell do not. */
  places: number[]
  encoding: Encoding
  delimiter: string
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const CSV_LIMITS: CsvLimits = { bytes: 5_000_000, rows: 100_000, columns: 1000, cellCharacters: 1_000_000 }

const DELIMITERS = [';', ',', '\t', '|']
const CHUNK = 16_384

/**
 * Reads a CSV file of unknown origin (bank exports, product lists). It finds the encoding by byte order mark or content
 * (UTF-8, UTF-16, else Windows-1252) and the delimiter by which of ; , tab | gives the most even table; any line ends
 * will do. It lets other work run after every 16 kB.
 * Refuses with CSV_TOO_LARGE, CSV_TOO_MANY_ROWS, CSV_TOO_MANY_COLUMNS, CSV_CELL_TOO_LARGE (each with `limit`),
 * CSV_EMPTY, CSV_NOT_TEXT (with `looksLike` EXCEL, PDF or BINARY) and CSV_UNREADABLE (with `line`).
 */
export async function parseCsv(
  bytes: Uint8Array,
  { delimiter, limits }: { delimiter?: string; limits?: Partial<CsvLimits> } = {},
): Promise<ReadCsv> {
  const most = { ...CSV_LIMITS, ...limits }
  if (bytes.length > most.bytes) refuse('CSV_TOO_LARGE', { limit: most.bytes })
  const { text, encoding } = decoded(bytes)
  if (text.trim() === '') refuse('CSV_EMPTY')
  const found = delimiter ?? detectDelimiter(text)
  if (absurdlyWide(text, found, 20 * most.columns)) refuse('CSV_TOO_MANY_COLUMNS', { limit: most.columns })
  if (surelyLonger(text, most.rows)) refuse('CSV_TOO_MANY_ROWS', { limit: most.rows })
  const rows: string[][] = []
  const places: number[] = []
  try {
    const pieces = Readable.from(chunks(text), { objectMode: false })
    const told = pieces.pipe(parse({ ...parserOptions(found, most.cellCharacters), info: true }))
    for await (const { record, info } of told) {
      rows.push(checked(record, rows.length, most))
      places.push(info.records + info.empty_lines)
    }
  } catch (error) {
    refuseUnreadable(error, most)
  }
  if (rows.length === 0) refuse('CSV_EMPTY')
  return { rows, places, encoding, delimiter: found }
}

function parserOptions(delimiter: string, cellCharacters: number): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 4 * cellCharacters,
  }
}

/** Finds a line with a million delimiters before the parser makes a million cells of it. */
function absurdlyWide(text: string, delimiter: string, most: number): boolean {
  let count = 0
  let lineEnd = -1
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + 1)) {
    if (at > lineEnd) {
      const next = text.indexOf('\n', at)
      lineEnd = next < 0 ? text.length : next
      count = 0
    }
    if (++count > most) return true
  }
  return false
}

/** Whether a text without quotation marks has more rows than that: each of its lines that is not empty is one. */
function surelyLonger(text: string, most: number): boolean {
  if (text.includes('"')) return false
  let count = 0
  for (const _line of text.matchAll(/[^\r\n]+/g)) if (++count > most) return true
  return false
}

async function* chunks(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += CHUNK) {
    await otherWork()
    yield bytes.subarray(at, at + CHUNK)
  }
}

function checked(row: string[], before: number, { rows, columns, cellCharacters }: CsvLimits): string[] {
  if (before >= rows) refuse('CSV_TOO_MANY_ROWS', { limit: rows })
  if (row.length > columns) refuse('CSV_TOO_MANY_COLUMNS', { limit: columns })
  if (row.some((cell) => cell.length > cellCharacters)) refuse('CSV_CELL_TOO_LARGE', { limit: cellCharacters })
  return row
}

function refuseUnreadable(error: unknown, { cellCharacters }: CsvLimits): never {
  if (error instanceof Refusal || !(error instanceof CsvError)) throw error
  if (error.code === 'CSV_MAX_RECORD_SIZE') refuse('CSV_CELL_TOO_LARGE', { limit: cellCharacters })
  refuse('CSV_UNREADABLE', { line: Number(error.lines ?? 0) })
}

function decoded(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes)
  const text = decode(bytes, encoding)
  const kind = looksLike(bytes)
  if (kind !== 'BINARY' || text === undefined || text.includes('\0')) refuse('CSV_NOT_TEXT', { looksLike: kind })
  return { text, encoding }
}

/** The characters in which Windows-1252 differs from Latin 1; some runtimes confuse the two. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  if (encoding === 'windows-1252') {
    const latin1 = Buffer.from(bytes).toString('latin1')
    return latin1.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80]!)
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 2000)
  const zeros = (offset: number) => sample.filter((byte, index) => byte === 0 && index % 2 === offset).length
  if (zeros(1) > sample.length / 5 && zeros(0) === 0) return 'utf-16le'
  if (zeros(0) > sample.length / 5 && zeros(1) === 0) return 'utf-16be'
  return decode(bytes, 'utf-8') === undefined ? 'windows-1252' : 'utf-8'
}

function looksLike(bytes: Uint8Array): 'EXCEL' | 'PDF' | 'BINARY' {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  if (start === 'd0cf11e0' || start === '504b0304') return 'EXCEL'
  return start === '25504446' ? 'PDF' : 'BINARY'
}

const SAMPLE_LINES = 60

/**
 * The delimiter with which most of the first lines have the same number of cells; of several such delimiters, the one
 * with the most cells.
 */
function detectDelimiter(text: string): string {
  const sample = text
    .slice(0, CHUNK)
    .split(/\r\n|\r|\n/)
    .slice(0, SAMPLE_LINES)
    .join('\n')
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: evenness(sample, delimiter) }))
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

function evenness(sample: string, delimiter: string): number {
  const lengths = new Map<number, number>()
  for (const row of sampleRows(sample, delimiter)) lengths.set(row.length, (lengths.get(row.length) ?? 0) + 1)
  const lines = [...lengths.values()].reduce((sum, count) => sum + count, 0)
  const scores = [...lengths].map(([cells, count]) => (cells < 2 ? 0 : (count / lines) ** 2 * Math.log2(cells)))
  return Math.max(0, ...scores)
}

/** The sample may end inside a quoted cell; then its quotes are read as ordinary characters. */
function sampleRows(sample: string, delimiter: string): string[][] {
  const options = parserOptions(delimiter, CHUNK)
  try {
    return parseAtOnce(sample, options)
  } catch {
    return parseAtOnce(sample, { ...options, quote: false })
  }
}
