import { functions } from '@/server/functions'
import { type Actor, type Ctx, mintCtx, type Organisation } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { lookUp, read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type BackgroundFunction, type RecordedEvent, reactionsTo, sweepsOf } from '@/server/platform/jobs/functions'
import { mailFunctions } from '@/server/platform/mail/functions'
import { timeIn } from '@/server/platform/time/calendar'
import { Agenda, inLanes } from './agenda'
import { makeNames, type Names } from './names'

/** All functions but those that send mail: mails of virtual time count as sent, and others are sent in real time. */
const driven = functions.filter((fn) => !mailFunctions.includes(fn))

/** An organisation driven in process by a virtual clock, through the same verbs and functions as in service. */
export interface World {
  organisation: Organisation
  agenda: Agenda
  names: Names
  /** Lets simulated people react to an event by putting acts on the agenda. */
  onEvent(event: RecordedEvent): void
  hands: number
  /** The simulation begins at this time. An act that was due earlier is done at once or dropped. */
  readonly opens: Date
  late: 'MADE_UP' | 'FORGOTTEN'
  /** Hours of the organisation's day at which the sweeps run. */
  sweepHours: number[]
  counts: { events: number; reactions: number }
  /** The functions that run by themselves: all that the worker serves, except those that need a real clock. */
  functions: readonly BackgroundFunction[]
}

export function makeWorld(
  organisation: Organisation,
  onEvent: (world: World, event: RecordedEvent) => void,
  hands = 6,
  opens?: Date,
): World {
  const world: World = {
    organisation,
    agenda: new Agenda(),
    opens: opens ?? new Date(0),
    late: 'MADE_UP',
    names: makeNames(),
    hands,
    sweepHours: [7, 10, 15],
    counts: { events: 0, reactions: 0 },
    functions: driven,
    onEvent: (event) => onEvent(world, event),
  }
  return world
}

const system: Actor = { kind: 'SYSTEM', id: null }

/** Makes a context of this world at a time; its mails are stored as already sent. */
export function ctxAt(world: World, at: Date, actor: Actor = system): Ctx {
  return mintCtx({
    organisation: world.organisation,
    actor,
    permissions: 'ALL',
    clock: { now: () => at },
    gateways: { mail: 'RECORD' },
  })
}

const eventsAtOnce = 500

/** Fetches each event by its key (OFFSET 0 keeps that plan): a plan made on empty tables would read all events for each. */
async function pendingEvents(world: World): Promise<RecordedEvent[]> {
  const [rows] = await read(
    ctxAt(world, new Date(0)),
    sql<{
      id: string
      name: RecordedEvent['name']
      at: Date
      actorKind: Actor['kind']
      actorId: string | null
      payload: Record<string, unknown>
      objects: [string, string][]
    }>`
      SELECT e.id, e.name, e.at, e.actor_kind, e.actor_id, e.payload,
        (SELECT coalesce(jsonb_agg(jsonb_build_array(x.object_type, x.object_id)), '[]') FROM event_object x WHERE x.organisation_id = e.organisation_id AND x.event_id = e.id) AS objects
      FROM outbox o CROSS JOIN LATERAL (SELECT * FROM event e WHERE e.organisation_id = o.organisation_id AND e.id = o.event_id OFFSET 0) e
      WHERE o.organisation_id = ${world.organisation.id} ORDER BY o.event_id LIMIT ${eventsAtOnce}`,
  )
  return rows.map(({ actorKind, actorId, ...row }) => ({
    ...row,
    organisationId: world.organisation.id,
    actor: { kind: actorKind, id: actorId },
  }))
}

async function handedOver(world: World, events: readonly RecordedEvent[]): Promise<void> {
  await lookUp(
    sql`SELECT relay_handed_over(${events.map(() => world.organisation.id)}::uuid[], ${events.map((event) => event.id)}::uuid[])`,
  )
}

const tries = 5

/** Runs the reactions to an event; one that loses to a faster transaction is tried again, as the executor does. */
async function react(world: World, event: RecordedEvent): Promise<void> {
  for (const reaction of reactionsTo(world.functions, event.name)) {
    for (let attempt = 1; ; attempt++) {
      try {
        await reaction.run(ctxAt(world, new Date(event.at.getTime() + 1)), event)
        break
      } catch (error) {
        if (attempt === tries || !(error instanceof Refusal) || error.kind !== 'CONFLICT')
          throw new Error(`${reaction.id} failed on ${event.name} ${event.id}`, { cause: error })
      }
    }
    world.counts.reactions++
  }
}

const laneOf = (event: RecordedEvent) =>
  event.objects.find(([type]) => type === 'order')?.[1] ?? event.objects[0]?.[1] ?? event.id

/** Runs every reaction to committed events, and the reactions to their events, until none is left. */
export async function drain(world: World): Promise<void> {
  for (;;) {
    const events = await pendingEvents(world)
    if (events.length === 0) return
    await inLanes(events, world.hands, laneOf, (event) => react(world, event))
    await handedOver(world, events)
    world.counts.events += events.length
    for (const event of events) {
      world.names.hear(event)
      world.onEvent(event)
    }
  }
}

/** Runs every sweep once at this time. */
export async function sweep(world: World, at: Date): Promise<void> {
  for (const due of sweepsOf(world.functions)) await due.run(ctxAt(world, at))
  await drain(world)
}

const hourMs = 3_600_000

/**
 * Lets time pass up to an instant: runs the acts of each hour, the reactions to them, and the sweeps at their hours.
 * Calls `eachDay` at the end of each day of the clock.
 */
export async function passTime(
  world: World,
  from: Date,
  until: Date,
  eachDay?: (at: Date) => Promise<void> | void,
): Promise<void> {
  for (let hour = Math.floor(from.getTime() / hourMs) * hourMs; hour <= until.getTime(); hour += hourMs) {
    const end = new Date(Math.min(hour + hourMs - 1, until.getTime()))
    for (let acts = world.agenda.takeUntil(end); acts.length > 0; acts = world.agenda.takeUntil(end)) {
      await inLanes(
        acts,
        world.hands,
        (act) => act.lane,
        (act) => act.run(act.at),
      )
      await drain(world)
    }
    const hourOfDay = Number(timeIn(world.organisation.timeZone, new Date(hour)).slice(0, 2))
    if (world.sweepHours.includes(hourOfDay) && hour >= from.getTime()) await sweep(world, new Date(hour))
    if (hourOfDay === 23) await eachDay?.(end)
  }
}
