import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib'
import { stop } from '../ground/sentence.mjs'
import { connected, name } from './connect.mjs'
import { applied, compare, migrateAsOf } from './migrate.mjs'

// A dump is compressed text: a line with the migrations of its schema; then for each table a line with its columns, its
// rows in PostgreSQL's row format, and an empty line. It does not contain the schema, because those migrations make it.
const lineOf = (row) => row.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
const rowOf = (line) => line.replace(/\\(n|\\)/g, (_, letter) => (letter === 'n' ? '\n' : '\\'))
const atOnce = 1000

const tablesOf = `select c.relname as table, c.relforcerowsecurity as forced,
    array_agg(a.attname::text order by a.attnum) as columns,
    (select string_agg(pg_get_indexdef(i.indexrelid, n, true), ', ' order by n) from pg_index i, generate_series(1, i.indnkeyatts) n
      where i.indrelid = c.oid and i.indisprimary) as key
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> '_prisma_migrations'
  group by c.oid order by 1`

// The policies bind the owner too, and for most tables no policy lets it read. Inside this transaction they do not
// apply to it. With row_security off, a table that it could read only in part is an error and does not shrink the dump.
async function liftPolicies(db, tables) {
  const forced = tables.filter((table) => table.forced).map(({ table }) => table)
  const { rows } = await db.query('select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user')
  if (!rows[0].free)
    for (const table of forced) await db.query(`alter table ${name(table)} no force row level security`)
  await db.query('set local row_security = off')
  return forced
}

/**
 * Writes the contents of the database at `url` as of one moment into a compressed file. A superuser disturbs nobody.
 * The owner of the tables has to lift their policies meanwhile, and others who use the tables wait until it is done.
 */
export async function dump(url, file, { quality = 9 } = {}) {
  await connected(url, async (db) => {
    await db.query('begin isolation level repeatable read')
    const { rows: tables } = await db.query(tablesOf)
    await liftPolicies(db, tables)
    await db.query(`set local timezone = 'UTC'`)
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_MAX_WINDOW_BITS } = constants
    const params = { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS }
    const compressed = createBrotliCompress({ params })
    const told = textOf(db, tables, Object.fromEntries(await applied(db)))
    await pipeline(Readable.from(told), compressed, createWriteStream(file))
    await db.query('rollback')
  })
}

async function* textOf(db, tables, migrations) {
  yield `${JSON.stringify({ migrations })}\n`
  for (const { table, columns, key } of tables) {
    yield `${JSON.stringify({ table, columns })}\n`
    // Sorted by key, so that the same rows make the same file.
    await db.query(
      `declare told cursor for select t::text as row from ${name(table)} t${key ? ` order by ${key}` : ''}`,
    )
    for (let left = true; left; ) {
      const { rows } = await db.query(`fetch ${atOnce} from told`)
      left = rows.length > 0
      yield rows.map(({ row }) => `${lineOf(row)}\n`).join('')
    }
    await db.query('close told')
    yield '\n'
  }
}

/** The lines of a dump. Only line feeds separate them, because texts may contain other line separators. */
async function* linesOf(file) {
  const text = createReadStream(file).pipe(createBrotliDecompress()).setEncoding('utf8')
  let begun = ''
  for await (const chunk of text) {
    const lines = (begun + chunk).split('\n')
    begun = lines.pop()
    yield* lines
  }
}

/**
 * Fills the empty database at `url` (as its owner) with a dump, in the schema that the dump had; later migrations must
 * still be applied. Refuses a database that is not empty, and a dump whose migrations are not those of this version.
 */
export async function restore(url, file) {
  if (!existsSync(file)) stop(`There is no file ${file}.`)
  await connected(url, async (db) => {
    const { rowCount } = await db.query(tablesOf)
    if (rowCount > 0) stop('The database is not empty; restore into a new one.')
    const lines = linesOf(file)
    const { migrations } = JSON.parse((await lines.next()).value)
    const { unknown, edited } = compare(new Map(Object.entries(migrations)))
    if (unknown.length > 0) stop(`${file} has the migration ${unknown[0]}, which this version does not know.`)
    if (edited.length > 0)
      stop(
        `The migration ${edited[0]} was edited after ${file} had been made with it; restore its text and put the change into a new migration.`,
      )
    await migrateAsOf(Object.keys(migrations), url)
    await db.query('begin')
    await fill(db, lines)
    await db.query('commit')
    await db.query('analyze')
  })
}

// Rows arrive table by table and not in the order of their references, so foreign keys are dropped and made again at the end.
async function fill(db, lines) {
  const { rows: tables } = await db.query(tablesOf)
  const { rows: keys } = await db.query(
    `select conrelid::regclass as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`,
  )
  const forced = await liftPolicies(db, tables)
  for (const key of keys) await db.query(`alter table ${key.table} drop constraint ${key.name}`)
  for (const { table } of tables) await db.query(`alter table ${name(table)} disable trigger user`)
  for (;;) {
    const { value, done } = await lines.next()
    if (done) break
    const { table, columns } = JSON.parse(value)
    const made = tables.find((one) => one.table === table)
    if (`${made?.columns}` !== `${columns}`) stop(`The dump's ${table} has other columns than its migrations make.`)
    for await (const rows of rowsOf(lines))
      await db.query(`insert into ${name(table)} select * from unnest($1::${name(table)}[])`, [rows])
  }
  for (const { table } of tables) await db.query(`alter table ${name(table)} enable trigger user`)
  for (const key of keys) await db.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`)
  for (const table of forced) await db.query(`alter table ${name(table)} force row level security`)
}

async function* rowsOf(lines) {
  for (let rows = []; ; ) {
    const { value, done } = await lines.next()
    if (done) stop('The dump ends in the middle of a table.')
    if (value !== '') rows.push(rowOf(value))
    if (rows.length === atOnce || value === '') {
      if (rows.length > 0) yield rows
      rows = []
    }
    if (value === '') return
  }
}
