import type pg from 'pg'
import type { Executor } from './executor/executor'
import type { WireEvent } from './executor/wire'

/** Hands events over and answers the ids of those that arrived; `c` is the transaction that empties the outbox. */
export type Deliver = (c: pg.ClientBase, events: WireEvent[]) => Promise<string[]>

/** To the executor in this very process: its part joins the transaction, so an event is handed over exactly once. */
export function toExecutor(executor: Executor): Deliver {
  return async (c, events) => {
    if (!executor.leading()) return []
    await executor.sendWithin(c, events)
    return events.map((event) => event.id)
  }
}

/**
 * To the event API of an Inngest server. After a lost answer an event is sent again; its id makes that harmless. When
 * the server refuses a batch, each event is sent alone, and one that is refused stays in the outbox.
 */
export function toEventApi(baseUrl: string, eventKey: string): Deliver {
  const url = new URL(`/e/${encodeURIComponent(eventKey)}`, baseUrl)
  const post = async (events: WireEvent[]) => {
    const body = JSON.stringify(events)
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(20_000) })
    const text = await answer.text()
    if (answer.ok) return true
    if (answer.status !== 400 && answer.status !== 413) {
      throw new Error(`the event API answered ${answer.status}: ${text.slice(0, 200)}`)
    }
    return false
  }
  return async (_c, events) => {
    if (await post(events)) return events.map((event) => event.id)
    const arrived: string[] = []
    for (const event of events) {
      if (await post([event])) arrived.push(event.id)
      else console.error(`relay: the event API refuses the event ${event.id} (${event.name})`)
    }
    return arrived
  }
}
