import { type Engine, enqueue, inTransaction, queue } from './engine'
import type { WireError, WireEvent } from './wire'

/** A run that has used up its attempts, or that was refused one. */
interface DeadLetter {
  runId: string
  functionId: string
  eventName: string
  eventId: string
  organisationId: string | null
  error: WireError
  failedAt: string
  ageSeconds: number
}

/** A schedule of the installation that failed for good and has not succeeded since. */
export interface FailingSchedule {
  functionId: string
  failures: number
  lastFailedAt: string
  message: string
}

export interface ExecutorStatus {
  functions: number
  /** Calls that run now, and how many may run. */
  slots: { busy: number; of: number }
  runs: { running: number; completedLastHour: number; failed: number }
  /** Queued calls: due now, due later (retries, sleeps), and taken. */
  jobs: { due: number; later: number; taken: number; oldestDueSeconds: number }
  /** The newest 50. */
  deadLetters: DeadLetter[]
  failingSchedules: FailingSchedule[]
}

/** Failing schedules belong to no organisation, so no organisation's page shows them. */
async function failingSchedules(engine: Engine): Promise<FailingSchedule[]> {
  const { rows } = await engine.pool.query<{ fn_id: string; failures: number; last: Date; message: string | null }>(
    `SELECT r.fn_id, count(*)::int AS failures, max(r.ended_at) AS last, (array_agg(r.output->>'message' ORDER BY r.ended_at DESC))[1] AS message
    FROM executor.run r JOIN executor.event e ON e.id = r.event_id WHERE r.state = 'FAILED' AND e.name = 'inngest/scheduled.timer' GROUP BY r.fn_id
    HAVING NOT EXISTS (SELECT 1 FROM executor.run c WHERE c.fn_id = r.fn_id AND c.state = 'COMPLETED' AND c.ended_at > max(r.ended_at))
    ORDER BY r.fn_id`,
  )
  return rows.map(({ fn_id, failures, last, message }) => ({
    functionId: fn_id,
    failures,
    lastFailedAt: last.toISOString(),
    message: message ?? '',
  }))
}

/** The state of the executor for an operations page. */
export async function statusOf(engine: Engine, busy: number): Promise<ExecutorStatus> {
  const [runs, jobs, dead, schedules] = await Promise.all([
    engine.pool.query<{ running: number; completed: number; failed: number }>(
      `SELECT (SELECT count(*)::int FROM executor.run WHERE state = 'RUNNING') AS running,
        (SELECT count(*)::int FROM executor.run WHERE state = 'COMPLETED'
          AND ended_at > clock_timestamp() - interval '1 hour') AS completed,
        (SELECT count(*)::int FROM executor.run WHERE state = 'FAILED') AS failed`,
    ),
    engine.pool.query<{ due: number; later: number; taken: number; oldest: number }>(
      `SELECT count(*) FILTER (WHERE state < 'active' AND start_after <= clock_timestamp())::int AS due,
        count(*) FILTER (WHERE state < 'active' AND start_after > clock_timestamp())::int AS later,
        count(*) FILTER (WHERE state = 'active')::int AS taken,
        coalesce(extract(epoch FROM clock_timestamp() - min(start_after)
          FILTER (WHERE state < 'active' AND start_after <= clock_timestamp())), 0)::float AS oldest
      FROM executor_boss.job WHERE name = $1 AND state <= 'active'`,
      [queue],
    ),
    engine.pool.query<{ id: string; fn_id: string; ended_at: Date; output: WireError; event: WireEvent }>(
      `SELECT r.id, r.fn_id, r.ended_at, r.output, e.body AS event FROM executor.run r
      JOIN executor.event e ON e.id = r.event_id WHERE r.state = 'FAILED' ORDER BY r.ended_at DESC LIMIT 50`,
    ),
    failingSchedules(engine),
  ])
  const run = runs.rows[0]!
  const job = jobs.rows[0]!
  return {
    functions: engine.functions.size,
    slots: { busy, of: engine.settings.slots },
    runs: { running: run.running, completedLastHour: run.completed, failed: run.failed },
    jobs: { due: job.due, later: job.later, taken: job.taken, oldestDueSeconds: Math.round(job.oldest) },
    deadLetters: dead.rows.map((row) => ({
      runId: row.id,
      functionId: row.fn_id,
      eventName: row.event.name,
      eventId: row.event.id,
      organisationId: typeof row.event.data.organisationId === 'string' ? row.event.data.organisationId : null,
      error: row.output,
      failedAt: row.ended_at.toISOString(),
      ageSeconds: Math.round((Date.now() - row.ended_at.getTime()) / 1_000),
    })),
    failingSchedules: schedules,
  }
}

/** A failed run as its organisation sees it. */
export interface FailedWork {
  runId: string
  functionId: string
  error: { name: string; message: string }
  failedAt: string
}

/** The running work of one organisation, and the newest 50 of its runs that have used up their attempts. */
export interface WorkOfOrganisation {
  waiting: number
  oldestSeconds: number
  failed: FailedWork[]
}

const ofOrganisation = `r.event_id = e.id AND e.body->'data'->>'organisationId' = $1`

/** The background work of one organisation. */
export async function workOf(engine: Engine, organisationId: string): Promise<WorkOfOrganisation> {
  const [waiting, failed] = await Promise.all([
    engine.pool.query<{ count: number; oldest: number }>(
      `SELECT count(*)::int AS count, coalesce(extract(epoch FROM clock_timestamp() - min(r.created_at)), 0)::float AS oldest
      FROM executor.run r JOIN executor.event e ON ${ofOrganisation} WHERE r.state = 'RUNNING'`,
      [organisationId],
    ),
    engine.pool.query<{ id: string; fn_id: string; ended_at: Date; output: WireError }>(
      `SELECT r.id, r.fn_id, r.ended_at, r.output FROM executor.run r JOIN executor.event e ON ${ofOrganisation}
      WHERE r.state = 'FAILED' ORDER BY r.ended_at DESC LIMIT 50`,
      [organisationId],
    ),
  ])
  return {
    waiting: waiting.rows[0]?.count ?? 0,
    oldestSeconds: Math.round(waiting.rows[0]?.oldest ?? 0),
    failed: failed.rows.map(({ id, fn_id, ended_at, output }) => ({
      runId: id,
      functionId: fn_id,
      error: { name: String(output?.name ?? 'Error'), message: String(output?.message ?? '') },
      failedAt: ended_at.toISOString(),
    })),
  }
}

/**
 * Tries a failed run of an organisation again from the step that failed; steps that succeeded keep their results.
 * Answers the id of its function, or null when there is no such run.
 */
export async function retryRun(engine: Engine, organisationId: string, run: string): Promise<string | null> {
  return inTransaction(engine, async (c) => {
    const { rows } = await c.query<{ fn_id: string; event: WireEvent }>(
      `UPDATE executor.run r SET state = 'RUNNING', output = NULL, ended_at = NULL FROM executor.event e
      WHERE ${ofOrganisation} AND r.id = $2 AND r.state = 'FAILED' RETURNING r.fn_id, e.body AS event`,
      [organisationId, run],
    )
    const revived = rows[0]
    if (!revived) return null
    await c.query(`DELETE FROM executor.step WHERE run_id = $1 AND (completion IS NULL OR result ? 'error')`, [run])
    const place = engine.fairness.placeOf(engine.functions.get(revived.fn_id), revived.event)
    await enqueue(engine, c, [{ data: { kind: 'CALL', run, step: 'step', attempt: 0 }, ...place }])
    return revived.fn_id
  })
}
