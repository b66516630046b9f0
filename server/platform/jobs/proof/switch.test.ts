import type http from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Background, startBackground } from '../background'
import { type Executor, startExecutor } from '../executor/executor'
import type { BackgroundFunction } from '../functions'
import { close, jobsServer, listen } from '../http'
import type { JobPorts } from '../wrap'
import { ownDatabase } from './own-database'

/** The executor stands in for a separate Inngest server: background work reaches it only by HTTP and two keys. */
const [ours, theirs] = [await ownDatabase('ours', { migrated: true }), await ownDatabase('theirs')]
const keys = { eventKey: 'outside-key', signingKey: 'signkey-prod-00112233445566778899aabbccddeeff' }
const reacted: string[] = []
let server: http.Server
let executor: Executor
let background: Background

const functions: BackgroundFunction[] = [
  { id: 'switch.react', on: 'proof/thing.happened', run: async (_ctx, event) => reacted.push(event.id) },
]
const ports: JobPorts = {
  mintCtx: async () => ({}) as never,
  dueOrganisations: async () => [],
  onFailure() {},
}

beforeAll(async () => {
  executor = await startExecutor({ databaseUrl: theirs.url, ...keys })
  const functionsElsewhere: http.RequestListener = (_req, res) => res.writeHead(404).end()
  server = jobsServer({ functions: functionsElsewhere, executor: () => executor, health: () => ({ ready: true }) })
  const port = await listen(server, 0)
  executor.begin()
  background = await startBackground({
    functions,
    ports,
    databaseUrl: ours.url,
    port: 0,
    environment: {
      INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
      INNGEST_EVENT_KEY: keys.eventKey,
      INNGEST_SIGNING_KEY: keys.signingKey,
    },
  })
})

afterAll(async () => {
  await background?.stop()
  await executor?.stop()
  await close(server)
  await ours.drop()
  await theirs.drop()
})

test('with a server named by the environment, the functions run there and nothing runs here', async () => {
  const { default: pg } = await import('pg')
  const owner = new pg.Client({ connectionString: ours.url })
  await owner.connect()
  const id = '01900000-0000-7000-8000-000000000001'
  await owner.query(
    `WITH e AS (INSERT INTO event (organisation_id, id, name, actor_kind, at, payload)
      VALUES ($1, $2, 'proof/thing.happened', 'SYSTEM', $3, '{}')) INSERT INTO outbox VALUES ($1, $2)`,
    ['01900000-0000-7000-8000-000000000002', id, new Date()],
  )
  await expect.poll(() => reacted, { timeout: 20_000, interval: 50 }).toEqual([id])
  expect((await owner.query(`SELECT 1 FROM pg_namespace WHERE nspname LIKE 'executor%'`)).rows).toEqual([])
  expect((await owner.query('SELECT 1 FROM outbox')).rows).toEqual([])
  await owner.end()
  expect(background.executor).toBeNull()
})
