import type pg from 'pg'
import type { Reply } from './call'
import { type Engine, enqueue, ulid } from './engine'
import { finish } from './finish'
import { startOne } from './ingest'
import { saveDone, savePending } from './memo'
import { discover, lockRun } from './resume'
import { millisecondsUntil, type Op, type StepResult, type WireEvent, wireError } from './wire'

/** The call to which a reply belongs. */
interface Applied {
  run: string
  fn: string
  event: WireEvent
  maxAttempts: number
  step: string
  attempt: number
}

/** A step that ended in this call, so that the next call can follow at once on the same job. */
interface Inline {
  id: string
  result: StepResult
}

/**
 * Stores what a function answered. Returns the step that ended when the run can continue at once. Otherwise returns
 * null: the next call is queued, or the run has nothing more to do.
 */
export async function applyReply(engine: Engine, c: pg.ClientBase, to: Applied, reply: Reply): Promise<Inline | null> {
  const run = await lockRun(c, to.run)
  if (run?.state !== 'RUNNING') return null
  if (reply.status === 200) {
    await finish(engine, c, to.run, 'COMPLETED', reply.json)
    return null
  }
  const ops = reply.status === 206 && Array.isArray(reply.json) ? (reply.json as Op[]) : null
  if (!ops) {
    if (mayRetry(to, reply)) await retry(engine, c, to, reply)
    else await finish(engine, c, to.run, 'FAILED', wireError(reply.json))
    return null
  }
  const parallel = run.parallel || ops.length > 1
  if (parallel && !run.parallel) await c.query('UPDATE executor.run SET parallel = true WHERE id = $1', [to.run])
  const scene: Scene = { engine, c, to, reply, straight: !parallel && to.step === 'step' }
  let inline: Inline | null = null
  for (const op of ops) inline = await applyOp(scene, op)
  return inline
}

interface Scene {
  engine: Engine
  c: pg.ClientBase
  to: Applied
  reply: Reply
  /** Whether the steps run one after the other, without going back to the queue between them. */
  straight: boolean
}

async function applyOp(scene: Scene, op: Op): Promise<Inline | null> {
  const { engine, c, to, reply } = scene
  const race = op.opts?.parallelMode === 'race'
  switch (op.op) {
    case 'StepRun':
    case 'Step': {
      const result = { data: op.data ?? null }
      await saveDone(c, to.run, op, result)
      if (scene.straight) return { id: op.id, result }
      await discover(engine, c, to.run, race)
      return null
    }
    case 'StepError':
    case 'StepFailed': {
      if (op.op === 'StepError' && mayRetry(to, reply)) {
        await retry(engine, c, to, reply)
        return null
      }
      const result = { error: op.error ?? op.data ?? { name: 'Error', message: 'Unknown error' } }
      await saveDone(c, to.run, op, result)
      await discover(engine, c, to.run, race)
      return null
    }
    case 'StepPlanned': {
      if (!(await savePending(c, to.run, op, race))) return null
      const place = engine.fairness.placeOf(engine.functions.get(to.fn), to.event)
      await enqueue(engine, c, [{ data: { kind: 'CALL', run: to.run, step: op.id, attempt: 0 }, ...place }])
      return null
    }
    case 'Sleep': {
      if (await savePending(c, to.run, op, race)) await timer(scene, op, op.name ?? op.opts?.duration ?? '0s', null)
      return null
    }
    case 'WaitForEvent': {
      await waitForEvent(scene, op, race)
      return null
    }
    case 'InvokeFunction': {
      await invoke(scene, op, race)
      return null
    }
    default: {
      const message = `The step "${op.displayName ?? op.id}" (${op.op}) is not supported by the embedded executor.`
      await finish(engine, c, to.run, 'FAILED', { name: 'UnsupportedStep', message })
      return null
    }
  }
}

async function waitForEvent(scene: Scene, op: Op, race: boolean): Promise<void> {
  const { c, to } = scene
  if (!(await savePending(c, to.run, op, race))) return
  await c.query('INSERT INTO executor.wait (run_id, step_id, event_name, expression) VALUES ($1, $2, $3, $4)', [
    to.run,
    op.id,
    op.name ?? op.opts?.event,
    op.opts?.if ?? null,
  ])
  await timer(scene, op, op.opts?.timeout ?? '0s', { data: null })
}

async function invoke(scene: Scene, op: Op, race: boolean): Promise<void> {
  const { engine, c, to } = scene
  const fn = op.opts?.function_id ?? ''
  if (!engine.functions.has(fn)) {
    const message = `The function "${fn}" is not registered.`
    await saveDone(c, to.run, op, { error: { name: 'FunctionNotFound', message } })
    await discover(engine, c, to.run, race)
    return
  }
  if (!(await savePending(c, to.run, op, race))) return
  const payload = op.opts?.payload ?? {}
  const given = (payload.data ?? {}) as WireEvent['data']
  const event = { ...payload, name: 'inngest/function.invoked', data: given, id: ulid(), ts: Date.now() }
  await startOne(engine, c, fn, event, { run: to.run, step: op.id })
  const late = { error: { name: 'InvokeTimeout', message: `The function "${fn}" did not end in time.` } }
  if (op.opts?.timeout) await timer(scene, op, op.opts.timeout, late)
}

const mayRetry = (to: Applied, reply: Reply) => !reply.noRetry && to.attempt + 1 < to.maxAttempts

/** Queues the same call again after the time that the function asked for, otherwise after the configured delay. */
async function retry(engine: Engine, c: pg.ClientBase, to: Applied, reply: Reply): Promise<void> {
  const { backoffSeconds } = engine.settings
  const seconds = backoffSeconds[Math.min(to.attempt, backoffSeconds.length - 1)] ?? 15
  const asked = reply.retryAfter
  const after = asked === null ? seconds * 1_000 * (1 + Math.random() / 4) : askedMilliseconds(asked)
  const task = { kind: 'CALL' as const, run: to.run, step: to.step, attempt: to.attempt + 1 }
  const place = engine.fairness.placeOf(engine.functions.get(to.fn), to.event)
  await enqueue(engine, c, [{ data: task, startAfter: new Date(Date.now() + after), ...place }])
}

function askedMilliseconds(asked: string): number {
  if (/^\d+$/.test(asked)) return Number(asked) * 1_000
  return Math.max(0, (Date.parse(asked) || Date.now()) - Date.now())
}

async function timer(scene: Scene, op: Op, until: string, result: StepResult | null): Promise<void> {
  const task = { kind: 'TIMER' as const, run: scene.to.run, step: op.id, result: result ?? { data: null } }
  const startAfter = new Date(Date.now() + millisecondsUntil(until, Date.now()))
  await enqueue(scene.engine, scene.c, [{ data: task, startAfter }])
}
