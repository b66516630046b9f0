import { holderOf } from '../ground/lock.mjs'
import { kept, readJson } from '../ground/place.mjs'
import { stop as refuse, say } from '../ground/sentence.mjs'
import { databaseUser, dataFolder } from './binaries.mjs'
import { connected, name, variant } from './connect.mjs'
import { generate as generateClient } from './generate.mjs'
import { migrate as applyMigrations, prisma } from './migrate.mjs'
import { openDatabase } from './open.mjs'
import { postmasterOf, stopPostmaster } from './postmaster.mjs'

/** Applies the migrations; the embedded database runs on, for whoever works on the program. */
export async function migrate() {
  const { url } = await openDatabase()
  say((await applyMigrations(url)) ? 'migrations applied' : 'the database is up to date')
}

/** Starts the database, migrated, and leaves it running. */
export const up = migrate

/** Prints the addresses of the running, migrated database as shell assignments. */
export async function env() {
  const { url, appUrl } = await openDatabase()
  await applyMigrations(url)
  console.log(`DATABASE_URL='${url}'\nAPP_DATABASE_URL='${appUrl}'`)
}

/** Drops the database with everything in it and makes it anew. `--yes` for a database named by DATABASE_URL. */
export async function reset(flags) {
  const running = holderOf(kept('running.json'))
  if (running) refuse(`Octet runs on this database (process ${running.pid}); stop it first.`)
  const { url, embedded } = await openDatabase()
  const database = decodeURIComponent(new URL(url).pathname.slice(1))
  if (!embedded && !flags.includes('--yes'))
    refuse(`This would drop everything in ${database} at DATABASE_URL; say --yes if you mean it.`)
  await connected(variant(url, { database: 'postgres' }), async (db) => {
    await db.query(`drop database if exists ${name(database)} with (force)`)
    await db.query(`create database ${name(database)}`)
  })
  await applyMigrations(url)
  say('an empty, migrated database')
}

/** Generates the database client's code when the schema changed. */
export async function generate() {
  say((await generateClient()) ? 'client generated' : 'the client is up to date')
}

/** Prints the SQL that leads from the migrations to the models: the next migration, or nothing. Exits 2 on a difference with `--exit-code`. */
export async function diff(flags) {
  const { url } = await openDatabase()
  const args = [
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    'prisma',
    '--script',
    ...flags,
  ]
  const { code } = await prisma(args, { DATABASE_URL: url }, { show: true })
  return code
}

/** Stops the embedded database, unless the program runs on it. */
export async function stop() {
  const running = holderOf(kept('running.json'))
  if (running) refuse(`Octet runs on this database (process ${running.pid}); stop that instead.`)
  await stopPostmaster(dataFolder(kept(), databaseUser()))
}

/** Says what runs. */
export async function status() {
  const running = holderOf(kept('running.json'))
  const postmaster = postmasterOf(dataFolder(kept(), databaseUser()))
  say(running ? `serves ${running.url ?? 'soon'} (process ${running.pid})` : 'does not serve')
  say(
    postmaster ? `PostgreSQL listens on port ${postmaster.port} (process ${postmaster.pid})` : 'PostgreSQL is stopped',
  )
  say(`ports ${JSON.stringify(readJson(kept('ports.json'), {}))}`)
}
