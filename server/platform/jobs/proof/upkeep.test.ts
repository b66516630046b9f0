import http from 'node:http'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../executor/engine'
import { type Executor, startExecutor } from '../executor/executor'
import { forget } from '../executor/retention'
import { close, listen } from '../http'
import { ownDatabase } from './own-database'

const database = await ownDatabase('upkeep')
const pool = new pg.Pool({ connectionString: database.url, max: 2 })
const calls: { fn: string; attempt: number }[] = []
let executor: Executor
let app: http.Server
let port: number

const createApp = () =>
  http.createServer(async (req, res) => {
    let text = ''
    for await (const chunk of req) text += chunk
    const fn = new URL(req.url!, 'http://app').searchParams.get('fnId')!
    calls.push({ fn, attempt: JSON.parse(text).ctx.attempt })
    res.writeHead(200, { 'content-type': 'application/json' }).end('null')
  })

const registration = (...ids: string[]) => ({
  appName: 'upkeep',
  functions: ids.map((id) => ({
    id,
    name: id,
    triggers: [{ event: `upkeep/${id}` }, { cron: 'TZ=Europe/Berlin 0 6 * * 1' }],
    steps: { step: { id: 'step', runtime: { type: 'http', url: `http://127.0.0.1:${port}/?fnId=${id}` } } },
  })),
})

const send = (id: string, name: string) => executor.send([{ id, name, ts: Date.now(), data: {} }])
const runs = async () => (await pool.query('SELECT fn_id, state, output FROM executor.run ORDER BY fn_id')).rows
const within = { timeout: 20_000, interval: 50 }

beforeAll(async () => {
  executor = await startExecutor({ databaseUrl: database.url, backoffSeconds: [0.1] })
  app = createApp()
  port = await listen(app, 0)
})

beforeEach(async () => {
  await pool.query('TRUNCATE executor.run, executor.event CASCADE')
})

afterAll(async () => {
  await executor.stop()
  await close(app)
  await pool.end()
  await database.drop()
})

test('functions and schedules that an app no longer names are deleted', async () => {
  const schedules = async () => (await pool.query('SELECT cron, timezone FROM executor_boss.schedule')).rows
  await executor.register(registration('kept', 'dropped'))
  expect(await schedules()).toHaveLength(2)
  await executor.register(registration('kept'))
  expect(await schedules()).toEqual([{ cron: '0 6 * * 1', timezone: 'Europe/Berlin' }])
  expect((await executor.status()).functions).toBe(1)
})

test('a run whose function is gone, and a run whose process died again and again, become dead letters', async () => {
  await executor.register(registration('gone', 'poison'))
  await send('e1', 'upkeep/gone')
  await send('e2', 'upkeep/poison')
  await pool.query(
    `UPDATE executor_boss.job SET retry_count = 60, started_on = now() WHERE data->>'run' =
      (SELECT id FROM executor.run WHERE fn_id = 'poison')`,
  )
  await executor.register(registration('poison'))
  executor.begin()
  await expect.poll(async () => (await runs()).map((run) => run.state), within).toEqual(['FAILED', 'FAILED'])
  expect((await runs()).map((run) => run.output.name)).toEqual(['FunctionNotFound', 'Poisonous'])
  expect(calls).toEqual([])
  expect((await executor.status()).deadLetters).toHaveLength(2)
})

test('a call to an address where nothing listens is made later and costs no attempt', async () => {
  await executor.register(registration('late'))
  await close(app)
  await send('e3', 'upkeep/late')
  await expect.poll(async () => (await executor.status()).jobs.later, within).toBe(1)
  app = createApp()
  await listen(app, port)
  await expect.poll(() => calls, within).toEqual([{ fn: 'late', attempt: 0 }])
  await expect.poll(async () => (await runs())[0]?.state, within).toBe('COMPLETED')
})

test('a failed schedule is reported until it succeeds again', async () => {
  const ended = async (id: string, fn: string, state: string, minutes: number) => {
    await pool.query(`INSERT INTO executor.event (id, name, body) VALUES ($1, 'inngest/scheduled.timer', $2)`, [
      id,
      { id, name: 'inngest/scheduled.timer', data: {} },
    ])
    await pool.query(
      `INSERT INTO executor.run (id, fn_id, event_id, state, output, ended_at)
      VALUES ($1, $2, $1, $3, $4, clock_timestamp() - make_interval(mins => $5))`,
      [id, fn, state, { message: `${id} cannot be done` }, minutes],
    )
  }
  await ended('s1', 'failing', 'COMPLETED', 40)
  await ended('s2', 'failing', 'FAILED', 30)
  await ended('s3', 'failing', 'FAILED', 20)
  await ended('s4', 'cured', 'FAILED', 30)
  await ended('s5', 'cured', 'COMPLETED', 20)
  expect((await executor.status()).failingSchedules).toEqual([
    { functionId: 'failing', failures: 2, lastFailedAt: expect.any(String), message: 's3 cannot be done' },
  ])
})

test('finished runs and their events are deleted after their days, failed runs later, and running ones never', async () => {
  await pool.query(`INSERT INTO executor.event (id, name, body, received_at)
    SELECT 'old-' || n, 'a/b', '{}', clock_timestamp() - n * interval '1 day' FROM generate_series(1, 40) n`)
  await pool.query(`INSERT INTO executor.run (id, fn_id, event_id, state, ended_at)
    SELECT s || n, 'f' || s, 'old-' || n, s, CASE s WHEN 'RUNNING' THEN NULL ELSE clock_timestamp() - n * interval '1 day' END
    FROM generate_series(1, 40) n, unnest('{RUNNING,COMPLETED,FAILED}'::text[]) s WHERE s <> 'RUNNING' OR n > 38`)
  await forget({ pool, stopping: false, settings: executor.settings } as unknown as Engine)
  const { rows } = await pool.query(`SELECT state, count(*)::int FROM executor.run GROUP BY state ORDER BY state`)
  expect(rows).toEqual([
    { state: 'COMPLETED', count: 2 },
    { state: 'FAILED', count: 29 },
    { state: 'RUNNING', count: 2 },
  ])
  expect((await pool.query('SELECT 1 FROM executor.event')).rows).toHaveLength(31)
})
