import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { command } from '../ground/os.mjs'
import { inRoot, root } from '../ground/place.mjs'
import { say, stop } from '../ground/sentence.mjs'
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

/** How the database at `url` stands to the migrations of this version: then Prisma need not be asked each time. */
async function compare(url) {
  const wanted = migrations()
  const rows = await connected(url, async (db) => {
    const { rows: found } = await db.query(`select to_regclass('public._prisma_migrations') is not null as there`)
    if (!found[0].there) return []
    return (
      await db.query(
        'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
      )
    ).rows
  })
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  return {
    missing: [...wanted.keys()].filter((entry) => !applied.has(entry)),
    unknown: [...applied.keys()].filter((entry) => !wanted.has(entry)),
    edited: [...wanted]
      .filter(([entry, sum]) => applied.has(entry) && applied.get(entry) !== sum)
      .map(([entry]) => entry),
  }
}

/** Brings the database at `url` (as its owner) to the schema of this version. True when something was applied. */
export async function migrate(url) {
  const { missing, unknown, edited } = await compare(url)
  if (unknown.length > 0)
    stop(
      `The database was made by another version of Octet (it has the migration ${unknown[0]}); start that version, or another database.`,
    )
  if (edited.length > 0)
    say(
      `the migration ${edited[0]} was edited after it had been applied here; npm run db:reset makes the database anew`,
    )
  if (missing.length === 0) return false
  const { code, output } = await prisma(['migrate', 'deploy'], { DATABASE_URL: url })
  if (code !== 0)
    stop(`The database could not be migrated; the migration that failed changed nothing.\n${output.trim()}`)
  return true
}

/** Runs Prisma's own command; its generators are found among the installed packages' programs. */
export function prisma(args, environment = {}, options = {}) {
  const path = [inRoot('node_modules/.bin'), process.env.PATH].join(delimiter)
  const env = { ...process.env, PATH: path, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', ...environment }
  return command(process.execPath, [inRoot('node_modules/prisma/build/index.js'), ...args], {
    cwd: root,
    ...options,
    env,
  })
}
