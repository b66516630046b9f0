import type pg from 'pg'
import type { Executor } from './executor/executor'
import type { WireEvent } from './executor/wire'

/** Hands events over and answers the ids of those that arrived. `c` is the transaction that deletes them from the outbox. */
export type Deliver = (c: pg.ClientBase, events: WireEvent[]) => Promise<string[]>

/**
 * Hands events to the executor in this process: it takes part in the same transaction, so each event is handed over
 * exactly once.
 */
export function toExecutor(executor: Executor): Deliver {
  return async (c, events) => {
    if (!executor.leading()) return []
    await executor.sendWithin(c, events)
    return events.map((event) => event.id)
  }
}

/**
 * Sends events to the event API of an Inngest server. Answers false when the server refuses these events; throws when
 * it takes none at all.
 */
export async function sendEvents(baseUrl: string, eventKey: string, events: WireEvent[]): Promise<boolean> {
  const answer = await fetch(new URL(`/e/${encodeURIComponent(eventKey)}`, baseUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await answer.text()
  if (!answer.ok && answer.status !== 400 && answer.status !== 413)
    throw new Error(`the event API answered ${answer.status}: ${text.slice(0, 200)}`)
  return answer.ok
}

/**
 * Hands events to the event API of an Inngest server. After a lost answer it sends an event again; the event's id makes
 * that harmless. When the server refuses a batch, it sends each event alone, and one that is refused stays in the
 * outbox.
 */
export function toEventApi(baseUrl: string, eventKey: string): Deliver {
  return async (_c, events) => {
    if (await sendEvents(baseUrl, eventKey, events)) return events.map((event) => event.id)
    const arrived: string[] = []
    for (const event of events) {
      if (await sendEvents(baseUrl, eventKey, [event])) arrived.push(event.id)
      else console.error(`relay: the event API refuses the event ${event.id} (${event.name})`)
    }
    return arrived
  }
}
