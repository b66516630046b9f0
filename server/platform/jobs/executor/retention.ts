import type { Engine } from './engine'

const page = 1_000

/**
 * Deletes old rows page by page: completed runs, later the failed ones, and events that no run refers to. The id of an
 * event stays known as long as completed runs are kept, so that the event is taken only once.
 */
export async function forget(engine: Engine): Promise<void> {
  const { keepFinishedDays, keepFailedDays } = engine.settings
  const runs = `DELETE FROM executor.run WHERE id IN (SELECT id FROM executor.run
    WHERE state = $1 AND ended_at < clock_timestamp() - make_interval(days => $2) LIMIT ${page})`
  await inPages(engine, runs, ['COMPLETED', keepFinishedDays])
  await inPages(engine, runs, ['FAILED', keepFailedDays])
  const events = `DELETE FROM executor.event WHERE id IN (SELECT e.id FROM executor.event e
    WHERE e.received_at < clock_timestamp() - make_interval(days => $1)
      AND NOT EXISTS (SELECT 1 FROM executor.run r WHERE r.event_id = e.id) LIMIT ${page})`
  await inPages(engine, events, [keepFinishedDays])
}

async function inPages(engine: Engine, statement: string, values: unknown[]): Promise<void> {
  for (;;) {
    if (engine.stopping) return
    const { rowCount } = await engine.pool.query(statement, values)
    if ((rowCount ?? 0) < page) return
  }
}
