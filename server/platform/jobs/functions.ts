import type { Actor, Ctx } from '../context/ctx'
import type { EventName } from '../events/events'

/** An event as a reaction receives it: read from the event log, or sent by the job server. */
export interface RecordedEvent<Payload = Record<string, unknown>> {
  id: string
  name: EventName
  organisationId: string
  at: Date
  actor: Actor
  /** Pairs of type and id, in the order they were recorded. */
  objects: readonly (readonly [type: string, id: string])[]
  payload: Payload
}

/** What happens after an event: it reads the rows again, claims them by a conditional update, and calls one verb. */
export interface Reaction {
  /** Unique among all functions; an old id is never used for something else. */
  id: string
  on: EventName
  cron?: never
  /** How many runs may go on at once over all organisations; without it, several for each organisation. */
  atOnce?: number
  run(ctx: Ctx, event: RecordedEvent): Promise<unknown>
}

/** What happens because time passes: a bounded page of due rows of one organisation. */
export interface Sweep {
  id: string
  /** A cron expression of five fields in UTC, or with "TZ=Zone " before it. */
  cron: string
  on?: never
  /** The kind of due work; the database function `due_organisations` is asked for it. */
  due: string
  run(ctx: Ctx): Promise<unknown>
}

export type BackgroundFunction = Reaction | Sweep

export const isSweep = (fn: BackgroundFunction): fn is Sweep => fn.cron !== undefined
const isReaction = (fn: BackgroundFunction): fn is Reaction => fn.on !== undefined

/** The reactions to one kind of event, in the order of the table. */
export function reactionsTo(functions: readonly BackgroundFunction[], name: EventName): Reaction[] {
  return functions.filter(isReaction).filter((reaction) => reaction.on === name)
}

/** All sweeps, in the order of the table. */
export function sweepsOf(functions: readonly BackgroundFunction[]): Sweep[] {
  return functions.filter(isSweep)
}

/**
 * The object of a type that an event names. Throws when the event names none, which is a mistake of the code that
 * recorded it.
 */
export function objectOf(event: RecordedEvent, type: string): string {
  const found = event.objects.find(([name]) => name === type)
  if (!found) throw new Error(`the event ${event.name} (${event.id}) names no ${type}`)
  return found[1]
}
