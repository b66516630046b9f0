import type pg from 'pg'
import type { Op, StepResult } from './wire'

/** Stores the result of a step; a step that has one keeps its first result. */
export async function saveDone(c: pg.ClientBase, run: string, op: Op, result: StepResult): Promise<void> {
  await c.query({
    name: 'executor-step-done',
    text: `INSERT INTO executor.step AS s (run_id, id, op, name, result, completion)
      VALUES ($1, $2, $3, $4, $5, nextval('executor.completion'))
      ON CONFLICT (run_id, id) DO UPDATE SET op = $3, result = EXCLUDED.result, completion = EXCLUDED.completion
      WHERE s.completion IS NULL`,
    values: [run, op.id, op.op, op.displayName ?? op.name ?? null, JSON.stringify(result)],
  })
}

/** Records that a step has begun; false when it was recorded before, so that nothing is started twice. */
export async function savePending(c: pg.ClientBase, run: string, op: Op, race: boolean): Promise<boolean> {
  const { rowCount } = await c.query({
    name: 'executor-step-pending',
    text: `INSERT INTO executor.step (run_id, id, op, name, race) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    values: [run, op.id, op.op, op.displayName ?? op.name ?? null, race],
  })
  return rowCount === 1
}
