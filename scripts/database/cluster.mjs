import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withLock } from '../ground/lock.mjs'
import { command, commandOf, goneWithin, isAlive } from '../ground/os.mjs'
import { kept, readText } from '../ground/place.mjs'
import { portOf, secretsOf } from '../ground/secrets.mjs'
import { refuseDisk, stop } from '../ground/sentence.mjs'
import { binaries, databaseUser, dataFolder } from './binaries.mjs'
import { connected, urlOf } from './connect.mjs'
import { causeOf } from './diagnosis.mjs'

const everyday = {
  shared_buffers: '256MB',
  max_connections: 120,
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_duration_statement: '2s',
}
// A cluster for tests may lose its data with the machine: it is made again.
const disposable = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '10min' }

/** The running postmaster of this very data folder, by its `postmaster.pid`, or null. */
export function postmasterOf(data) {
  const [pid, folder, , port] = readText(join(data, 'postmaster.pid')).split('\n')
  if (!pid || !port || !isAlive(Number(pid)) || !commandOf(Number(pid)).includes('postgres')) return null
  return isSamePlace(folder, data) ? { pid: Number(pid), port: Number(port) } : null
}

function isSamePlace(one, other) {
  try {
    return realpathSync(one) === realpathSync(other)
  } catch {
    return false
  }
}

/**
 * Starts the embedded PostgreSQL of `folder`, or adopts the one that already serves its data.
 * Returns `{ url(role, database), port, adopted, stop() }`; refuses with a sentence when it cannot run.
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
      await createData({ bin, data, user, folder, secrets })
      await launch({ bin, data, user, folder, settings: temporary ? { ...everyday, ...disposable } : everyday })
    }
    const { port } = await ready(data, folder, secrets).catch(async (error) => {
      if (!found) await stopCluster(data)
      throw error
    })
    return {
      port,
      data,
      secrets,
      folder,
      adopted: Boolean(found),
      url: (role, database) => urlOf({ secrets, port, role, database }),
      stop: () => stopCluster(data),
    }
  })
}

function refuseFullDisk(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    const { bavail, bsize } = statfsSync(folder)
    const free = Math.round((bavail * bsize) / 1e6)
    if (free < 300)
      stop(`Only ${free} MB are free on the disk that holds ${folder}; free at least 300 MB and start again.`)
  } catch (error) {
    refuseDisk(error, folder)
  }
}

// Passwords made anew would not open the database that is there.
function refuseLostSecrets(folder) {
  if (existsSync(join(folder, 'secrets.json')) || !existsSync(join(folder, 'postgres', 'PG_VERSION'))) return
  stop(
    `${folder}/secrets.json is gone, and with it the passwords of the database beside it; restore the file, or move the database away to begin with an empty one.`,
  )
}

async function createData({ bin, data, user, folder, secrets }) {
  if (existsSync(join(data, 'PG_VERSION'))) return
  if (existsSync(data) && readdirSync(data).length > 0)
    stop(
      `The database in ${data} is incomplete (no PG_VERSION); restore it from a backup, or move it away to begin with an empty one.`,
    )
  const next = `${data}.new`
  const words = join(dirname(data), '.pwfile')
  rmSync(next, { recursive: true, force: true })
  rmSync(data, { recursive: true, force: true })
  // The database user may not write beside the data, so the empty folder is made for it first.
  mkdirSync(next, { recursive: true, mode: 0o700 })
  writeFileSync(words, secrets.databaseAdmin, { mode: 0o600 })
  if (user) for (const path of [next, words]) chownSync(path, user.uid, user.gid)
  const { code, output } = await command(
    join(bin, 'initdb'),
    [
      '-D',
      next,
      '-U',
      'octet_admin',
      '--auth=scram-sha-256',
      `--pwfile=${words}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      '--no-instructions',
      '--no-sync',
    ],
    { ...user, env: { PATH: process.env.PATH, LC_ALL: 'C' }, cwd: '/' },
  )
  rmSync(words, { force: true })
  if (code !== 0) stop(causeOf(output, { data, folder }))
  renameSync(next, data)
}

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
    // A recovery after a crash may take its time; a postmaster that is gone will not come back.
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

/** Stops the postmaster of a data folder: quickly and cleanly, at once when it will not. */
export async function stopCluster(data) {
  const found = postmasterOf(data)
  if (!found) return
  const tell = (signal) => {
    try {
      process.kill(found.pid, signal)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  tell('SIGINT')
  if (await goneWithin(found.pid, 20_000)) return
  tell('SIGQUIT')
  await goneWithin(found.pid, 5_000)
}
