import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { command } from '../ground/os.mjs'
import { inRoot, root } from '../ground/place.mjs'
import { stop } from '../ground/sentence.mjs'
import { connected } from './connect.mjs'

const folder = inRoot('prisma/migrations')

/** The migrations of this version: name → checksum, as Prisma computes it. */
export function migrations() {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder)
    .filter((entry) => existsSync(join(folder, entry, 'migration.sql')))
    .sort()
  const sum = (entry) =>
    createHash('sha256')
      .update(readFileSync(join(folder, entry, 'migration.sql')))
      .digest('hex')
  return new Map(names.map((entry) => [entry, sum(entry)]))
}

/** The migrations of a database in order: name → checksum. */
export async function applied(db) {
  const { rows: found } = await db.query(`select to_regclass('public._prisma_migrations') is not null as there`)
  if (!found[0].there) return new Map()
  const { rows } = await db.query(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null order by 1',
  )
  return new Map(rows.map((row) => [row.migration_name, row.checksum]))
}

/** Compares applied migrations with those of this version, so that Prisma need not be asked each time. */
export function compare(known) {
  const wanted = migrations()
  return {
    missing: [...wanted.keys()].filter((entry) => !known.has(entry)),
    unknown: [...known.keys()].filter((entry) => !wanted.has(entry)),
    edited: [...wanted].filter(([entry, sum]) => known.has(entry) && known.get(entry) !== sum).map(([entry]) => entry),
  }
}

/** Migrates the database at `url` (as its owner) to the schema of this version. True when something was applied. */
export async function migrate(url) {
  const { missing, unknown, edited } = compare(await connected(url, applied))
  if (unknown.length > 0)
    stop(
      `The database was made by another version of Octet (it has the migration ${unknown[0]}); start that version, or another database.`,
    )
  if (edited.length > 0)
    stop(
      `The migration ${edited[0]} was edited after it had been applied to this database; restore its text and put the change into a new migration. A database without anything to keep is made anew by npm run db:reset.`,
    )
  if (missing.length === 0) return false
  await deploy(url)
  return true
}

/** Migrates an empty database to the schema of exactly these migrations. */
export async function migrateAsOf(names, url) {
  const then = mkdtempSync(join(tmpdir(), 'octet-migrations-'))
  try {
    for (const entry of [...names, 'migration_lock.toml'])
      cpSync(join(folder, entry), join(then, entry), { recursive: true })
    await deploy(url, { OCTET_MIGRATIONS: then })
  } finally {
    rmSync(then, { recursive: true, force: true })
  }
}

async function deploy(url, environment = {}) {
  const { code, output } = await prisma(['migrate', 'deploy'], { ...environment, DATABASE_URL: url })
  if (code !== 0)
    stop(`The database could not be migrated; the migration that failed changed nothing.\n${output.trim()}`)
}

/** Runs Prisma's command; it finds its generators among the programs of the installed packages. */
export function prisma(args, environment = {}, options = {}) {
  const path = [inRoot('node_modules/.bin'), process.env.PATH].join(delimiter)
  const env = { ...process.env, PATH: path, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', ...environment }
  return command(process.execPath, [inRoot('node_modules/prisma/build/index.js'), ...args], {
    cwd: root,
    ...options,
    env,
  })
}
