import type { Ctx } from '../context/ctx'
import { newId } from '../context/ids'
import { json, type Statement, sql } from '../database/sql'
import type { ScopedDb } from '../database/tenancy'
import type { ToldGoods } from '../money/quantity'

export type EventName = `${string}/${string}.${string}`
export type EventObjectRef = readonly [type: string, id: string, qualifier?: string]

/** A fact of the trade: ids and changed business fields of at most 500 bytes, never a name, address or mail. */
export interface NewEvent {
  name: EventName
  objects: readonly EventObjectRef[]
  payload?: Record<string, unknown> & ToldGoods
}

const payloadLimitBytes = 500

function records(ctx: Ctx, events: readonly NewEvent[]): string {
  return json(
    events.map((event) => {
      const payload = event.payload ?? {}
      if (json(payload).length > payloadLimitBytes)
        throw new Error(`event ${event.name} carries more than ${payloadLimitBytes} bytes`)
      const objects = event.objects.map(([type, id, qualifier]) => ({ type, id, qualifier: qualifier ?? '' }))
      return { id: newId(ctx.now), name: event.name, objects, payload }
    }),
  )
}

/** Records events, their objects and their place in the outbox, in the transaction of the change itself. */
export function recordEvents(ctx: Ctx, events: readonly NewEvent[]): Statement<never> {
  const statement = sql<never>`WITH e AS (SELECT * FROM jsonb_to_recordset(${records(ctx, events)}) AS x(id uuid, name text, objects jsonb, payload jsonb)),
    happened AS (INSERT INTO event (organisation_id, id, name, actor_kind, actor_id, at, payload)
      SELECT ${ctx.organisationId}::uuid, id, name, ${ctx.actor.kind}::text, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz, payload FROM e),
    touched AS (INSERT INTO event_object (organisation_id, object_type, object_id, event_id, qualifier)
      SELECT ${ctx.organisationId}::uuid, o.type, o.id, e.id, o.qualifier FROM e, jsonb_to_recordset(e.objects) AS o(type text, id uuid, qualifier text)
      ON CONFLICT DO NOTHING)
    INSERT INTO outbox (organisation_id, event_id) SELECT ${ctx.organisationId}::uuid, id FROM e`
  return { ...statement, wakes: true }
}

/** Records events inside the Prisma transaction of an ordinary verb. */
export async function record(db: ScopedDb, ctx: Ctx, ...events: NewEvent[]): Promise<void> {
  const { text, values } = recordEvents(ctx, events)
  await db.$executeRawUnsafe(text, ...values)
}
