import { createHmac } from 'node:crypto'
import type http from 'node:http'
import { Inngest } from 'inngest'
import { serve } from 'inngest/node'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bearerOf } from '../executor/bearer'
import { type Executor, startExecutor } from '../executor/executor'
import { close, jobsServer, listen, servePath } from '../http'
import { demoFunctions } from './demo-functions'
import { ownDatabase } from './own-database'

const signingKey = 'signkey-prod-6f0d8a7b5c4e3f2a1b0c9d8e7f6a5b4c'
const eventKey = 'proof-event-key'
const database = await ownDatabase('contract')
const pool = new pg.Pool({ connectionString: database.url, max: 1 })
const trace: { at: number; line: string }[] = []
const lines = (start: string) => trace.filter((entry) => entry.line.startsWith(start)).map((entry) => entry.line)

let executor: Executor
let executorServer: http.Server
let appServer: http.Server
let executorUrl: string
let appUrl: string

const notHere: http.RequestListener = (_req, res) => res.writeHead(404).end()

beforeAll(async () => {
  executor = await startExecutor({
    databaseUrl: database.url,
    signingKey,
    eventKey,
    backoffSeconds: [0.2],
    cronSeconds: 1,
  })
  executorServer = jobsServer({ functions: notHere, executor: () => executor, health: () => ({ ready: true }) })
  executorUrl = `http://127.0.0.1:${await listen(executorServer, 0)}`
  const inngest = new Inngest({ id: 'proof', isDev: false, baseUrl: executorUrl, eventKey, signingKey, logger: quiet })
  const log = (line: string) => trace.push({ at: Date.now(), line })
  const second = (new Date().getSeconds() + 6) % 60
  const tick = inngest.createFunction({ id: 'tick', triggers: { cron: `${second} * * * * *` } }, async ({ event }) => {
    log(`tick ${event.name}`)
  })
  const functions = serve({ client: inngest, functions: [...demoFunctions(inngest, log), tick] })
  appServer = jobsServer({ functions, executor: () => null, health: () => ({ ready: true }) })
  appUrl = `http://127.0.0.1:${await listen(appServer, 0)}${servePath}`
  const synced = await fetch(appUrl, { method: 'PUT' })
  expect(await synced.json()).toEqual({ message: 'Successfully registered', modified: true })
  executor.begin()
})

afterAll(async () => {
  await executor?.stop()
  await pool.end()
  await database.drop()
  await Promise.all([close(executorServer), close(appServer)])
})

const silent = () => {}
const quiet = { info: silent, warn: silent, error: silent, debug: silent }

async function send(...events: { name: string; data: object; id?: string }[]): Promise<Response> {
  return fetch(`${executorUrl}/e/${eventKey}`, { method: 'POST', body: JSON.stringify(events) })
}

/** The number of runs that wait for an event of this name. */
async function waits(name: string): Promise<number> {
  const { rows } = await pool.query('SELECT 1 FROM executor.wait WHERE event_name = $1', [name])
  return rows.length
}

const within = { timeout: 20_000, interval: 50 }

