import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

/** Every event about an object, oldest first. */
export async function eventsOf(
  ctx: Ctx,
  objectId: string,
): Promise<{ name: string; payload: Record<string, unknown> | null }[]> {
  const [events] = await read(
    ctx,
    sql<{ name: string; payload: Record<string, unknown> | null }>`SELECT e.name, e.payload FROM event e
      JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_id = ${objectId}
      WHERE e.organisation_id = ${ctx.organisationId} ORDER BY e.id`,
  )
  return events
}

/** The payloads of the events of this name about an object, oldest first. */
export async function payloadsOf(ctx: Ctx, name: string, objectId: string): Promise<unknown[]> {
  const [events] = await read(
    ctx,
    sql<{ payload: unknown }>`SELECT e.payload FROM event e
      JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_id = ${objectId}
      WHERE e.organisation_id = ${ctx.organisationId} AND e.name = ${name} ORDER BY e.id`,
  )
  return events.map((event) => event.payload)
}
