import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { holderOf, withLock } from '../ground/lock.mjs'
import { kept, readText } from '../ground/place.mjs'
import { portOf, secretsOf } from '../ground/secrets.mjs'
import { stop } from '../ground/sentence.mjs'
import { binaries, databaseUser, dataFolder } from './binaries.mjs'
import { connected, urlOf } from './connect.mjs'
import { createData, refuseFullDisk, refuseLostSecrets } from './create.mjs'
import { causeOf } from './diagnosis.mjs'
import { buried, postmasterOf, stopPostmaster } from './postmaster.mjs'

const everyday = {
  shared_buffers: '256MB',
  max_connections: 120,
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  jit: 'off',
  // New tables grow fast: plans that were made while they were empty are dropped within seconds instead of a minute.
  autovacuum_naptime: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_duration_statement: '2s',
}
// A cluster for tests may lose its data with the machine, because it is simply made again.
const disposable = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '10min' }

/**
 * Starts the embedded PostgreSQL of `folder`, or uses the one that already serves its data. Returns `{ url(role,
 * database), port, adopted, stop() }`; refuses with a sentence when it cannot run.
 */
export async function startCluster({ folder = kept(), temporary = false } = {}) {
  refuseFullDisk(folder)
  refuseLostSecrets(folder)
  const secrets = await secretsOf(folder)
  return withLock(join(folder, 'postgres.lock'), async () => {
    const user = databaseUser()
    const data = dataFolder(folder, user)
    const found = postmasterOf(data)
    if (!found) {
      const bin = binaries(user)
      await buried(data)
      await createData({ bin, data, user, folder, secrets, temporary })
      await launch({ bin, data, user, folder, settings: temporary ? { ...everyday, ...disposable } : everyday })
    }
    const { port } = await ready(data, folder, secrets).catch(async (error) => {
      if (!found) await stopPostmaster(data)
      throw error
    })
    return {
      port,
      data,
      secrets,
      folder,
      adopted: Boolean(found),
      url: (role, database) => urlOf({ secrets, port, role, database }),
      stop: () => stopPostmaster(data),
    }
  })
}

/** Stops the PostgreSQL of `folder` that a killed program left, unless another program uses it. */
export const stopAbandoned = (folder) =>
  withLock(join(folder, 'postgres.lock'), async () => {
    if (!holderOf(join(folder, 'running.json'))) await stopPostmaster(dataFolder(folder, databaseUser()))
  })

async function launch({ bin, data, user, folder, settings }) {
  const port = await portOf('postgres', folder)
  const log = openSync(join(folder, 'postgres.log'), 'w')
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Its own session: Ctrl-C at the terminal must not reach the database before the program that uses it.
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-h', '127.0.0.1', '-p', `${port}`, '-k', '', ...flags], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  await new Promise((done, fail) => child.once('spawn', done).once('error', fail))
  child.unref()
}

async function ready(data, folder, secrets) {
  for (let waited = 0; ; waited += 50) {
    const found = postmasterOf(data)
    const error = found
      ? await refusalOf(urlOf({ secrets, port: found.port, role: 'admin', database: 'postgres' }))
      : null
    if (found && !error) return found
    if (error?.code === '28P01')
      stop(
        `The database in ${data} does not know the password in ${folder}/secrets.json; restore that file, or move both away to begin with an empty database.`,
      )
    const log = readText(join(folder, 'postgres.log'))
    // A recovery after a crash may be slow, but a postmaster that has ended will not come back.
    if (!found && waited > 500 && /FATAL|PANIC|could not|error while/.test(log)) stop(causeOf(log, { data, folder }))
    if (waited > 120_000) stop(`The database in ${data} did not answer within two minutes; see ${folder}/postgres.log.`)
    await sleep(50)
  }
}

async function refusalOf(url) {
  try {
    await connected(url, (db) => db.query('select 1'))
    return null
  } catch (error) {
    return error
  }
}
