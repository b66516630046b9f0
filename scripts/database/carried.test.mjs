import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command } from '../ground/os.mjs'
import { inRoot, root } from '../ground/place.mjs'
import { bundle } from '../program/bundle.mjs'
import { drawn } from '../proof/days.mjs'
import { connected, dropDatabase, name, variant } from './connect.mjs'
import { dump, restore } from './dump.mjs'
import { migrate, migrations } from './migrate.mjs'

// Data survives an upgrade: a demo of each kept version goes through all later migrations, and every rule holds.

const kept = readdirSync(inRoot('prisma/dumps')).sort()
// The newest, and one of those before it that the commit draws; OCTET_TEST_DUMPS=all takes every one.
const all = process.env.OCTET_TEST_DUMPS === 'all'
const dumps = all ? kept : [drawn(kept.slice(0, -1)), kept.at(-1)]
const server = process.env.DATABASE_URL
const made = []
let check = ''
beforeAll(async () => {
  check = await bundle('server/programs/check.ts')
})
afterAll(() =>
  connected(variant(server, { database: 'postgres' }), async (db) => {
    for (const database of made) await dropDatabase(db, database)
  }),
)

async function emptyDatabase() {
  const database = `${new URL(server).pathname.slice(1)}_carried_${made.push('') - 1}`
  made[made.length - 1] = database
  await connected(variant(server, { database: 'postgres' }), (db) => db.query(`create database ${name(database)}`))
  return variant(server, { database })
}

const textOf = (file) => brotliDecompressSync(readFileSync(file))

const say = (url) => {
  const appUrl = variant(process.env.APP_DATABASE_URL, { database: new URL(url).pathname.slice(1) })
  const env = { ...process.env, DATABASE_URL: url, APP_DATABASE_URL: appUrl }
  return command(process.execPath, [check], { cwd: root, env })
}

describe.each(dumps)('%s', (entry) => {
  const file = inRoot('prisma/dumps', entry)

  test('goes through every migration since, and the checker finds nothing', async () => {
    const url = await emptyDatabase()
    await restore(url, file)
    // Nothing was lost: the owner's dump of the result has the same text.
    const again = join(tmpdir(), 'again.br')
    await dump(url, again, { quality: 1 })
    expect(textOf(again).equals(textOf(file))).toBe(true)
    await migrate(url)
    expect(await migrate(url)).toBe(false)
    const { code, output } = await say(url)
    expect(output).toMatch(/^1 organisations, \d+ rules, 0 violations$/m)
    expect(code).toBe(0)
    // The restored database is complete, and its policies apply again.
    const { rows } = await connected(url, (db) =>
      db.query(`select (select count(*)::int from sales_order) as seen, (select count(*)::int from pg_class where relname = 'posting' and relforcerowsecurity) as forced,
        (select count(*)::int from pg_constraint where contype = 'f' and not convalidated) as unproven`),
    )
    expect(rows).toEqual([{ seen: expect.any(Number), forced: 1, unproven: 0 }])
    expect(rows[0].seen).toBeGreaterThan(100)
  }, 900_000)
})

test('refuses by name a migration that was edited after it was applied', async () => {
  const [first] = migrations().keys()
  const file = join(tmpdir(), 'edited.br')
  writeFileSync(file, brotliCompressSync(`${JSON.stringify({ migrations: { [first]: 'another' } })}\n`))
  await expect(restore(await emptyDatabase(), file)).rejects.toThrow(new RegExp(`${first} was edited`))
  const url = await emptyDatabase()
  await connected(url, (db) =>
    db.query(
      `create table _prisma_migrations (migration_name text, checksum text, finished_at timestamptz, rolled_back_at timestamptz)`,
    ),
  )
  await connected(url, (db) =>
    db.query(`insert into _prisma_migrations values ($1, 'another', '2026-11-29', null)`, [first]),
  )
  await expect(migrate(url)).rejects.toThrow(new RegExp(`${first} was edited`))
})
