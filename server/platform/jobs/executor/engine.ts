import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { JobInsert, PgBoss } from 'pg-boss'
import type { Fairness } from './fairness'
import type { JobData, RegisteredFunction } from './wire'

export const queue = 'executor'

export interface Settings {
  /** Connection of the database's owner: the executor creates its own schemas. */
  databaseUrl: string
  /** Without keys the executor accepts unsigned events and sends unsigned calls: for development on one machine only. */
  eventKey?: string
  signingKey?: string
  /** How many calls may run at once. */
  slots: number
  /** The delay before the n-th retry, in seconds; the last one repeats. */
  backoffSeconds: number[]
  callTimeoutMs: number
  keepFinishedDays: number
  keepFailedDays: number
  /** How often the schedules are checked. */
  cronSeconds: number
}

export const defaults: Omit<Settings, 'databaseUrl'> = {
  slots: 16,
  backoffSeconds: [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200],
  callTimeoutMs: 15 * 60_000,
  keepFinishedDays: 3,
  keepFailedDays: 30,
  cronSeconds: 15,
}

/** What the parts of the executor share. */
export interface Engine {
  settings: Settings
  pool: pg.Pool
  boss: PgBoss
  functions: Map<string, RegisteredFunction>
  fairness: Fairness
  /** Whether this process is the executor of the database; only the executor takes events and jobs. */
  leading: boolean
  stopping: boolean
  /** Looks for work now instead of at the next poll. It is called after each commit that queued a job. */
  wake(): void
}

/** Runs `work` in one transaction and wakes the dispatcher once it is committed. */
export async function inTransaction<T>(engine: Engine, work: (c: pg.PoolClient) => Promise<T>): Promise<T> {
  const c = await engine.pool.connect()
  let broken: Error | undefined
  try {
    await c.query('BEGIN')
    const result = await work(c)
    const { command } = await c.query('COMMIT')
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`)
    engine.wake()
    return result
  } catch (error) {
    await c.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    c.release(broken)
  }
}

/** Lets pg-boss work inside one of our transactions. */
export const within = (c: pg.ClientBase) => ({
  db: { executeSql: (text: string, values?: unknown[]) => c.query(text, values as unknown[]) },
})

/** Queues jobs inside the caller's transaction. */
export async function enqueue(engine: Engine, c: pg.ClientBase, jobs: JobInsert<JobData>[]): Promise<void> {
  if (jobs.length > 0) await engine.boss.insert(queue, jobs, within(c))
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID: ids of runs and of events that came without one sort by time. */
export function ulid(): string {
  let time = Date.now()
  let text = ''
  for (let i = 0; i < 10; i++) {
    text = alphabet[time % 32] + text
    time = Math.floor(time / 32)
  }
  for (const byte of randomBytes(16)) text += alphabet[byte % 32]
  return text
}
