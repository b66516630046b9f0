import type pg from 'pg'
import type { JobInsert } from 'pg-boss'
import { type Engine, enqueue, inTransaction, ulid } from './engine'
import { holds } from './expressions'
import { resume } from './resume'
import type { JobData, WireEvent } from './wire'

interface Wait {
  run_id: string
  step_id: string
  event_name: string
  expression: string | null
  event: WireEvent
}

/**
 * Takes events inside the caller's transaction: stores them, starts the runs that they trigger, and wakes the runs that
 * wait for them. An event with a known id changes nothing.
 */
export async function ingest(engine: Engine, c: pg.ClientBase, events: WireEvent[]): Promise<void> {
  if (events.length === 0) return
  const distinct = [...new Map(events.map((event) => [event.id, event])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  const { rows } = await c.query<{ id: string }>({
    name: 'executor-ingest',
    text: `INSERT INTO executor.event (id, name, body)
      SELECT e->>'id', e->>'name', e FROM jsonb_array_elements($1::jsonb) e ON CONFLICT DO NOTHING RETURNING id`,
    values: [JSON.stringify(distinct)],
  })
  const stored = new Set(rows.map((row) => row.id))
  const fresh = distinct.filter((event) => stored.has(event.id))
  await startRuns(engine, c, fresh)
  await wakeWaits(engine, c, fresh)
}

async function startRuns(engine: Engine, c: pg.ClientBase, events: WireEvent[]): Promise<void> {
  const runs: { id: string; fn_id: string; event_id: string }[] = []
  const jobs: JobInsert<JobData>[] = []
  for (const event of events) {
    for (const fn of engine.functions.values()) {
      const triggered = fn.triggers.some(
        (trigger) => 'event' in trigger && trigger.event === event.name && holds(trigger.expression, { event }),
      )
      if (!triggered) continue
      const id = ulid()
      runs.push({ id, fn_id: fn.id, event_id: event.id })
      jobs.push({ data: { kind: 'CALL', run: id, step: 'step', attempt: 0 }, ...engine.fairness.placeOf(fn, event) })
    }
  }
  if (runs.length === 0) return
  await c.query({
    name: 'executor-start',
    text: `INSERT INTO executor.run (id, fn_id, event_id)
      SELECT id, fn_id, event_id FROM jsonb_to_recordset($1::jsonb) AS r(id text, fn_id text, event_id text)`,
    values: [JSON.stringify(runs)],
  })
  await enqueue(engine, c, jobs)
}

async function wakeWaits(engine: Engine, c: pg.ClientBase, events: WireEvent[]): Promise<void> {
  const { rows } = await c.query<Wait>({
    name: 'executor-waits',
    text: `SELECT w.*, e.body AS event FROM executor.wait w JOIN executor.run r ON r.id = w.run_id
      JOIN executor.event e ON e.id = r.event_id WHERE w.event_name = ANY($1) ORDER BY w.run_id, w.step_id`,
    values: [[...new Set(events.map((event) => event.name))]],
  })
  for (const wait of rows) {
    const match = events.find(
      (event) => event.name === wait.event_name && holds(wait.expression, { event: wait.event, async: event }),
    )
    if (match) await resume(engine, c, wait.run_id, wait.step_id, { data: match })
  }
}

/** Starts one run of one function for an event that no other function gets: the tick of a schedule, or an invocation. */
export async function startOne(
  engine: Engine,
  c: pg.ClientBase,
  fn: string,
  event: WireEvent,
  parent?: { run: string; step: string },
): Promise<void> {
  const stored = await c.query(
    'INSERT INTO executor.event (id, name, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [event.id, event.name, JSON.stringify(event)],
  )
  if (stored.rowCount === 0) return
  const id = ulid()
  await c.query('INSERT INTO executor.run (id, fn_id, event_id, parent_run, parent_step) VALUES ($1, $2, $3, $4, $5)', [
    id,
    fn,
    event.id,
    parent?.run ?? null,
    parent?.step ?? null,
  ])
  const place = engine.fairness.placeOf(engine.functions.get(fn), event)
  await enqueue(engine, c, [{ data: { kind: 'CALL', run: id, step: 'step', attempt: 0 }, ...place }])
}

/**
 * Gathers the events that arrive during a transaction into the next one, so that many small senders cost one commit.
 * Resolves when the events are committed.
 */
export function entrance(engine: Engine): (events: WireEvent[]) => Promise<void> {
  let waiting: { events: WireEvent[]; resolve: () => void; reject: (error: unknown) => void }[] = []
  let busy = false
  async function empty(): Promise<void> {
    busy = true
    while (waiting.length > 0) {
      const taken = waiting.splice(0, 200)
      try {
        const events = taken.flatMap((sender) => sender.events)
        await inTransaction(engine, (c) => ingest(engine, c, events))
        for (const sender of taken) sender.resolve()
      } catch (error) {
        for (const sender of taken) sender.reject(error)
      }
    }
    busy = false
  }
  return (events) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { events, resolve, reject }]
      if (!busy) void empty()
    })
}
