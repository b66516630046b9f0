import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { databaseUser, dataFolder } from '../database/binaries.mjs'
import { startCluster, stopAbandoned } from '../database/cluster.mjs'
import { connected, dropDatabase, name, urlOf, variant } from '../database/connect.mjs'
import { migrate, migrations } from '../database/migrate.mjs'
import { postmasterOf } from '../database/postmaster.mjs'
import { prepareCluster, prepareExternal } from '../database/roles.mjs'
import { bequeath } from '../ground/bequeath.mjs'
import { withLock } from '../ground/lock.mjs'
import { inRoot, kept } from '../ground/place.mjs'
import { isAlive } from '../ground/processes.mjs'
import { secretsOf } from '../ground/secrets.mjs'

const folder = kept('test')
const presence = 'octet-presence'

/**
 * Opens the server for tests, which is not the one of `npm start`: TEST_DATABASE_URL, otherwise an embedded one that is
 * fast and not durable. `leave()` stops it when no other run uses it. Several runs may share it.
 */
export async function enterTestServer() {
  for (let attempt = 1; ; attempt++) {
    try {
      return await enter()
    } catch (error) {
      // The run before this one may just have stopped the server.
      if (attempt === 5 || !['ECONNREFUSED', 'ECONNRESET', '57P03', '57P01'].includes(error.code)) throw error
    }
  }
}

async function enter() {
  const given = process.env.TEST_DATABASE_URL
  const takeBack = given
    ? () => {}
    : bequeath({ module: inRoot('scripts/proof/test-database.mjs'), name: 'stopUnused', args: [] })
  const cluster = given ? null : await startCluster({ folder, temporary: true })
  if (cluster) await prepareCluster(cluster, null)
  const url = given ?? cluster.url('owner', 'postgres')
  const appUrl = given ? await prepareExternal(given) : cluster.url('app', 'postgres')
  const db = new pg.Client({ connectionString: url, application_name: presence })
  db.on('error', () => {})
  await db.connect()
  const leave = async () => {
    const isLast = (await othersThan(db)) === 0
    await db.end()
    if (cluster && isLast) await cluster.stop()
    takeBack()
  }
  return { url, appUrl, leave }
}

// The number of other runs on the server.
async function othersThan(db) {
  const { rows } = await db.query(
    `select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()`,
    [presence],
  )
  return rows[0].others
}

/** Stops the embedded server for tests that a killed run left, as soon as no other run uses it. */
export async function stopUnused() {
  const postmaster = postmasterOf(dataFolder(folder, databaseUser()))
  if (!postmaster) return
  const url = urlOf({ secrets: await secretsOf(folder), port: postmaster.port, role: 'owner', database: 'postgres' })
  while ((await connected(url, othersThan)) > 0) await sleep(500)
  await stopAbandoned(folder)
}

/** Makes a new database for one run, cloned from a template with the migrations of this version. */
export async function cloneDatabase(server) {
  const template = await withLock(`${folder}/template.lock`, () => currentTemplate(server))
  const database = `octet_run_${process.pid}_${randomBytes(3).toString('hex')}`
  await connected(server.url, async (db) => {
    await dropOrphans(db)
    await db.query(`create database ${name(database)} template ${name(template)}`)
  })
  const drop = () => connected(server.url, (db) => dropDatabase(db, database))
  return { url: variant(server.url, { database }), appUrl: variant(server.appUrl, { database }), drop }
}

async function currentTemplate(server) {
  const key = createHash('sha256')
    .update(JSON.stringify([...migrations()]))
    .digest('hex')
    .slice(0, 12)
  const template = `octet_template_${key}`
  return connected(server.url, async (db) => {
    const { rows } = await db.query(`select datname from pg_database where datname like 'octet\\_template\\_%'`)
    if (rows.some((row) => row.datname === template)) return template
    for (const row of rows) await dropDatabase(db, row.datname)
    const next = `octet_template_next`
    await db.query(`create database ${name(next)}`)
    await migrate(variant(server.url, { database: next }))
    await db.query(`alter database ${name(next)} rename to ${name(template)}`)
    return template
  })
}

// Drops the databases of killed runs; the number in the name is that of the run's process.
async function dropOrphans(db) {
  const { rows } = await db.query(`select datname from pg_database where datname like 'octet\\_run\\_%'`)
  for (const { datname } of rows) if (!isAlive(Number(datname.split('_')[2]))) await dropDatabase(db, datname)
}
