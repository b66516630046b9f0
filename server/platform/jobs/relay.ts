import pg from 'pg'
import { outboxChannel } from '../database/notify'
import type { Deliver } from './deliver'
import type { WireEvent } from './executor/wire'
import { listenFor } from './listen'

interface RelayStatus {
  handedOver: number
  lastError: string | null
  lastErrorAt: string | null
}

export interface Relay {
  status(): RelayStatus
  /** Hands over every event since then again; events that had arrived are recognised by their ids. */
  repeat(since: Date): Promise<void>
  stop(): Promise<void>
}

interface PendingRow {
  organisation_id: string
  event_id: string
  name: string
  at: Date
  actor_kind: string
  actor_id: string | null
  payload: Record<string, unknown>
  objects: unknown
}

const batch = 200
const pollMs = 250
const pauseAfterErrorMs = 1_000

/**
 * Empties the outbox: hands each committed event to the executor or an Inngest server, with the event's own id, and
 * deletes the outbox row in the same transaction. It wakes at a notification and looks every 250 ms. It takes every row
 * that is there, so the order in which transactions end does not matter. Nothing else sends recorded events.
 */
export function startRelay(databaseUrl: string, deliver: Deliver, delivered: () => void): Relay {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: 'octet relay' })
  pool.on('error', () => {}) // the server ended an idle connection; the next query opens another
  // When the server ends a connection between two statements, the next statement fails and not the process.
  pool.on('connect', (connection) => connection.on('error', () => {}))
  const status: RelayStatus = { handedOver: 0, lastError: null, lastErrorAt: null }
  let running: Promise<void> | null = null
  let wanted = false
  let stopped = false

  function wake(): void {
    wanted = true
    if (running || stopped) return
    running = empty()
      .catch(async (error: Error) => {
        if (status.lastError !== error.message) console.error(`relay: ${error.message}`)
        status.lastError = error.message
        status.lastErrorAt = new Date().toISOString()
        await new Promise((resolve) => setTimeout(resolve, pauseAfterErrorMs).unref())
      })
      .finally(() => {
        running = null
      })
  }

  async function empty(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false
      const count = await handOver(pool, deliver)
      status.lastError = null
      if (count === 0) continue
      status.handedOver += count
      delivered()
      wanted = true
    }
  }

  const listener = listenFor(databaseUrl, outboxChannel, wake)
  const poll = setInterval(wake, pollMs)
  wake()
  return {
    status: () => status,
    async repeat(since) {
      await pool.query(repeated, [since, new Date()])
      wake()
    },
    async stop() {
      stopped = true
      clearInterval(poll)
      await running
      await listener.stop()
      await pool.end()
    },
  }
}

const repeated = `INSERT INTO outbox (organisation_id, event_id) SELECT e.organisation_id, e.id FROM organisation o
  JOIN event e ON e.organisation_id = o.id AND e.at >= $1 AND e.at <= $2 ON CONFLICT DO NOTHING`

async function handOver(pool: pg.Pool, deliver: Deliver): Promise<number> {
  const c = await pool.connect()
  let broken: Error | undefined
  try {
    await c.query('BEGIN')
    const { rows } = await c.query<PendingRow>('SELECT * FROM relay_pending($1)', [batch])
    const arrived = rows.length > 0 ? new Set(await deliver(c, rows.map(wireEvent))) : new Set()
    const gone = rows.filter((row) => arrived.has(row.event_id))
    if (gone.length > 0) {
      const organisations = gone.map((row) => row.organisation_id)
      const events = gone.map((row) => row.event_id)
      await c.query('SELECT relay_handed_over($1, $2)', [organisations, events])
    }
    await c.query('COMMIT')
    return gone.length
  } catch (error) {
    await c.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    c.release(broken)
  }
}

/**
 * An Inngest server delays events whose `ts` lies ahead, so `ts` is the time of handing over; `at` is the time of the
 * event.
 */
function wireEvent(row: PendingRow): WireEvent {
  const actor = { kind: row.actor_kind, id: row.actor_id }
  const { organisation_id: organisationId, event_id: eventId, objects, payload } = row
  const carried = { organisationId, eventId, at: row.at.toISOString(), actor, objects, payload }
  return { id: eventId, name: row.name, ts: Date.now(), data: carried }
}
