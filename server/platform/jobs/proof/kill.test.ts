import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { newId } from '../../context/ids'
import { type Victim, victim } from './killing'
import { ownDatabase } from './own-database'

const kills = 3
/** The number of calls that can be running at a kill. Only their work may be repeated. */
const slots = 16
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function killAtRandom(killed: Victim): Promise<void> {
  for (let i = 0; i < kills; i++) {
    await pause(150 + Math.random() * 400)
    await killed.killAndStart()
  }
}

/** Sends the same ids until an answer comes. */
async function send(port: number, events: { id: string; name: string; data: object }[]): Promise<void> {
  for (;;) {
    const sent = fetch(`http://127.0.0.1:${port}/e/proof`, { method: 'POST', body: JSON.stringify(events) })
    if ((await sent.catch(() => null))?.ok) return
    await pause(50)
  }
}

const patienceMs = 60_000

/**
 * Waits until `count` reaches `wanted` or has not changed for a while. A busy machine may be slow, but must not stand
 * still.
 */
async function arrived(count: () => number | Promise<number>, wanted: number): Promise<number> {
  let last = await count()
  for (let movedAt = Date.now(); last !== wanted && Date.now() - movedAt < patienceMs; await pause(100)) {
    const next = await count()
    if (next !== last) movedAt = Date.now()
    last = next
  }
  return last
}

test('killed at random, runs of several steps lose no run and repeat no finished step', async () => {
  const runs = 24
  const database = await ownDatabase('kill')
  const killed = await victim('server/platform/jobs/proof/killable', database.url)
  const pool = new pg.Pool({ connectionString: database.url, max: 1 })
  onTestFinished(async () => {
    killed.end()
    await pool.end()
    await database.drop()
  })
  await killed.start()
  const senders = Array.from({ length: runs }, async (_, n) => {
    await pause(n * 50)
    await send(killed.port, [{ id: `three-${n}`, name: 'three/asked', data: { n } }])
  })
  await killAtRandom(killed)
  await Promise.all(senders)
  const completed = async () => (await pool.query(`SELECT 1 FROM executor.run WHERE state = 'COMPLETED'`)).rows.length
  expect(await arrived(completed, runs)).toBe(runs)
  expect((await pool.query('SELECT 1 FROM executor.step')).rows).toHaveLength(runs * 6)

  const lines = killed.lines()
  const finished = lines.filter((line) => line.startsWith('-'))
  expect(new Set(finished).size).toBe(runs * 5)
  expect(finished.length - new Set(finished).size).toBeLessThanOrEqual(kills * slots)
  for (let n = 0; n < runs; n++) {
    // Once a later step has begun, the earlier steps are stored and must never begin again.
    const begun = lines.filter((line) => line.startsWith(`+ ${n} `))
    expect(begun).toEqual([...begun].sort())
    const ends = ['- N a', '- N b', '- N c', '- N x', 'end N'].map((line) => lines.indexOf(line.replace('N', `${n}`)))
    expect(ends).toEqual([...ends].sort((x, y) => x - y))
  }
}, 300_000)

test('killed at random while events are handed over, every event in the outbox reaches its reaction', async () => {
  const events = 300
  const database = await ownDatabase('kill_relay', { migrated: true })
  const killed = await victim('server/platform/jobs/proof/killable-background', database.url)
  const pool = new pg.Pool({ connectionString: database.url, max: 1 })
  onTestFinished(async () => {
    killed.end()
    await pool.end()
    await database.drop()
  })
  await killed.start()
  const commit = async () => {
    for (let n = 0; n < events; n++) {
      await pool.query(
        `WITH e AS (INSERT INTO event (organisation_id, id, name, actor_kind, at, payload)
          VALUES ($1, $2, 'proof/thing.happened', 'SYSTEM', $3, $4)) INSERT INTO outbox VALUES ($1, $2)`,
        [newId(new Date()), newId(new Date()), new Date(), { n }],
      )
      await pause(4)
    }
  }
  await Promise.all([commit(), killAtRandom(killed)])
  expect(await arrived(() => new Set(killed.lines()).size, events)).toBe(events)
  const left = async () => {
    const { rows } = await pool.query(
      `SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM executor.run WHERE state <> 'COMPLETED') AS n`,
    )
    return Number(rows[0].n)
  }
  expect(await arrived(left, 0)).toBe(0)
  expect((await pool.query('SELECT 1 FROM executor.run')).rows).toHaveLength(events)
  expect(killed.lines().length - events).toBeLessThanOrEqual(kills * slots)
}, 300_000)
