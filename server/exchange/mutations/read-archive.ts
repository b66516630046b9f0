import { quoteSeries } from '@/server/order/mutations/quote'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal, refuse, sqlState } from '@/server/platform/context/errors'
import { type Reader, transaction } from '@/server/platform/database/run'
import { json, sql } from '@/server/platform/database/sql'
import { type EventName, recordEvents } from '@/server/platform/events/events'
import { openZip } from '@/server/platform/files/zip-read'
import { plannedSeries } from '@/server/supply/mutations/plan'
import { supplierSeries } from '@/server/supply/mutations/supplier'
import { archivedTables } from '../queries/archive'
import { type ArchiveRow, type Carried, carried, likeness, otherwise } from '../rules/carried'
import { checkManifest, numbersBehind, plain, type Reading, rowsOf, total, withBytes, written } from './archive-rows'
import { openWhatWasOwed } from './read-archive-open'
import { putWhatLay } from './read-archive-stock'

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

/** Whether a row is brought: one with which people go on, of a record that came. */
function comes(row: ArchiveRow, { table, only, of }: Carried, came: Reading['came']): boolean {
  const owner = of && (row[of[1]] ?? null)
  if (of && owner !== null && !came.get(of[0])?.has(String(owner))) return false
  if (only && !only(row)) return false
  if (only) came.set(table, (came.get(table) ?? new Set()).add(String(row.id)))
  return true
}

async function bringTable({ tx, zip, columns, ids, came }: Reading, one: Carried): Promise<number> {
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
      if (!comes(row, one, came)) return false
      const id = one.alike && known.get(likeness(row, one.alike, ids))
      if (id) ids.set(String(row.id), id)
      return !id
    })
    count += fresh.length
    if (fresh.length === 0) continue
    const said = here.filter((column) => fresh.some(({ row }) => column in row) || column in (one.reset ?? {}))
    const event = told[one.table]
    const brought = fresh.map((of) => ({ ...of, otherwise: otherwise(of.row, one, ids, ctx.actor.id) }))
    for await (const lines of withBytes(zip, one, brought))
      await tx.run(written(ctx, one.table, one.bytes ? [...said, 'bytes'] : said, lines))
    await tx.run(
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
        came: new Map(),
      }
      const counts: Record<string, number> = {}
      for (const one of carried) counts[one.table] = await bringTable(reading, one)
      for (const one of carried) await join(reading, one)
      await putWhatLay(reading)
      await tx.run(
        sql`UPDATE credit_account a SET holds = h.count FROM (SELECT customer_id, count(*)::int AS count FROM credit_hold WHERE organisation_id = ${ctx.organisationId} AND ended_at IS NULL GROUP BY 1) h
          WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = h.customer_id`,
      )
      counts.open_item = await openWhatWasOwed(reading)
      await tx.commit(
        numbersBehind(ctx, ['CUSTOMER', 'CU-'], 'customer'),
        numbersBehind(ctx, supplierSeries, 'supplier'),
        numbersBehind(ctx, plannedSeries, 'planned_receipt'),
        numbersBehind(ctx, quoteSeries, 'quote'),
        recordEvents(ctx, [
          {
            name: 'exchange/archive.read',
            objects: [['organisation', ctx.organisationId]],
            payload: { records: total(counts) },
          },
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
