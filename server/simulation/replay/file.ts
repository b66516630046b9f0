import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'

/** The file cannot be used. The message is a sentence for the person who named the file. */
export class UnreadableFile extends Error {}

/** The columns to read, each with its other names. */
type Columns = Readonly<Record<string, readonly string[]>>

const plain = (name: string) => name.trim().toLowerCase().replace(/[ _]/g, '')

function headOf(names: string[], columns: Columns): (string | false)[] {
  const found = names.map((name) => {
    const known = Object.entries(columns).find(([column, others]) =>
      [column, ...others].map(plain).includes(plain(name)),
    )
    return known ? known[0] : false
  })
  if (names.length === 1 && /[;\t|]/.test(names[0] ?? ''))
    throw new UnreadableFile('The columns of the file are not separated by commas: save it as CSV with commas.')
  const missing = Object.keys(columns).filter((column) => !found.includes(column))
  if (missing.length > 0) throw new UnreadableFile(`The file has no column ${missing.join(', ')}.`)
  return found
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    if (bytesRead === 0) throw new UnreadableFile('The file is empty.')
    return buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}

function sentence(error: NodeJS.ErrnoException): Error {
  if (error instanceof UnreadableFile) return error
  if (error.code === 'ENOENT') return new UnreadableFile('There is no such file.')
  if (error.code === 'EISDIR') return new UnreadableFile('This is a folder, not a file.')
  if (error.code === 'EACCES') return new UnreadableFile('This file may not be read.')
  if (error.code === 'Z_BUF_ERROR') return new UnreadableFile('The file ends in the middle: it was not copied whole.')
  if (error.code?.startsWith('Z_')) return new UnreadableFile(`The compressed file is damaged (${error.message}).`)
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
    return new UnreadableFile(`A quotation mark is opened and never closed (line ${error.lines}).`)
  if (error instanceof CsvError) return new UnreadableFile(`The file cannot be read as CSV: ${error.message}.`)
  return error
}

/**
 * Reads the rows of a CSV file under the names of `columns`: gzipped or not, with or without a byte order mark, with
 * any line ends. A missing column reads as ''. Throws UnreadableFile.
 */
export async function* rowsOf<Row>(path: string, columns: Columns): AsyncGenerator<Row> {
  try {
    const packed = await isGzip(path)
    const parser = parse({
      bom: true,
      columns: (names: string[]) => headOf(names, columns),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    const ended = () => {} // the pipeline destroys the parser with the same error, and the loop below throws it
    if (packed) pipeline(createReadStream(path), createGunzip(), parser, ended)
    else pipeline(createReadStream(path), parser, ended)
    const blank = Object.fromEntries(Object.keys(columns).map((column) => [column, '']))
    for await (const row of parser) yield { ...blank, ...row } as Row
  } catch (error) {
    throw sentence(error as NodeJS.ErrnoException)
  }
}
