import type { Ctx } from '../context/ctx'
import { type Statement, sql } from '../database/sql'

/** An event as a time line shows it. */
export interface TimelineRow {
  id: string
  name: string
  at: Date
  actorKind: string
  /** The name of the member or API key. */
  actorName: string | null
  payload: Record<string, unknown>
  /** Pairs of type and id of every record that the event names. */
  objects: [type: string, id: string][]
}

const shownAtOnce = 200

/** The latest events that name a record, oldest first. */
export function timelineOf(ctx: Ctx, objectType: string, objectId: string): Statement<TimelineRow> {
  return sql`SELECT * FROM (SELECT e.id, e.name, e.at, e.actor_kind, coalesce(m.name, k.name) AS actor_name, e.payload,
      (SELECT jsonb_agg(jsonb_build_array(x.object_type, x.object_id)) FROM event_object x WHERE x.organisation_id = e.organisation_id AND x.event_id = e.id) AS objects
    FROM event_object o JOIN event e ON e.organisation_id = o.organisation_id AND e.id = o.event_id
    LEFT JOIN membership m ON e.actor_kind = 'PERSON' AND m.organisation_id = e.organisation_id AND m.user_id = e.actor_id
    LEFT JOIN api_key k ON e.actor_kind = 'KEY' AND k.organisation_id = e.organisation_id AND k.id = e.actor_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.object_type = ${objectType} AND o.object_id = ${objectId}
    ORDER BY o.event_id DESC LIMIT ${shownAtOnce}) AS last ORDER BY id`
}
