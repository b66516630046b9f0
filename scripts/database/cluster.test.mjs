import { readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bequeath } from '../ground/bequeath.mjs'
import { inRoot, kept, readText } from '../ground/place.mjs'
import { goneWithin } from '../ground/processes.mjs'
import { startCluster } from './cluster.mjs'
import { connected } from './connect.mjs'
import { migrate } from './migrate.mjs'
import { postmasterOf } from './postmaster.mjs'
import { prepareCluster } from './roles.mjs'

const folder = kept('test', `cluster-${process.pid}`)
const start = () => startCluster({ folder })
let cluster

beforeAll(async () => {
  bequeath({ module: inRoot('scripts/database/cluster.mjs'), name: 'stopAbandoned', args: [folder] })
  cluster = await start()
  await prepareCluster(cluster)
})

afterAll(async () => {
  await cluster.stop()
  let outside = null
  try {
    outside = readlinkSync(join(folder, 'postgres'))
  } catch {
    // The data is in the folder itself.
  }
  if (outside) rmSync(join(outside, '..'), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

test('uses a database that already runs and does not start a second one', async () => {
  const again = await start()
  expect(again.adopted).toBe(true)
  expect(again.port).toBe(cluster.port)
})

test('only the owner can read the secrets', () => {
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('no role of the program is a superuser or bypasses row security, and the serving role makes no tables', async () => {
  const { rows } = await connected(cluster.url('owner'), (db) =>
    db.query(
      `select rolname, rolsuper or rolbypassrls as unbound from pg_roles where rolname in ('octet_owner', 'octet_app') order by 1`,
    ),
  )
  expect(rows).toEqual([
    { rolname: 'octet_app', unbound: false },
    { rolname: 'octet_owner', unbound: false },
  ])
  await expect(connected(cluster.url('app'), (db) => db.query('create table mine (id int)'))).rejects.toThrow(
    /permission denied/,
  )
})

test('a serving role whose password was changed gets its own password back', async () => {
  await connected(cluster.url('admin'), (db) => db.query(`alter role octet_app password 'another' nologin`))
  await prepareCluster(cluster)
  await connected(cluster.url('app'), (db) => db.query('select 1'))
})

test('after kill -9 the database has its data, on the same port', async () => {
  await connected(cluster.url('owner'), (db) => db.query('create table kept (id int); insert into kept values (7)'))
  const { pid } = postmasterOf(cluster.data)
  process.kill(pid, 'SIGKILL')
  expect(await goneWithin(pid, 5_000)).toBe(true)
  const again = await startUntilFreed()
  expect(again.port).toBe(cluster.port)
  const { rows } = await connected(again.url('owner'), (db) => db.query('select id from kept'))
  expect(rows).toEqual([{ id: 7 }])
})

// The processes of a killed database release their memory a moment later.
async function startUntilFreed(attempts = 20) {
  try {
    return await start()
  } catch (error) {
    if (attempts === 0) throw error
    return startUntilFreed(attempts - 1)
  }
}

test('leaves a database of a later version alone and says so', async () => {
  const url = cluster.url('owner')
  await connected(url, (db) =>
    db.query(`create table _prisma_migrations (migration_name text, checksum text, finished_at timestamptz, rolled_back_at timestamptz);
      insert into _prisma_migrations values ('29990101000000_later', 'x', '2999-01-01', null)`),
  )
  await expect(migrate(url)).rejects.toThrow(/another version of Octet.*29990101000000_later/)
})

test('reports lost secrets or a damaged data folder in one sentence, and starts nothing', async () => {
  await cluster.stop()
  const secrets = readText(join(folder, 'secrets.json'))
  rmSync(join(folder, 'secrets.json'))
  await expect(start()).rejects.toThrow(/secrets\.json is gone.*restore the file/)
  writeFileSync(join(folder, 'secrets.json'), secrets, { mode: 0o600 })
  const version = join(cluster.data, 'PG_VERSION')
  const text = readText(version)
  rmSync(version)
  await expect(start()).rejects.toThrow(/is incomplete \(no PG_VERSION\)/)
  writeFileSync(version, `${text}\n`)
  expect(postmasterOf(cluster.data)).toBe(null)
})
