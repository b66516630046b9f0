import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import type { ZipReader } from '@/server/platform/files/zip-read'
import { type Known, rowIn, rowsOf } from './archive-rows'

/** What an archive says of itself. */
export interface Manifest {
  /** The organisation of the archive. */
  organisationId: string
  madeAt: Date
  /** How many rows each table has, and all of them. */
  rows: ReadonlyMap<string, number>
  all: number
  /** Where the bytes of a paper lie, by their hash. */
  papers: ReadonlyMap<string, string>
}

/** So many rows are read at most. */
const mostRows = 5_000_000

const listIn = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(Object) : [])

/** Every organisation has accounts, whose rows tell which one it was. */
async function organisationOf(zip: ZipReader, tables: readonly Known[]): Promise<string> {
  for (const known of tables.filter(({ name }) => name === 'account'))
    for await (const [first] of rowsOf(zip, known)) return String(first?.row.organisation_id)
  return refuse('ARCHIVE_UNREADABLE')
}

/**
 * Reads what an archive says of itself, and looks at its names. Refuses with ARCHIVE_UNREADABLE, ARCHIVE_UNKNOWN when it has what this
 * version does not know, ARCHIVE_TOO_MUCH and ARCHIVE_OTHER_CURRENCY.
 */
export async function manifestOf(ctx: Ctx, zip: ZipReader, tables: readonly Known[]): Promise<Manifest> {
  const lines: string[] = []
  for await (const line of zip.lines('manifest.json')) lines.push(line)
  const { format, currency, madeAt, rows: said, papers } = rowIn(lines.join(' '))
  if (format !== 1) refuse(Number(format) > 1 ? 'ARCHIVE_NEWER' : 'ARCHIVE_UNREADABLE', { format: String(format) })
  if (currency !== ctx.organisation.currency) refuse('ARCHIVE_OTHER_CURRENCY', { currency: String(currency) })
  const known = new Set(tables.map(({ name }) => name))
  for (const name of zip.names()) {
    const table = /^json\/(.*)\.jsonl$/.exec(name)?.[1]
    if (table !== undefined && !known.has(table)) refuse('ARCHIVE_UNKNOWN', { what: table.slice(0, 100) })
  }
  const rows = new Map(Object.entries(Object(said)).map(([table, count]) => [table, Number(count)]))
  const all = [...rows.values()].reduce((sum, count) => sum + count, 0)
  if (!(all > 0)) refuse('ARCHIVE_UNREADABLE')
  if (all > mostRows) refuse('ARCHIVE_TOO_MUCH')
  const made = new Date(String(madeAt))
  if (Number.isNaN(made.getTime())) refuse('ARCHIVE_UNREADABLE')
  return {
    organisationId: await organisationOf(zip, tables),
    madeAt: made,
    rows,
    all,
    papers: new Map(listIn(papers).map(({ hash, path }) => [String(hash), String(path)])),
  }
}