describe('the executor drives functions of the SDK', () => {
  test('steps, sleep, event sent and waited for, retries, parallel steps, invocation and its failure', async () => {
    expect((await send({ name: 'order/placed', data: { orderId: 'A' } })).status).toBe(200)
    await expect.poll(() => waits('payment/received'), within).toBe(1)
    await send(
      { name: 'payment/received', data: { orderId: 'B' } },
      { name: 'payment/received', data: { orderId: 'A' } },
    )
    await expect.poll(() => lines('done A'), within).toHaveLength(1)
    const owed = { tax: 2 }
    const result = {
      reserved: { units: 1 },
      paid: { orderId: 'A' },
      attempts: 3,
      sum: 3,
      owed,
      refused: 'negative amount',
    }
    expect(lines('done A')).toEqual([`done A ${JSON.stringify(result)}`])
    expect([lines('reserve A').length, lines('left A').length, lines('right A').length]).toEqual([1, 1, 1])
  })

  test('a wait that times out ends with null', async () => {
    await send({ name: 'unpaid/asked', data: {} })
    await expect.poll(() => lines('unpaid'), within).toEqual(['unpaid null'])
  })

  test('a failing step is retried, caught by the function, and its failure is a dead letter', async () => {
    await send({ name: 'fail/asked', data: { n: 5, organisationId: 'org-5' } })
    await expect.poll(() => lines('onFailure'), within).toEqual(['onFailure final 5'])
    expect(lines('bad')).toHaveLength(2)
    expect(lines('caught')).toEqual(['caught always'])
    const { deadLetters } = await executor.status()
    const dead = deadLetters.find((letter) => letter.functionId === 'proof-failing')
    expect(dead).toMatchObject({ eventName: 'fail/asked', organisationId: 'org-5', error: { message: 'final' } })
    const { failed } = await executor.workOf('org-5')
    expect(failed).toMatchObject([{ runId: dead!.runId, error: { message: 'final' } }])
    expect((await executor.workOf('org-6')).failed).toEqual([])
    expect(await executor.retry('org-6', dead!.runId)).toBeNull()
    expect(await executor.retry('org-5', dead!.runId)).toBe('proof-failing')
    await expect.poll(() => lines('bad').length, within).toBe(4)
    await expect.poll(() => lines('onFailure').length, within).toBe(2)
  })

  test('a failed attempt is repeated after its delay', () => {
    const [first = 0, second = 0, third = 0] = trace.filter(({ line }) => line === 'flaky A').map(({ at }) => at)
    expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(190)
  })

  test('a step of an unsupported kind fails its run with a sentence', async () => {
    await send({ name: 'signal/asked', data: { organisationId: 'org-7' } })
    await expect
      .poll(async () => (await executor.workOf('org-7')).failed, within)
      .toMatchObject([
        {
          functionId: 'proof-signalled',
          error: {
            name: 'UnsupportedStep',
            message: expect.stringContaining('is not supported by the embedded executor'),
          },
        },
      ])
  })

  test('Retry-After sets the time of the next attempt', async () => {
    await send({ name: 'later/asked', data: {} })
    await expect.poll(() => lines('later 1'), within).toHaveLength(1)
    const [first, second] = trace.filter((entry) => entry.line.startsWith('later'))
    expect(second!.at - first!.at).toBeGreaterThan(1_500)
  })

  test('runs at most as many calls at once as the concurrency of the key allows', async () => {
    await send(...[...'AAAABBBB'].map((key) => ({ name: 'keyed/asked', data: { key } })))
    await expect.poll(() => lines('keyed-').length, within).toBe(8)
    for (const key of 'AB') {
      let now = 0
      let most = 0
      for (const line of lines('keyed').filter((text) => text.endsWith(key))) {
        now += line.startsWith('keyed+') ? 1 : -1
        most = Math.max(most, now)
      }
      expect(most).toBe(2)
    }
  })

  test('the faster of two racing steps wins, and the next step runs once', async () => {
    await send({ name: 'race/asked', data: {} })
    await expect.poll(() => lines('race'), within).toEqual(['race quick'])
  })

  test('a schedule starts its function', async () => {
    await expect.poll(() => lines('tick'), within).toContain('tick inngest/scheduled.timer')
  })

  test('an event with a known id starts nothing, and a trigger with a condition starts only when it holds', async () => {
    const answers = await Promise.all(
      [7, 7, 7, 8].map((n) => send({ id: `noop-${n}`, name: 'noop/asked', data: { n } })),
    )
    expect(await answers[0]!.json()).toEqual({ ids: ['noop-7'], status: 200 })
    await expect.poll(() => lines('noop').sort(), within).toEqual(['noop 7', 'noop 8'])
    await expect.poll(() => lines('filtered'), within).toEqual(['filtered 7'])
  })
})

