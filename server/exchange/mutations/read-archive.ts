import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal, refuse, sqlState } from '@/server/platform/context/errors'
import { type Reader, transaction } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { type EventName, recordEvents } from '@/server/platform/events/events'
import { openZip, type ZipReader } from '@/server/platform/files/zip-read'
import { archivedTables } from '../queries/archive'
import { type ArchiveRow, type Carried, carried, likeness, otherwise } from '../rules/carried'
import { plain, type Reading, rowIn, rowsOf, written } from './archive-rows'
import { openWhatWasOwed } from './read-archive-open'
import { putWhatLay } from './read-archive-stock'

/** What an archive says of itself. Refuses with ARCHIVE_UNREADABLE and ARCHIVE_OTHER_CURRENCY. */
async function checkManifest(ctx: Ctx, zip: ZipReader): Promise<void> {
  if (!zip.has('manifest.json')) refuse('ARCHIVE_UNREADABLE')
  const lines: string[] = []
  for await (const line of zip.lines('manifest.json')) lines.push(line)
  const { format, currency } = rowIn(lines.join(' '))
  if (format !== 1) refuse('ARCHIVE_UNREADABLE')
  if (currency !== ctx.organisation.currency) refuse('ARCHIVE_OTHER_CURRENCY', { currency: String(currency) })
}

/** Refuses with ORGANISATION_IN_USE unless nothing was entered yet; whoever enters something meanwhile waits. */
async function checkEmpty(ctx: Ctx, reader: Reader): Promise<void> {
  const own = ctx.organisationId
  const [, [used]] = await reader(
    sql`SELECT 1 FROM number_series WHERE organisation_id = ${own} AND series = 'CUSTOMER' FOR NO KEY UPDATE`,
    sql`SELECT 1 WHERE EXISTS (SELECT 1 FROM customer WHERE organisation_id = ${own}) OR EXISTS (SELECT 1 FROM product WHERE organisation_id = ${own})
      OR EXISTS (SELECT 1 FROM price_list WHERE organisation_id = ${own}) OR EXISTS (SELECT 1 FROM supplier WHERE organisation_id = ${own})
      OR EXISTS (SELECT 1 FROM open_item WHERE organisation_id = ${own})`,
  )
  if (used) refuse('ORGANISATION_IN_USE')
}

const told: Readonly<Record<string, [EventName, string]>> = {
  customer: ['customer/customer.created', 'customer'],
  product: ['catalog/product.created', 'product'],
  price_list: ['pricing/priceList.created', 'priceList'],
}

async function bringTable({ tx, zip, columns, ids }: Reading, one: Carried): Promise<number> {
  const { ctx } = tx
  const here = columns.get(one.table)
  if (!here) return 0
  const [standing] = one.alike
    ? await tx.run(
        plain<{ row: ArchiveRow }>(`SELECT to_jsonb(t) AS row FROM "${one.table}" t WHERE organisation_id = $1`, [
          ctx.organisationId,
        ]),
      )
    : [[]]
  const known = new Map(standing.map(({ row }) => [likeness(row, one.alike ?? [], new Map()), String(row.id)]))
  let count = 0
  for await (const rows of rowsOf(zip, one.table)) {
    const fresh = rows.filter(({ row }) => {
      const id = one.alike && known.get(likeness(row, one.alike, ids))
      if (id) ids.set(String(row.id), id)
      return !id
    })
    count += fresh.length
    if (fresh.length === 0) continue
    const said = here.filter((column) => fresh.some(({ row }) => column in row) || column in (one.reset ?? {}))
    const event = told[one.table]
    await tx.run(
      written(
        ctx,
        one.table,
        said,
        fresh.map((of) => ({ ...of, otherwise: otherwise(of.row, one, ids) })),
      ),
      ...(event
        ? [
            recordEvents(
              ctx,
              fresh.map(({ row }) => ({ name: event[0], objects: [[event[1], String(row.id)]] as const })),
            ),
          ]
        : []),
      sql`SELECT count_grown_tables()`,
    )
  }
  return count
}

/** References between rows of one table, once all of them are there. */
async function join({ tx, zip, ids }: Reading, { table, later = [] }: Carried): Promise<void> {
  if (later.length === 0) return
  for await (const rows of rowsOf(zip, table)) {
    const pairs = later.flatMap((column) =>
      rows.flatMap(({ row }) =>
        row[column]
          ? [{ column, id: ids.get(String(row.id)) ?? row.id, to: ids.get(String(row[column])) ?? row[column] }]
          : [],
      ),
    )
    for (const column of later) {
      const some = pairs.filter((one) => one.column === column)
      if (some.length === 0) continue
      await tx.run(
        plain(
          `UPDATE "${table}" t SET "${column}" = d."to" FROM jsonb_to_recordset($2) AS d(id uuid, "to" uuid) WHERE t.organisation_id = $1 AND t.id = d.id AND t."${column}" IS DISTINCT FROM d."to"`,
          [tx.ctx.organisationId, json(some)],
        ),
      )
    }
  }
}

/** Numbers that an archive brings are not given to anybody else. */
const numbersBehind = (ctx: Ctx, series: string, table: string): Statement =>
  plain(
    `UPDATE number_series s SET next = greatest(s.next, 1 + coalesce((SELECT max(substring(t.number from length(s.prefix) + 1)::bigint) FROM "${table}" t
      WHERE t.organisation_id = s.organisation_id AND starts_with(t.number, s.prefix) AND substring(t.number from length(s.prefix) + 1) ~ '^[0-9]{1,15}$'), 0))
    WHERE s.organisation_id = $1 AND s.series = $2`,
    [ctx.organisationId, series],
  )

/**
 * Reads an archive from the disk into an organisation in which nothing was entered yet, in one transaction: all of it, or nothing. Answers
 * how many records of each table came. Refuses with ARCHIVE_UNREADABLE, ARCHIVE_TOO_MUCH, ARCHIVE_OTHER_CURRENCY and ORGANISATION_IN_USE.
 */
export async function readArchive(ctx: Ctx, path: string): Promise<Record<string, number>> {
  const zip = await openZip(path)
  try {
    await checkManifest(ctx, zip)
    return await transaction(ctx, {}, async (tx) => {
      const reader: Reader = (...statements) => tx.run(...statements)
      await checkEmpty(ctx, reader)
      const tables = await archivedTables(reader)
      const reading: Reading = {
        tx,
        zip,
        columns: new Map(tables.map(({ name, columns }) => [name, columns])),
        ids: new Map(),
      }
      const counts: Record<string, number> = {}
      for (const one of carried) counts[one.table] = await bringTable(reading, one)
      for (const one of carried) await join(reading, one)
      await putWhatLay(reading)
      counts.open_item = await openWhatWasOwed(reading)
      await tx.commit(
        numbersBehind(ctx, 'CUSTOMER', 'customer'),
        numbersBehind(ctx, 'SUPPLIER', 'supplier'),
        recordEvents(ctx, [
          { name: 'exchange/archive.read', objects: [['organisation', ctx.organisationId]], payload: counts },
        ]),
      )
      return counts
    })
  } catch (error) {
    // Values that are none, references to nothing, two records with one number: whatever the database refuses is no archive of ours.
    if (/^2[23]/.test(sqlState(error) ?? '')) refuse('ARCHIVE_UNREADABLE')
    if (error instanceof Refusal && ['DUPLICATE', 'NOT_FOUND'].includes(error.code)) refuse('ARCHIVE_UNREADABLE')
    throw error
  } finally {
    await zip.close()
  }
}
