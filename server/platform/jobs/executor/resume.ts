import type pg from 'pg'
import { type Engine, enqueue } from './engine'
import type { StepResult, WireEvent } from './wire'

interface LockedRun {
  fn_id: string
  state: string
  event: WireEvent
  pending: boolean
}

/**
 * Locks a run. Every change of a run, its steps and its waits takes this lock first, so that changes happen one after
 * the other.
 */
export async function lockRun(c: pg.ClientBase, run: string): Promise<{ state: string; parallel: boolean } | null> {
  const { rows } = await c.query({
    name: 'executor-lock-run',
    text: 'SELECT state, parallel FROM executor.run WHERE id = $1 FOR NO KEY UPDATE',
    values: [run],
  })
  return rows[0] ?? null
}

/** Queues the next discovery call of a run once none of its steps is running, or at once when the steps race. */
export async function discover(engine: Engine, c: pg.ClientBase, run: string, race: boolean): Promise<void> {
  const { rows } = await c.query<LockedRun>({
    name: 'executor-discover',
    text: `SELECT r.fn_id, r.state, e.body AS event,
        EXISTS (SELECT 1 FROM executor.step s WHERE s.run_id = r.id AND s.completion IS NULL) AS pending
      FROM executor.run r JOIN executor.event e ON e.id = r.event_id WHERE r.id = $1`,
    values: [run],
  })
  const found = rows[0]
  if (found?.state !== 'RUNNING' || (found.pending && !race)) return
  const place = engine.fairness.placeOf(engine.functions.get(found.fn_id), found.event)
  await enqueue(engine, c, [{ data: { kind: 'CALL', run, step: 'step', attempt: 0 }, ...place }])
}

/** Gives a waiting step its result, exactly once, and lets the run go on. */
export async function resume(
  engine: Engine,
  c: pg.ClientBase,
  run: string,
  step: string,
  result: StepResult,
): Promise<void> {
  const locked = await lockRun(c, run)
  if (locked?.state !== 'RUNNING') return
  const { rows } = await c.query<{ race: boolean }>({
    name: 'executor-resume',
    text: `WITH gone AS (DELETE FROM executor.wait WHERE run_id = $1 AND step_id = $2)
      UPDATE executor.step SET result = $3, completion = nextval('executor.completion')
      WHERE run_id = $1 AND id = $2 AND completion IS NULL RETURNING race`,
    values: [run, step, JSON.stringify(result)],
  })
  if (rows[0]) await discover(engine, c, run, rows[0].race)
}
