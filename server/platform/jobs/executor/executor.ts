import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { type Dispatcher, dispatcher } from './dispatcher'
import { defaults, type Engine, inTransaction, queue, type Settings } from './engine'
import { fairness } from './fairness'
import { entrance, ingest } from './ingest'
import { type Leadership, lead } from './leadership'
import { readRegistration } from './registration'
import { forget } from './retention'
import { checkSchedules, keepSchedules } from './schedules'
import { prepareSchema } from './schema'
import { type ExecutorStatus, retryRun, statusOf, type WorkOfOrganisation, workOf } from './status'
import type { RegisteredFunction, WireEvent } from './wire'

export interface Executor {
  settings: Settings
  leading(): boolean
  /** Starts to run functions; until then events are only stored. */
  begin(): void
  /** Takes a registration of the SDK; functions that the app no longer names are deleted. */
  register(body: unknown): Promise<void>
  /** Takes events in its own transaction, which gathers events of concurrent senders. */
  send(events: WireEvent[]): Promise<void>
  /** Takes events in the caller's transaction on the same database; call `wake` after its commit. */
  sendWithin(c: pg.ClientBase, events: WireEvent[]): Promise<void>
  wake(): void
  status(): Promise<ExecutorStatus>
  workOf(organisationId: string): Promise<WorkOfOrganisation>
  /** Tries a failed run of an organisation again; answers the id of its function, or null when there is no such run. */
  retry(organisationId: string, run: string): Promise<string | null>
  stop(): Promise<void>
}

const longSeconds = 10 * 365 * 24 * 3_600
const forgetEveryMs = 10 * 60_000

/**
 * Starts the embedded executor, which drives Inngest functions over the SDK's own protocol on this PostgreSQL. Creates
 * its schemas, waits until no other process is the executor of the same database, and loads the functions known so far.
 */
export async function startExecutor(options: Partial<Settings> & { databaseUrl: string }): Promise<Executor> {
  const settings: Settings = { ...defaults, ...options }
  const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 8, application_name: 'octet executor' })
  pool.on('error', () => {}) // the server ended an idle connection; the next query opens another
  // When the server ends a connection between two statements, the next statement fails and not the process.
  pool.on('connect', (connection) => connection.on('error', () => {}))
  const engine: Engine = {
    settings,
    pool,
    boss: createBoss(pool, settings),
    functions: new Map(),
    fairness: fairness(),
    leading: false,
    stopping: false,
    wake: () => jobs.wake(),
  }
  const jobs: Dispatcher = dispatcher(engine)
  let leadership: Leadership | null = null
  async function takeLead(): Promise<void> {
    leadership = await lead(
      settings.databaseUrl,
      () => engine.stopping,
      () => {
        console.error('executor: the database closed the session; waiting for it')
        engine.leading = false
        if (!engine.stopping) takeLead().catch((error: Error) => console.error(`executor: ${error.message}`))
      },
    )
    engine.leading = true
    jobs.wake()
  }
  await takeLead()
  await prepare(engine)
  const forgetting = setInterval(() => {
    forget(engine).catch((error: Error) => console.error(`executor: retention: ${error.message}`))
  }, forgetEveryMs)
  return {
    settings,
    leading: () => engine.leading,
    begin: jobs.begin,
    wake: jobs.wake,
    register: (body) => register(engine, body),
    send: entrance(engine),
    sendWithin: (c, events) => ingest(engine, c, events),
    status: () => statusOf(engine, jobs.busy()),
    workOf: (organisationId) => workOf(engine, organisationId),
    retry: (organisationId, run) => retryRun(engine, organisationId, run),
    async stop() {
      if (engine.stopping) return
      engine.stopping = true
      clearInterval(forgetting)
      await jobs.stop(8_000)
      await engine.boss.stop({ graceful: false }).catch(() => {})
      await leadership?.resign()
      await pool.end().catch(() => {})
    },
  }
}

function createBoss(pool: pg.Pool, settings: Settings): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    schema: 'executor_boss',
    cronMonitorIntervalSeconds: settings.cronSeconds,
    cronWorkerIntervalSeconds: Math.min(5, settings.cronSeconds),
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => console.error(`executor: queue: ${error.message}`))
  return boss
}

async function prepare(engine: Engine): Promise<void> {
  const c = await engine.pool.connect()
  try {
    await prepareSchema(c)
  } finally {
    c.release()
  }
  await engine.boss.start()
  const options = {
    retryLimit: 1_000_000,
    retryDelay: 0,
    expireInSeconds: 12 * 3_600,
    retentionSeconds: longSeconds,
    deleteAfterSeconds: 300,
  }
  if (await engine.boss.getQueue(queue)) await engine.boss.updateQueue(queue, options)
  else await engine.boss.createQueue(queue, options)
  await loadFunctions(engine)
}

async function loadFunctions(engine: Engine): Promise<void> {
  const { rows } = await engine.pool.query<{ definition: RegisteredFunction }>('SELECT definition FROM executor.fn')
  engine.functions = new Map(rows.map(({ definition }) => [definition.id, definition]))
}

async function register(engine: Engine, body: unknown): Promise<void> {
  const { app, functions } = readRegistration(body)
  checkSchedules(engine, functions)
  await inTransaction(engine, async (c) => {
    await c.query('DELETE FROM executor.fn WHERE app = $1', [app])
    await c.query(
      `INSERT INTO executor.fn (id, app, definition) SELECT f->>'id', $1, f FROM jsonb_array_elements($2::jsonb) f
      ON CONFLICT (id) DO UPDATE SET app = EXCLUDED.app, definition = EXCLUDED.definition`,
      [app, JSON.stringify(functions)],
    )
  })
  await loadFunctions(engine)
  await keepSchedules(engine)
  engine.wake()
}