describe('who may speak to whom', () => {
  test('refuses a wrong event key, an unsigned registration and an unsigned request for the status', async () => {
    const event = JSON.stringify({ name: 'noop/asked', data: {} })
    expect((await fetch(`${executorUrl}/e/wrong`, { method: 'POST', body: event })).status).toBe(401)
    expect((await fetch(`${executorUrl}/fn/register`, { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await fetch(`${executorUrl}/status`)).status).toBe(401)
    const headers = { authorization: bearerOf(signingKey) }
    expect((await fetch(`${executorUrl}/status`, { headers })).status).toBe(200)
  })

  test('functions refuse a call without signature, with a wrong signature, or with a changed body', async () => {
    const body =
      '{"ctx":{"run_id":"r"},"event":{"data":{"n":9},"name":"noop/asked"},"events":[],"steps":{},"version":2}'
    const t = String(Math.round(Date.now() / 1_000))
    const sign = (key: string) => `t=${t}&s=${createHmac('sha256', key).update(body).update(t).digest('hex')}`
    const call = (headers: Record<string, string>, text = body) =>
      fetch(`${appUrl}?fnId=proof-noop&stepId=step`, { method: 'POST', body: text, headers })
    const right = sign(signingKey.replace('signkey-prod-', ''))
    expect((await call({})).status).toBe(401)
    expect((await call({ 'x-inngest-signature': sign('0123') })).status).toBe(401)
    expect((await call({ 'x-inngest-signature': right }, body.replace('"r"', '"q"'))).status).toBe(401)
    expect((await call({ 'x-inngest-signature': right })).status).toBe(200)
    expect((await fetch(appUrl, { method: 'PATCH' })).status).toBe(405)
  })

  test.each([
    [{ rateLimit: { limit: 1, period: '1m' } }, '"rateLimit"'],
    [{ throttle: { limit: 1, period: '1m' } }, '"throttle"'],
    [{ debounce: { period: '1m' } }, '"debounce"'],
    [{ batchEvents: { maxSize: 2, timeout: '1s' } }, '"batchEvents"'],
    [{ singleton: { mode: 'skip' } }, '"singleton"'],
    [{ priority: { run: '1' } }, '"priority"'],
    [{ cancelOn: [{ event: 'a/b' }] }, '"cancelOn"'],
    [{ timeouts: { finish: '1m' } }, '"timeouts"'],
    [{ idempotency: 'event.data.id' }, '"idempotency"'],
    [{ concurrency: [{ limit: 1 }, { limit: 2, key: 'event.data.a' }] }, 'several concurrency rules'],
    [{ concurrency: [{ limit: 1, scope: 'account', key: '"a"' }] }, '"concurrency.scope"'],
    [{ concurrency: { limit: 1, key: 'event.data.(' } }, '"concurrency.key"'],
    [{ triggers: [{ cron: 'every tuesday' }] }, 'every tuesday'],
  ])('the option %j is refused at registration, by name', async (option, named) => {
    const inngest = new Inngest({
      id: 'other',
      isDev: false,
      baseUrl: executorUrl,
      eventKey,
      signingKey,
      logger: quiet,
    })
    const shape = { id: 'odd', triggers: [{ event: 'odd/asked' }], ...option }
    const functions = [inngest.createFunction(shape as never, async () => {})]
    const server = jobsServer({ functions: serve({ client: inngest, functions }), executor: () => null, health: ready })
    const port = await listen(server, 0)
    const answer = await fetch(`http://127.0.0.1:${port}${servePath}`, { method: 'PUT' })
    await close(server)
    expect(answer.status).toBe(400)
    const { message } = (await answer.json()) as { message: string }
    expect(message).toContain('"other-odd"')
    expect(message).toContain(named)
  })
})

const ready = () => ({ ready: true })

test('refuses unreadable events with a sentence', async () => {
  const post = (body: string) => fetch(`${executorUrl}/e/${eventKey}`, { method: 'POST', body })
  expect((await post('{')).status).toBe(400)
  expect((await post('[{"data":{}}]')).status).toBe(400)
  expect((await post('{"name":"a/b","data":[1]}')).status).toBe(400)
})
