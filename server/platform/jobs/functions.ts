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

/** What happens after an event: re-read the rows, claim them by conditional update, call one verb. */
export interface Reaction {
  /** Unique among all functions; never reused for something else. */
  id: string
  on: EventName
  cron?: never
  /** How many may run at once over all organisations; without it, several of each. */
  atOnce?: number
  run(ctx: Ctx, event: RecordedEvent): Promise<unknown>
}

/** What happens by the passing of time: a bounded page of due rows of one organisation. */
export interface Sweep {
  id: string
  /** Five fields in UTC, or "TZ=Zone " before them. */
  cron: string
  on?: never
  /** The kind of due work that `due_organisations` is asked for. */
  due: string
  run(ctx: Ctx): Promise<unknown>
}

export type BackgroundFunction = Reaction | Sweep

export const isSweep = (fn: BackgroundFunction): fn is Sweep => fn.cron !== undefined
export const isReaction = (fn: BackgroundFunction): fn is Reaction => fn.on !== undefined

/** The reactions to one kind of event, in the order of the table. */
export function reactionsTo(functions: readonly BackgroundFunction[], name: EventName): Reaction[] {
  return functions.filter(isReaction).filter((reaction) => reaction.on === name)
}

/** All sweeps, in the order of the table. */
export function sweepsOf(functions: readonly BackgroundFunction[]): Sweep[] {
  return functions.filter(isSweep)
}

/** The object of a type that an event speaks of; throws when the event names none, which is a fault of its recorder. */
export function objectOf(event: RecordedEvent, type: string): string {
  const found = event.objects.find(([name]) => name === type)
  if (!found) throw new Error(`the event ${event.name} (${event.id}) names no ${type}`)
  return found[1]
}
