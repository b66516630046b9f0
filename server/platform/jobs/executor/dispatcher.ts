import { type Engine, queue } from './engine'
import type { JobData } from './wire'
import { type Held, work } from './work'

export interface Dispatcher {
  /** Starts taking jobs. */
  begin(): void
  wake(): void
  busy(): number
  /** Takes no further jobs and waits until those in hand have ended, at most `graceMs`. */
  stop(graceMs: number): Promise<void>
}

const pollMs = 500
const recoverMs = 10_000

/**
 * Takes as many jobs as there are free slots: at once when a job was queued, and every half second for jobs that have
 * become due. The queue keeps the limits per key. A database has one dispatcher (see leadership). A job that is marked
 * as taken but that this dispatcher does not hold was lost by a process that died, and is given back.
 */
export function dispatcher(engine: Engine): Dispatcher {
  const held = new Map<string, Held>()
  let running: Promise<void> | null = null
  let wanted = false
  let recoverAt = 0
  let idle: (() => void) | null = null
  let poll: NodeJS.Timeout | null = null

  function pump(): void {
    wanted = true
    if (!poll || running || engine.stopping || !engine.leading) return
    running = turn()
      .catch((error: Error) => {
        wanted = false // the next poll tries again
        complain('taking jobs', error)
      })
      .finally(() => {
        running = null
        if (wanted && !engine.stopping && held.size < engine.settings.slots) setImmediate(pump)
      })
  }

  async function turn(): Promise<void> {
    if (Date.now() >= recoverAt) {
      await recover(engine, held)
      recoverAt = Date.now() + recoverMs
    }
    while (wanted && engine.leading && !engine.stopping) {
      const free = engine.settings.slots - held.size
      if (free <= 0) return
      wanted = false
      const jobs = await fetchJobs(engine, free, fullGroups(held.values()))
      if (jobs.length > 0) wanted = true
      for (const job of jobs) take(job)
    }
  }

  function take(job: Held): void {
    held.set(job.id, job)
    work(engine, job)
      .catch((error: Error) => giveBack(engine, job, error))
      .finally(() => {
        held.delete(job.id)
        if (held.size === 0) idle?.()
        pump()
      })
  }

  return {
    begin() {
      poll ??= setInterval(pump, pollMs)
      pump()
    },
    wake: pump,
    busy: () => held.size,
    async stop(graceMs) {
      if (poll) clearInterval(poll)
      await running
      if (held.size === 0) return
      const ended = new Promise<void>((resolve) => {
        idle = resolve
      })
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, graceMs).unref())])
    },
  }
}

/** The groups that have as many jobs running as they may have. */
function fullGroups(jobs: Iterable<Held>): string[] {
  const room = new Map<string, number>()
  for (const { groupId, groupTier } of jobs)
    if (groupId) room.set(groupId, (room.get(groupId) ?? Number(groupTier)) - 1)
  return [...room].flatMap(([group, left]) => (left > 0 ? [] : [group]))
}

/** Takes jobs from the queue, which keeps the limits. Skipping full groups only saves time, above all with a long backlog. */
async function fetchJobs(engine: Engine, batchSize: number, ignoreGroups: string[]): Promise<Held[]> {
  const tiers: Record<string, number> = {}
  for (const fn of engine.functions.values()) {
    if (fn.concurrency) tiers[String(fn.concurrency.limit)] = fn.concurrency.limit
  }
  const limits = Object.keys(tiers).length > 0 ? { groupConcurrency: { default: 1_000_000, tiers }, ignoreGroups } : {}
  return engine.boss.fetch<JobData>(queue, { batchSize, includeMetadata: true, ...limits }) as Promise<Held[]>
}

async function giveBack(engine: Engine, job: Held, error: Error): Promise<void> {
  complain(`job ${job.id}`, error)
  const attempt = { id: job.id, retryCount: job.retryCount }
  await engine.boss.fail(queue, attempt, { message: error.message }).catch((again: Error) => {
    complain(`giving back job ${job.id}`, again)
  })
}

/** Frees the jobs that are marked as taken although no process works on them. */
async function recover(engine: Engine, held: Map<string, Held>): Promise<void> {
  const { rows } = await engine.pool.query<{ id: string; retryCount: number }>(
    `SELECT id, retry_count AS "retryCount" FROM executor_boss.job WHERE name = $1 AND state = 'active'`,
    [queue],
  )
  const lost = rows.filter((job) => !held.has(job.id))
  for (let i = 0; i < lost.length; i += 500) {
    await engine.boss.fail(queue, lost.slice(i, i + 500), { message: 'the process died' })
  }
}

function complain(what: string, error: Error): void {
  console.error(`executor: ${what}: ${error.message}`)
}
