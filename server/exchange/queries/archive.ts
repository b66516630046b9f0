import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { type Reader, read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { attachmentPath, notInFile } from '../rules/carried'

export interface ArchiveRow {
  id: string
  state: 'ASKED' | 'READY'
  createdAt: Date
  readyAt: Date | null
  sizeBytes: bigint
  /** How many tables and papers it has, and how many of them are written. */
  parts: number
  partsDone: number
}

/** An archive is kept for so many days. */
export const keptDays = 7

/** The archive that was asked for last; null when none was. */
export async function lastArchive(ctx: Ctx): Promise<ArchiveRow | null> {
  const [[row]] = await read(
    ctx,
    sql<ArchiveRow>`SELECT id, state, created_at, ready_at, size_bytes, parts, parts_done FROM archive WHERE organisation_id = ${ctx.organisationId} ORDER BY created_at DESC, id DESC LIMIT 1`,
  )
  return row ?? null
}

/** A piece of an archive that is ready; nothing behind the last one. Refuses with NOT_FOUND. */
export async function archivePiece(ctx: Ctx, id: string, nth: number): Promise<Buffer | null> {
  const [[archive], [piece]] = await read(
    ctx,
    sql`SELECT 1 FROM archive WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid AND state = 'READY'`,
    sql<{
      bytes: Buffer
    }>`SELECT bytes FROM archive_piece WHERE organisation_id = ${ctx.organisationId} AND archive_id = ${id}::uuid AND nth = ${nth}`,
  )
  if (!archive) notFound('archive')
  return piece?.bytes ?? null
}

/** Secrets, what only the program itself needs, and the archives: no part of an archive. */
const leftOut = Object.keys(notInFile)

/** The organisation and its tables, asked of the database's own catalogue so that a table made tomorrow is in it. */
export async function archivedTables(reader: Reader): Promise<{ name: string; columns: string[] }[]> {
  const [tables] = await reader(
    sql<{
      name: string
      columns: string[]
    }>`SELECT c.relname AS name, (SELECT jsonb_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'bytes') AS columns
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL (${leftOut}::text[])
        AND (c.relname = 'organisation' OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped)) ORDER BY 1`,
  )
  return tables
}

/** Pictures stand in the JSON alone: no table of text has room for them. */
const drawings = ['large', 'small']

/** The columns of a table as text. */
export const textColumns = (table: string, columns: readonly string[]): string[] =>
  columns.filter((column) => table !== 'product_picture' || !drawings.includes(column))

const fetchedAtOnce = 1000
/** Rows in which pictures are. */
const heavy: Readonly<Record<string, number>> = { product_picture: 20 }

/** Reads what a query answers by a cursor of the transaction that reads, so that no table is in memory as a whole. */
async function* byCursor<Row>(reader: Reader, table: string, select: string): AsyncGenerator<Row[]> {
  const atOnce = heavy[table] ?? fetchedAtOnce
  const plain = (text: string) => ({ text, values: [] }) as Statement<Row>
  await reader(plain(`DECLARE archived NO SCROLL CURSOR FOR ${select}`))
  for (;;) {
    const [rows] = await reader(plain(`FETCH ${atOnce} FROM archived`))
    if (rows.length > 0) yield rows
    if (rows.length < atOnce) break
  }
  await reader(plain('CLOSE archived'))
}

const own = (ctx: Ctx, table: string) =>
  `FROM "${table}" t WHERE t.${table === 'organisation' ? 'id' : 'organisation_id'} = '${ctx.organisationId}'`

/** A row as it is told: bytes lie beside it, and links of a mail that has not left are secrets. */
const told = (table: string) => `to_jsonb(t) - 'bytes'${table === 'mail' ? " #- '{body,secrets}'" : ''}`

/** How many rows each table has, to say how far an archive is. */
export async function rowsOf(
  reader: Reader,
  ctx: Ctx,
  tables: readonly { name: string }[],
): Promise<Map<string, number>> {
  const text = tables
    .map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows ${own(ctx, name)}`)
    .join(' UNION ALL ')
  const [counted] = await reader({ text, values: [] } as Statement<{ name: string; rows: number }>)
  return new Map(counted.map(({ name, rows }) => [name, rows]))
}

/** The rows of a table as JSON text, exactly as the database writes it. */
export const jsonOf = (reader: Reader, ctx: Ctx, table: string) =>
  byCursor<{ row: string }>(reader, table, `SELECT (${told(table)})::text AS row ${own(ctx, table)}`)

/** The rows of a table as text by column; numbers keep every digit. */
export const textOf = (reader: Reader, ctx: Ctx, table: string) =>
  byCursor<{ row: Record<string, string | null> }>(
    reader,
    table,
    `SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each_text((${told(table)}) - '{${table === 'product_picture' ? drawings : []}}'::text[])) AS row ${own(ctx, table)}`,
  )

/** The papers that are kept, by their hash, each with a name that people know. */
export async function keptPapers(reader: Reader, ctx: Ctx): Promise<{ hash: string; path: string }[]> {
  const [blobs] = await reader(
    sql<{
      hash: string
      mediaType: string
      kind: string | null
      number: string | null
    }>`SELECT DISTINCT ON (b.hash) b.hash, b.media_type, d.kind, d.number FROM blob b
      LEFT JOIN document d ON d.organisation_id = b.organisation_id AND d.blob_hash = b.hash WHERE b.organisation_id = ${ctx.organisationId} ORDER BY b.hash, d.created_at`,
  )
  const plain = (name: string) => name.replace(/[^\w.-]+/g, '-').slice(0, 60)
  return blobs.map(({ hash, mediaType, kind, number }) => ({
    hash,
    path: `documents/${kind ? `${plain(kind)}/${plain(number ?? '')}-` : ''}${hash.slice(0, 12)}${mediaType === 'application/pdf' ? '.pdf' : ''}`,
  }))
}

/** The files that people put beside records. */
export async function keptFiles(reader: Reader, ctx: Ctx): Promise<{ id: string; path: string }[]> {
  const [files] = await reader(
    sql<{
      id: string
      fileName: string
    }>`SELECT id, file_name FROM attachment WHERE organisation_id = ${ctx.organisationId} ORDER BY id`,
  )
  return files.map(({ id, fileName }) => ({ id, path: attachmentPath({ id, file_name: fileName }) }))
}
