import http from 'node:http'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newId } from '../../context/ids'
import { toEventApi } from '../deliver'
import { close, listen } from '../http'
import { watchServer } from '../outage'
import { outsideServer } from '../outside'
import { type Relay, startRelay } from '../relay'
import { ownDatabase } from './own-database'

const database = await ownDatabase('delivery', { migrated: true })
const owner = new pg.Pool({ connectionString: database.url, max: 2 })
const organisation = newId(new Date())
const received: { id: string; ts: number; data: { payload: { n: number } } }[] = []
let answer: (events: typeof received, res: http.ServerResponse) => void
let server: http.Server
let relay: Relay

const take = (events: typeof received, res: http.ServerResponse) => {
  received.push(...events)
  res.writeHead(200).end('{}')
}

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {}) // the failures are intended
  server = http.createServer(async (req, res) => {
    let text = ''
    for await (const chunk of req) text += chunk
    if (req.url === '/e/the-key') answer(JSON.parse(text), res)
    else res.writeHead(404).end()
  })
  const port = await listen(server, 0)
  relay = startRelay(database.url, toEventApi(`http://127.0.0.1:${port}`, 'the-key'), () => {})
})

afterAll(async () => {
  await relay.stop()
  await close(server)
  await owner.end()
  await database.drop()
})

const within = { timeout: 20_000, interval: 20 }

async function happen(...numbers: number[]): Promise<void> {
  for (const n of numbers) {
    const id = newId(new Date())
    const at = new Date('2031-05-06T07:08:09Z')
    await owner.query(
      `WITH e AS (INSERT INTO event (organisation_id, id, name, actor_kind, at, payload)
        VALUES ($1, $2, 'proof/thing.happened', 'SYSTEM', $3, $4))
      INSERT INTO outbox VALUES ($1, $2)`,
      [organisation, id, at, { n }],
    )
  }
}
const outbox = async () => (await owner.query('SELECT 1 FROM outbox')).rows.length
const numbers = () => received.map((event) => event.data.payload.n)

describe('the relay to an Inngest server', () => {
  test('an event stays in the outbox until the server has taken it, and carries the time at which it was handed over', async () => {
    answer = (_events, res) => res.writeHead(500).end('not now')
    await happen(1)
    await expect.poll(() => relay.status().lastError, within).toContain('500')
    expect(await outbox()).toBe(1)
    answer = take
    await expect.poll(outbox, within).toBe(0)
    expect(numbers()).toEqual([1])
    expect(Math.abs(received[0]!.ts - Date.now())).toBeLessThan(10_000)
  })

  test('after a lost answer the event is sent again with the same id', async () => {
    const ids: string[] = []
    answer = (events, res) => {
      ids.push(...events.map((event) => event.id))
      if (ids.length === 1) res.destroy()
      else take(events, res)
    }
    await happen(2)
    await expect.poll(outbox, within).toBe(0)
    expect(new Set(ids).size).toBe(1)
    expect(ids).toHaveLength(2)
  })

  test('an event that the server refuses does not hold up the others', async () => {
    answer = (events, res) => {
      if (events.some((event) => event.data.payload.n === 4)) res.writeHead(400).end('{"error":"odd"}')
      else take(events, res)
    }
    await happen(3, 4, 5)
    await expect.poll(() => numbers().slice(-2).sort(), within).toEqual([3, 5])
    await expect.poll(outbox, within).toBe(1)
  })
})

test('hands over again the events that a server may have lost while it was away', async () => {
  answer = take
  const organisationId = newId(new Date())
  await owner.query(
    `INSERT INTO organisation (id, name, slug, country, currency, time_zone, locale, working_weekdays, created_at)
    VALUES ($1, 'Proof', 'proof-away', 'IE', 'EUR', 'Europe/Dublin', 'en-IE', '{1,2,3,4,5}', $2)`,
    [organisationId, new Date()],
  )
  const ids: string[] = []
  for (const at of [new Date(Date.now() - 600_000), new Date(), new Date(Date.now() + 600_000)]) {
    const id = newId(at)
    ids.push(id)
    await owner.query(
      `INSERT INTO event (organisation_id, id, name, actor_kind, at, payload) VALUES ($1, $2, 'proof/thing.happened', 'SYSTEM', $3, '{"n":9}')`,
      [organisationId, id, at],
    )
  }
  const away = http.createServer((_req, res) => res.writeHead(404).end())
  const port = await listen(away, 0)
  const watch = watchServer(`http://127.0.0.1:${port}`, (since) => void relay.repeat(since))
  await close(away)
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(received.map((event) => event.id)).not.toContain(ids[1])
  const back = http.createServer((_req, res) => res.writeHead(404).end())
  await listen(back, port)
  await expect.poll(() => received.map((event) => event.id), within).toContain(ids[1])
  expect(received.map((event) => event.id)).not.toContain(ids[0])
  expect(received.map((event) => event.id)).not.toContain(ids[2])
  watch.stop()
  await close(back)
})

test.each([
  [{}, null],
  [{ INNGEST_EVENT_KEY: 'k', INNGEST_SIGNING_KEY: 's' }, null],
  [{ INNGEST_DEV: '0' }, null],
  [{ INNGEST_DEV: '1' }, 'http://127.0.0.1:8288'],
  [{ INNGEST_DEV: 'http://dev:9000' }, 'http://dev:9000'],
  [{ INNGEST_BASE_URL: 'http://inngest:8288' }, 'http://inngest:8288'],
  [{ INNGEST_EVENT_API_BASE_URL: 'https://inn.gs' }, 'https://inn.gs'],
])('the environment %j names the server %s', (environment, expected) => {
  expect(outsideServer(environment)?.eventUrl ?? null).toBe(expected)
})
