import type http from 'node:http'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Ctx } from '../../context/ctx'
import { newId } from '../../context/ids'
import { closeConnections } from '../../database/db'
import { closeNotifier } from '../../database/notify'
import { transaction } from '../../database/run'
import { recordEvents } from '../../events/events'
import { type Background, startBackground } from '../background'
import { type Executor, startExecutor } from '../executor/executor'
import { keepFailedWork } from '../failed'
import type { BackgroundFunction } from '../functions'
import { close, jobsServer, listen } from '../http'
import { backgroundWork, retryWork } from '../operations'
import { jobPorts } from '../ports'
import { ownDatabase } from './own-database'

// Work that fails for good on an Inngest server is shown to its organisation here, and tried again from here.

const [ours, theirs] = [await ownDatabase('ours_failed', { migrated: true }), await ownDatabase('theirs_failed')]
process.env.APP_DATABASE_URL = ours.appUrl
const owner = new pg.Pool({ connectionString: ours.url, max: 2 })
const second = (new Date().getSeconds() + 4) % 60
const ran: string[] = []
let broken = true

function runs(id: string) {
  return async () => {
    ran.push(id)
    if (broken) throw new Error('it cannot be done')
  }
}
const functions: BackgroundFunction[] = [
  { id: 'proof.fail', on: 'proof/thing.happened', run: runs('fail') },
  { id: 'proof.other', on: 'proof/thing.happened', run: async () => void ran.push('other') },
  { id: 'proof.sweep', cron: `${second} * * * * *`, due: 'proof', run: runs('sweep') },
]
let executor: Executor
let server: http.Server
let background: Background
let contexts: Ctx[]

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {}) // the failures are intended
  const ids = [newId(new Date()), newId(new Date())]
  for (const [n, id] of ids.entries())
    await owner.query(
      `INSERT INTO organisation (id, name, slug, country, currency, time_zone, locale, working_weekdays, created_at)
      VALUES ($1, $2, $2, 'IE', 'EUR', 'Europe/Dublin', 'en-IE', '{1,2,3,4,5}', $3)`,
      [id, `outside-${n}`, new Date()],
    )
  contexts = await Promise.all(ids.map((id) => jobPorts.mintCtx(id)))
  const keys = { eventKey: 'outside-key', signingKey: 'signkey-prod-00112233445566778899aabbccddeeff' }
  executor = await startExecutor({ databaseUrl: theirs.url, ...keys, backoffSeconds: [0.02], cronSeconds: 1 })
  server = jobsServer({
    functions: (_req, res) => res.writeHead(404).end(),
    executor: () => executor,
    health: () => ({ ready: true }),
  })
  const port = await listen(server, 0)
  executor.begin()
  Object.assign(process.env, {
    INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
    INNGEST_EVENT_KEY: keys.eventKey,
    INNGEST_SIGNING_KEY: keys.signingKey,
  })
  background = await startBackground({ functions, ports: jobPorts, databaseUrl: ours.url, port: 0 })
})
afterAll(async () => {
  await background?.stop()
  await executor?.stop()
  await close(server)
  await Promise.all([closeNotifier(), closeConnections(), owner.end()])
  await ours.drop()
  await theirs.drop()
})

const within = { timeout: 20_000, interval: 50 }
const failedOf = async (ctx: Ctx) => {
  const work = await backgroundWork(ctx)
  return work.carriedOutBy === 'SERVER' ? work.failed : expect.fail('it is carried out elsewhere')
}
const count = (id: string) => ran.filter((name) => name === id).length

test('a failed reaction is shown to its organisation only, and is tried again alone', async () => {
  const [us, them] = contexts as [Ctx, Ctx]
  const happened = { name: 'proof/thing.happened', objects: [['thing', us.organisationId]], payload: { n: 1 } } as const
  await transaction(us, {}, (tx) => tx.commit(recordEvents(us, [happened])))
  const ofReaction = async (ctx: Ctx) => (await failedOf(ctx)).filter((work) => work.functionId === 'proof.fail')
  await expect.poll(() => ofReaction(us), within).toMatchObject([{ error: { message: 'it cannot be done' } }])
  expect(await ofReaction(them)).toEqual([])
  const runId = (await ofReaction(us))[0]?.runId ?? ''
  await expect(retryWork(them, runId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await retryWork(us, runId)).toEqual({ functionId: 'proof.fail' })
  await expect(retryWork(us, runId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  // It fails again, as a new run.
  await expect.poll(() => ofReaction(us), within).toHaveLength(1)
  const again = (await ofReaction(us))[0]?.runId ?? ''
  expect(again).not.toBe(runId)
  broken = false
  const before = count('fail')
  await retryWork(us, again)
  await expect.poll(() => count('fail'), within).toBe(before + 1)
  expect(count('other')).toBe(1)
  expect(await ofReaction(us)).toEqual([])
  broken = true
})

test('a failed sweep of one organisation is shown and tried again in the same way', async () => {
  const us = contexts[0] as Ctx
  const ofSweep = async () => (await failedOf(us)).filter((work) => work.functionId === 'proof.sweep-organisation')
  await expect.poll(async () => (await ofSweep()).length, within).toBeGreaterThan(0)
  broken = false
  const before = count('sweep')
  for (const { runId } of await ofSweep()) await retryWork(us, runId)
  await expect.poll(() => count('sweep'), within).toBeGreaterThan(before)
  expect(await ofSweep()).toEqual([])
})

test('refuses by name when the Inngest server is away, and the failure stays', async () => {
  const us = contexts[0] as Ctx
  const again = { name: 'octet/work.retried', data: {} }
  const failure = { functionId: 'proof.fail', runId: 'stays', name: 'Error', message: 'no', again }
  await keepFailedWork({ ...failure, organisationId: us.organisationId })
  process.env.INNGEST_BASE_URL = 'http://127.0.0.1:1'
  await expect(retryWork(us, 'stays')).rejects.toMatchObject({ code: 'WORKER_AWAY' })
  expect((await failedOf(us)).map((work) => work.runId)).toEqual(['stays'])
})
