import type { JobWithMetadata } from 'pg-boss'
import { type CallState, callFunction } from './call'
import { type Engine, enqueue, inTransaction, queue, within } from './engine'
import { finish } from './finish'
import { startOne } from './ingest'
import { applyReply } from './reply'
import { lockRun, resume } from './resume'
import type { JobData, StepResult, WireEvent } from './wire'

export type Held = JobWithMetadata<JobData>

/**
 * How often a job may be started again after its process died; then its run is given up, because it may have killed the
 * process.
 */
const maxRestarts = 50
const maxUnreached = 500
/** A long chain of steps goes back to the queue after this time, so that it does not hold its slot for ever. */
const straightMs = 60_000

/** Runs one queued job; throws when the job has to be run again. */
export async function work(engine: Engine, job: Held): Promise<void> {
  const task = job.data
  if (task.kind === 'CALL') await runCall(engine, job, task)
  else if (task.kind === 'TIMER') {
    await settle(engine, job, (c) => resume(engine, c, task.run, task.step, task.result))
  } else {
    const event = { id: `cron:${job.id}`, name: 'inngest/scheduled.timer', ts: Date.now(), data: { cron: task.cron } }
    await settle(engine, job, async (c) => {
      if (engine.functions.has(task.fn)) await startOne(engine, c, task.fn, event)
    })
  }
}

type Change = Parameters<typeof inTransaction>[1]

/** Commits a change together with the end of its job. When another process has taken the job over, nothing changes. */
async function settle(engine: Engine, job: Held, change: Change): Promise<void> {
  await inTransaction(engine, async (c) => {
    await change(c)
    await claim(engine, job, c, false)
  })
}

async function claim(engine: Engine, job: Held, c: Parameters<Change>[0], keep: boolean): Promise<void> {
  const attempt = { id: job.id, retryCount: job.retryCount }
  const answer = keep
    ? await engine.boss.touch(queue, attempt, within(c))
    : await engine.boss.complete(queue, attempt, null, within(c))
  if ((answer as { affected?: number }).affected !== 1) throw new Error(`the job ${job.id} was taken over`)
}

interface LoadedRun {
  fn_id: string
  state: string
  parallel: boolean
  event: WireEvent
  done: { id: string; result: StepResult }[]
}

async function loadRun(engine: Engine, run: string): Promise<LoadedRun | undefined> {
  const { rows } = await engine.pool.query<LoadedRun>({
    name: 'executor-load',
    text: `SELECT r.fn_id, r.state, r.parallel, e.body AS event, (
        SELECT coalesce(json_agg(json_build_object('id', s.id, 'result', s.result) ORDER BY s.completion), '[]')
        FROM executor.step s WHERE s.run_id = r.id AND s.completion IS NOT NULL) AS done
      FROM executor.run r JOIN executor.event e ON e.id = r.event_id WHERE r.id = $1`,
    values: [run],
  })
  return rows[0]
}

async function runCall(engine: Engine, job: Held, task: JobData & { kind: 'CALL' }): Promise<void> {
  const run = await loadRun(engine, task.run)
  const known = task.step !== 'step' && run?.done.some((step) => step.id === task.step)
  if (run?.state !== 'RUNNING' || known) return settle(engine, job, async () => {})
  const fn = engine.functions.get(run.fn_id)
  if (!fn || job.retryCount > maxRestarts) {
    const message = fn
      ? `The process died ${maxRestarts} times while it worked on this run.`
      : `The function "${run.fn_id}" is not registered any more.`
    const error = { name: fn ? 'Poisonous' : 'FunctionNotFound', message }
    return settle(engine, job, async (c) => {
      await lockRun(c, task.run)
      await finish(engine, c, task.run, 'FAILED', error)
    })
  }
  const { step, attempt } = task
  const { url, maxAttempts } = fn
  const state: CallState = {
    run: task.run,
    event: run.event,
    url,
    maxAttempts,
    parallel: run.parallel,
    done: run.done,
    step,
    attempt,
  }
  await follow(engine, job, state, fn.id, task.unreached ?? 0)
}

/** Makes one call after the other on the same job, as long as steps end one by one. */
async function follow(engine: Engine, job: Held, state: CallState, fn: string, unreached: number): Promise<void> {
  const started = Date.now()
  for (;;) {
    const reply = await callFunction(engine, state)
    if (reply.status === -1 && unreached < maxUnreached) return requeueUnreached(engine, job, state, fn, unreached)
    const next = await inTransaction(engine, async (c) => {
      const inline = await applyReply(engine, c, { ...state, fn }, reply)
      const straightOn = inline !== null && !engine.stopping && Date.now() - started < straightMs
      await claim(engine, job, c, straightOn)
      if (inline && !straightOn) await enqueue(engine, c, [again(engine, state, fn)])
      return straightOn ? inline : null
    })
    if (!next) return
    state.done.push(next)
    state.attempt = 0
  }
}

/** Nothing listened at the function's address, so nothing ran: the call is made later and costs no attempt. */
async function requeueUnreached(engine: Engine, job: Held, state: CallState, fn: string, count: number): Promise<void> {
  const startAfter = new Date(Date.now() + Math.min(60_000, 500 * 2 ** Math.min(count, 10)))
  const task = { kind: 'CALL' as const, run: state.run, step: state.step, attempt: state.attempt, unreached: count + 1 }
  const place = engine.fairness.placeOf(engine.functions.get(fn), state.event)
  await settle(engine, job, (c) => enqueue(engine, c, [{ data: task, startAfter, ...place }]))
}

const again = (engine: Engine, state: CallState, fn: string) => ({
  data: { kind: 'CALL' as const, run: state.run, step: 'step', attempt: 0 },
  ...engine.fairness.placeOf(engine.functions.get(fn), state.event),
})
