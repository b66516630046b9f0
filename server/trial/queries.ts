import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'
import { dayIn } from '@/server/platform/time/calendar'
import { type Happening, percentDone, toldEvents } from './rules'

type PassageKind = 'PAST' | 'STORY' | 'DAY' | 'WEEK'

export interface PassageRow {
  id: string
  kind: PassageKind
  state: 'ASKED' | 'RUNNING' | 'FAILED' | 'ENDED'
  fromAt: Date
  untilAt: Date
  reachedAt: Date
  floorWorks: boolean
  askedBy: string | null
  happened: Happening[] | null
}

/** The passages of the organisation, the latest first. */
export function latestPassage(ctx: Ctx): Statement<PassageRow> {
  return sql`SELECT id, kind, state, from_at, until_at, reached_at, floor_works, asked_by, happened FROM passage
    WHERE organisation_id = ${ctx.organisationId} ORDER BY state <> 'ENDED' DESC, until_at DESC LIMIT 1`
}

/** The events between two times of the organisation's clock: a count by kind, with the first records of each. */
export async function happenedBetween(ctx: Ctx, from: Date, until: Date): Promise<Happening[]> {
  const told = new Map(toldEvents.map(({ event, object }) => [event as string, object as string]))
  const [rows] = await read(
    ctx,
    sql<Happening>`SELECT e.name AS event, count(DISTINCT e.id)::int AS count, count(DISTINCT o.object_id)::int AS records,
        to_jsonb((array_agg(DISTINCT o.object_id))[1:3]) AS objects
      FROM event e JOIN jsonb_to_recordset(${JSON.stringify(toldEvents)}::jsonb) AS t(event text, object text) ON t.event = e.name
      LEFT JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_type = t.object
      WHERE e.organisation_id = ${ctx.organisationId} AND e.at > ${from} AND e.at <= ${until}
        AND (e.name <> 'credit/hold.placed' OR e.payload->>'cause' = 'OVERDUE') GROUP BY e.name`,
  )
  const found = new Map(rows.map((row) => [row.event, row]))
  return toldEvents.flatMap(({ event }) => {
    const row = found.get(event)
    if (!row) return []
    const ids = (row.objects ?? []) as unknown as (string | null)[]
    const type = told.get(event) ?? ''
    return [{ ...row, objects: ids.flatMap((id) => (id ? [{ type, id }] : [])) }]
  })
}

/** A record by its kind, id and the name that people call it by. */
interface Named {
  type: string
  id: string
  label: string
}

async function namesOf(ctx: Ctx, happened: readonly Happening[]): Promise<Map<string, Named>> {
  const ids = happened.flatMap(({ objects }) => objects.map(({ id }) => id))
  if (ids.length === 0) return new Map()
  const [rows] = await read(
    ctx,
    sql<Named>`SELECT 'customer' AS type, id, name AS label FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
      UNION ALL SELECT 'order', id, number FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
      UNION ALL SELECT 'invoice', id, number FROM invoice WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
      UNION ALL SELECT 'shipment', id, number FROM shipment WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
      UNION ALL SELECT 'quote', id, number FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export interface TrialView {
  /** GROWING while the past grows, PASSING while time passes, FAILED when neither could go on, else STANDING. */
  state: 'GROWING' | 'PASSING' | 'FAILED' | 'STANDING'
  today: Day
  /** The passage under way, or the point at which it failed. */
  running: {
    id: string
    kind: PassageKind
    waits: boolean
    failed: boolean
    percent: number
    reachedOn: Day
    orders: number
  } | null
  /** The last day or week that passed. */
  last: {
    id: string
    kind: PassageKind
    fromOn: Day
    untilOn: Day
    happened: { event: string; count: number; records: number; named: Named[] }[]
  } | null
  remindersOff: boolean
}

function stateOf(sample: string, underWay: PassageRow | null | undefined): TrialView['state'] {
  if (underWay?.state === 'FAILED') return 'FAILED'
  if (underWay && sample === 'GROWN') return 'PASSING'
  if (sample === 'GROWN') return 'STANDING'
  return sample === 'PASSING' ? 'PASSING' : 'GROWING'
}

/** What the page shows of the clock of an organisation with sample trade; null for every other organisation. */
export async function readTrial(ctx: Ctx): Promise<TrialView | null> {
  const { sample, timeZone } = ctx.organisation
  if (sample === 'NONE') return null
  const [[passage], [counts]] = await read(
    ctx,
    latestPassage(ctx),
    sql<{
      orders: number
      remindersOff: boolean
    }>`SELECT (SELECT count(*)::int FROM sales_order WHERE organisation_id = ${ctx.organisationId}) AS orders,
      NOT coalesce((SELECT enabled FROM reminder_policy WHERE organisation_id = ${ctx.organisationId} ORDER BY version DESC LIMIT 1), false) AS reminders_off`,
  )
  const day = (at: Date) => dayIn(timeZone, at)
  const underWay = passage && passage.state !== 'ENDED' ? passage : null
  const over = passage?.state === 'ENDED' && passage.happened ? passage : null
  const names = await namesOf(ctx, over?.happened ?? [])
  return {
    state: stateOf(sample, underWay),
    today: ctx.today,
    running: underWay && {
      id: underWay.id,
      kind: underWay.kind,
      waits: underWay.state === 'ASKED',
      failed: underWay.state === 'FAILED',
      percent: percentDone(underWay.fromAt, underWay.untilAt, underWay.reachedAt),
      reachedOn: day(underWay.reachedAt),
      orders: counts?.orders ?? 0,
    },
    last: over && {
      id: over.id,
      kind: over.kind,
      fromOn: day(over.fromAt),
      untilOn: day(over.untilAt),
      happened: (over.happened ?? []).map(({ event, count, records, objects }) => ({
        event,
        count,
        records,
        named: objects.flatMap(({ id }) => names.get(id) ?? []),
      })),
    },
    remindersOff: counts?.remindersOff ?? true,
  }
}
