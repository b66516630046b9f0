import { statSync } from 'node:fs'
import { holderOf } from '../ground/lock.mjs'
import { command } from '../ground/os.mjs'
import { inRoot, kept, readJson } from '../ground/place.mjs'
import { stop as refuse, say } from '../ground/sentence.mjs'
import { databaseUser, dataFolder } from './binaries.mjs'
import { connected, dropDatabase, name, variant } from './connect.mjs'
import { dump as dumpDatabase, restore as restoreDatabase } from './dump.mjs'
import { generate as generateClient } from './generate.mjs'
import { migrate as applyMigrations, migrations, prisma } from './migrate.mjs'
import { openDatabase } from './open.mjs'
import { postmasterOf, stopPostmaster } from './postmaster.mjs'

/** Applies the migrations and leaves the embedded database running, for developers. */
export async function migrate() {
  const { url } = await openDatabase()
  say((await applyMigrations(url)) ? 'migrations applied' : 'the database is up to date')
}

export const up = migrate

/** Prints the addresses of the running, migrated database as shell assignments. */
export async function env() {
  const { url, appUrl } = await openDatabase()
  await applyMigrations(url)
  console.log(`DATABASE_URL='${url}'\nAPP_DATABASE_URL='${appUrl}'`)
}

/** Drops the database with all its data and makes it again. A database named by DATABASE_URL needs `--yes`. */
export async function reset(flags) {
  const running = holderOf(kept('running.json'))
  if (running) refuse(`Octet runs on this database (process ${running.pid}); stop it first.`)
  const { url, embedded } = await openDatabase()
  const database = decodeURIComponent(new URL(url).pathname.slice(1))
  if (!embedded && !flags.includes('--yes'))
    refuse(`This would drop everything in ${database} at DATABASE_URL; say --yes if you mean it.`)
  await connected(variant(url, { database: 'postgres' }), async (db) => {
    await dropDatabase(db, database)
    await db.query(`create database ${name(database)}`)
  })
  await applyMigrations(url)
  say('an empty, migrated database')
}

/** Writes everything in the database into a compressed file. */
export async function dump([file]) {
  if (!file) refuse('Say where to: npm run db:dump -- FILE.')
  const { url, embedded } = await openDatabase()
  await dumpDatabase(embedded ? embedded.url('admin') : url, file)
  say(`${file} holds ${(statSync(file).size / 1e6).toFixed(1)} MB`)
}

/** Fills an empty database from a dump, and migrates it to the schema of this version. */
export async function restore([file]) {
  if (!file) refuse('Say where from: npm run db:restore -- FILE.')
  const { url } = await openDatabase()
  await restoreDatabase(url, file)
  await applyMigrations(url)
  say('the dump is restored; npm run check looks whether everything in it agrees')
}

/**
 * Keeps a small demo in the schema of this version, grown in its own database; the test of upgrades carries it through
 * later migrations.
 */
export async function keep() {
  const { bundle } = await import('../program/bundle.mjs')
  const { cloneDatabase } = await import('../proof/test-database.mjs')
  const opened = await openDatabase()
  const scratch = await cloneDatabase(opened)
  const file = inRoot('prisma/dumps', `${[...migrations().keys()].at(-1)}.br`)
  const env = { ...process.env, TZ: 'UTC', DATABASE_URL: scratch.url, APP_DATABASE_URL: scratch.appUrl }
  try {
    const { code, output } = await command(process.execPath, [await bundle('server/programs/specimen.ts')], { env })
    if (code !== 0) refuse(`The demo did not grow.\n${output.trim()}`)
    await dumpDatabase(scratch.url, file)
  } finally {
    await scratch.drop()
    if (!opened.adopted) await opened.stop()
  }
  say(`${file} holds ${(statSync(file).size / 1e6).toFixed(1)} MB`)
}

/** Generates the database client when the schema has changed. */
export async function generate() {
  say((await generateClient()) ? 'client generated' : 'the client is up to date')
}

/**
 * Prints the SQL from the migrations to the models: the next migration, or nothing. With `--exit-code` a difference
 * exits with 2.
 */
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

/** Stops the embedded database, unless the program uses it. */
export async function stop() {
  const running = holderOf(kept('running.json'))
  if (running) refuse(`Octet runs on this database (process ${running.pid}); stop that instead.`)
  await stopPostmaster(dataFolder(kept(), databaseUser()))
}

/** Prints what runs. */
export async function status() {
  const running = holderOf(kept('running.json'))
  const postmaster = postmasterOf(dataFolder(kept(), databaseUser()))
  say(running ? `serves ${running.url ?? 'soon'} (process ${running.pid})` : 'does not serve')
  say(
    postmaster ? `PostgreSQL listens on port ${postmaster.port} (process ${postmaster.pid})` : 'PostgreSQL is stopped',
  )
  say(`ports ${JSON.stringify(readJson(kept('ports.json'), {}))}`)
}
