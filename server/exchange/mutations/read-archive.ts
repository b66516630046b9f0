import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal, refuse, sqlState } from '@/server/platform/context/errors'
import { forgetNumbers } from '@/server/platform/database/numbers'
import { type Reader, type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { openZip, type ZipReader } from '@/server/platform/files/zip-read'
import { archivedTables } from '../queries/archive'
import { type ArchiveRow, attachmentPath, besides, comes, otherwise, renamed } from '../rules/carried'
import { type Manifest, manifestOf } from './archive-manifest'
import { numbersGoOn } from './archive-numbers'
import { type Known, type Line, rowsOf, wholePostings, withBytes, written } from './archive-rows'
import { bringPeople, checkEmpty, clearSettings, takeFacts } from './archive-settings'

interface Broken {
  what: string
  subject: string
}

interface Watch {
  /** The rules of the checker, asked of what was read: a file that breaks one is no archive of ours. */
  check(ctx: Ctx, reader: Reader): Promise<Broken[]>
  /** Is told how many rows are written. */
  told?(done: number, rows: number): void
}

interface Reading {
  tx: Tx
  zip: ZipReader
  manifest: Manifest
  /** Ids that are others here. */
  ids: Map<string, string>
  /** Is told of rows that are written. */
  told(rows: number): void
}

const pathOf = (table: string, { papers }: Manifest) =>
  table === 'blob' ? (row: ArchiveRow) => papers.get(String(row.hash)) : attachmentPath

async function write({ tx, zip, manifest, ids }: Reading, known: Known, lines: readonly Line[]): Promise<void> {
  const rows = lines
    .filter(({ row }) => comes(known.name, row))
    .map(({ line, row }) => ({ line: renamed(line, ids), row, otherwise: otherwise(known.name, row) }))
  if (rows.length === 0) return
  const holds = besides[known.name]
  if (!holds) await tx.run(written(tx.ctx, known, rows))
  else
    for await (const some of withBytes(zip, rows, pathOf(known.name, manifest), holds))
      await tx.run(written(tx.ctx, known, some))
}

/** Brings one table; answers how many rows of it the file has. The organisation and its people are told apart from its records. */
async function bringTable(reading: Reading, known: Known): Promise<number> {
  const { tx, zip, ids } = reading
  const aside: ArchiveRow[] = []
  let count = 0
  const batches = rowsOf(zip, known)
  for await (const lines of known.name === 'posting_line' ? wholePostings(batches) : batches) {
    count += lines.length
    if (known.name === 'membership' || known.name === 'organisation') aside.push(...lines.map(({ row }) => row))
    else await write(reading, known, lines)
    if (lines.length > 100) await tx.run(sql`SELECT count_grown_tables()`)
    reading.told(lines.length)
  }
  if (known.name === 'organisation') {
    for (const { id } of aside) ids.set(String(id), tx.ctx.organisationId)
    await takeFacts(tx, aside[0])
  }
  if (known.name === 'membership') for (const [from, to] of await bringPeople(tx, known, aside)) ids.set(from, to)
  return count
}

/** The organisation and its people come first, because every other row may name them. */
const inOrder = (tables: readonly Known[]): Known[] =>
  ['organisation', 'membership']
    .flatMap((first) => tables.filter(({ name }) => name === first))
    .concat(tables.filter(({ name }) => name !== 'organisation' && name !== 'membership'))

/** Asks what the statements before left open, and then every rule. Refuses with ARCHIVE_BREAKS_RULES. */
async function checkRead(tx: Tx, { madeAt }: Manifest, check: Watch['check']): Promise<void> {
  await tx.run(
    sql`SET CONSTRAINTS ALL IMMEDIATE`,
    sql`SELECT count_read_tables()`,
    sql`SELECT set_config('plan_cache_mode', 'auto', true)`,
  )
  const reader: Reader = (...statements) => tx.run(...statements)
  const [broken, ...others] = await check({ ...tx.ctx, now: madeAt }, reader).catch((error: unknown) => {
    // What a decision was reckoned from may be anything in a file that somebody wrote.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
      refuse('ARCHIVE_UNREADABLE')
    throw error
  })
  if (broken) refuse('ARCHIVE_BREAKS_RULES', { ...broken, more: others.length })
}

/**
 * Reads an archive from the disk into an organisation in which nothing was entered yet, in one transaction: every row as it was, or
 * nothing. Nothing is mailed, posted or called because of it, and the organisation stands still until its owner says go. Answers how many
 * rows of each table came. Refuses with ARCHIVE_UNREADABLE, ARCHIVE_UNKNOWN, ARCHIVE_INCOMPLETE, ARCHIVE_TOO_MUCH, ARCHIVE_OTHER_CURRENCY,
 * ARCHIVE_BREAKS_RULES and ORGANISATION_IN_USE.
 */
export async function readArchive(ctx: Ctx, path: string, { check, told }: Watch): Promise<Record<string, number>> {
  const zip = await openZip(path)
  try {
    const counts = await transaction(ctx, {}, async (tx) => {
      const tables = await archivedTables((...statements) => tx.run(...statements))
      const manifest = await manifestOf(ctx, zip, tables)
      await checkEmpty(tx, tables)
      await clearSettings(tx)
      await tx.run(sql`SET CONSTRAINTS ALL DEFERRED`)
      let done = 0
      const reading: Reading = {
        tx,
        zip,
        manifest,
        ids: new Map([[manifest.organisationId, ctx.organisationId]]),
        told: (rows) => {
          done += rows
          told?.(done, manifest.all)
        },
      }
      const read: Record<string, number> = {}
      for (const known of inOrder(tables)) {
        read[known.name] = await bringTable(reading, known)
        if (read[known.name] !== (manifest.rows.get(known.name) ?? 0))
          refuse('ARCHIVE_INCOMPLETE', { table: known.name })
      }
      await tx.run(...numbersGoOn(ctx, tables))
      await checkRead(tx, manifest, check)
      const about = [['organisation', ctx.organisationId]] as const
      await tx.commit(
        recordEvents(ctx, [{ name: 'exchange/archive.read', objects: about, payload: { records: done } }]),
      )
      return read
    })
    forgetNumbers(ctx.organisationId)
    return counts
  } catch (error) {
    // Values that are none, references to nothing, two records with one number: whatever the database refuses is no archive of ours.
    if (/^(2[23]|OC002)/.test(sqlState(error) ?? '')) refuse('ARCHIVE_UNREADABLE')
    if (error instanceof Refusal && ['DUPLICATE', 'NOT_FOUND', 'AMOUNT_TOO_LARGE'].includes(error.code))
      refuse('ARCHIVE_UNREADABLE')
    throw error
  } finally {
    await zip.close()
  }
}
