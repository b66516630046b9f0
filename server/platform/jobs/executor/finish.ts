import type pg from 'pg'
import { type Engine, ulid } from './engine'
import { ingest } from './ingest'
import { resume } from './resume'
import type { WireEvent } from './wire'

interface Finished {
  fn_id: string
  parent_run: string | null
  parent_step: string | null
  event: WireEvent
}

/**
 * Ends a run, tells the function that invoked it and, when the run failed, every function that listens for failures. A
 * run that has ended already stays as it is.
 */
export async function finish(
  engine: Engine,
  c: pg.ClientBase,
  run: string,
  state: 'COMPLETED' | 'FAILED',
  output: unknown,
): Promise<void> {
  const { rows } = await c.query<Finished>({
    name: 'executor-finish',
    text: `UPDATE executor.run r SET state = $2, output = $3, ended_at = clock_timestamp()
      FROM executor.event e WHERE r.id = $1 AND r.state = 'RUNNING' AND e.id = r.event_id
      RETURNING r.fn_id, r.parent_run, r.parent_step, e.body AS event`,
    values: [run, state, JSON.stringify(output ?? null)],
  })
  const ended = rows[0]
  if (!ended) return
  const failed = state === 'FAILED'
  const facts = { function_id: ended.fn_id, run_id: run, event: ended.event }
  const told: WireEvent[] = []
  if (failed && listened(engine, 'inngest/function.failed')) {
    told.push({ id: ulid(), name: 'inngest/function.failed', ts: Date.now(), data: { ...facts, error: output } })
  }
  if (listened(engine, 'inngest/function.finished')) {
    const how = failed ? { error: output } : { result: output ?? null }
    told.push({ id: ulid(), name: 'inngest/function.finished', ts: Date.now(), data: { ...facts, ...how } })
  }
  await ingest(engine, c, told)
  if (ended.parent_run && ended.parent_step) {
    const result = failed ? { error: output } : { data: output ?? null }
    await resume(engine, c, ended.parent_run, ended.parent_step, result)
  }
}

function listened(engine: Engine, name: string): boolean {
  for (const fn of engine.functions.values()) {
    if (fn.triggers.some((trigger) => 'event' in trigger && trigger.event === name)) return true
  }
  return false
}
