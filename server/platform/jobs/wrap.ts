import { type Inngest, type InngestFunction, NonRetriableError } from 'inngest'
import type { Actor, Ctx } from '../context/ctx'
import { GivenUp } from '../context/errors'
import type { EventName } from '../events/events'
import { type BackgroundFunction, isSweep, type Reaction, type RecordedEvent, type Sweep } from './functions'

/** The functions of the platform that wrapped functions call. */
export interface JobPorts {
  /** A context of the system in one organisation, at the organisation's present time. */
  mintCtx(organisationId: string): Promise<Ctx>
  /** The organisations that have due work of a kind. */
  dueOrganisations(due: string): Promise<string[]>
  /** Called once when a function has used up its attempts. */
  onFailure(failure: Failure): void | Promise<void>
}

export interface Failure {
  functionId: string
  runId: string
  /** Null when the schedule failed before it knew which organisations have due work. */
  organisationId: string | null
  message: string
  name: string
  /** The event that makes this one function, and no other, try again. */
  again: { name: string; data: Record<string, unknown> }
}

const sweepDue = 'octet/sweep.due'
/** Tells one reaction to try again after its failure. */
const workRetried = 'octet/work.retried'

const retries = 8
/**
 * How many runs of one function an organisation may have at once. With more, a long backlog doubles the latency of the
 * others.
 */
const perOrganisation = 4
const eventsPerSend = 500

type AnyFunction = InngestFunction.Any

/** Wraps the plain reactions and sweeps of the stages into Inngest functions. */
export function toInngestFunctions(
  inngest: Inngest.Any,
  functions: readonly BackgroundFunction[],
  ports: JobPorts,
): AnyFunction[] {
  return functions.flatMap((fn) => (isSweep(fn) ? sweepFunctions(inngest, fn, ports) : reaction(inngest, fn, ports)))
}

function reaction(inngest: Inngest.Any, fn: Reaction, ports: JobPorts): AnyFunction {
  return inngest.createFunction(
    {
      id: fn.id,
      retries,
      triggers: [{ event: fn.on }, { event: workRetried, if: `event.data.functionId == '${fn.id}'` }],
      concurrency: fn.atOnce ? { limit: fn.atOnce } : { limit: perOrganisation, key: 'event.data.organisationId' },
      onFailure: failureOf(fn.id, ports, workRetried),
    },
    // Without a step this takes one call instead of two. It is repeated in the same case: when its end was not stored.
    async ({ event }) => {
      const ctx = await ports.mintCtx(organisationOf(event.data))
      await once(fn.run(ctx, recordedEvent(fn.on, event.data)))
    },
  )
}

/**
 * Makes two functions: one keeps the schedule and asks which organisations have due work; the other does it, one run
 * for each organisation.
 */
function sweepFunctions(inngest: Inngest.Any, sweep: Sweep, ports: JobPorts): AnyFunction[] {
  const schedule = inngest.createFunction(
    {
      id: sweep.id,
      retries,
      triggers: { cron: sweep.cron },
      concurrency: { limit: 1 },
      onFailure: failureOf(sweep.id, ports, sweepDue),
    },
    async ({ runId, step }) => {
      const organisations = await step.run('ask who is due', () => ports.dueOrganisations(sweep.due))
      for (let i = 0; i < organisations.length; i += eventsPerSend) {
        const events = organisations.slice(i, i + eventsPerSend).map((organisationId) => ({
          id: `${sweep.id}:${runId}:${organisationId}`,
          name: sweepDue,
          data: { sweep: sweep.id, organisationId },
        }))
        await step.sendEvent(`send from ${i}`, events)
      }
    },
  )
  const id = `${sweep.id}-organisation`
  const organisation = inngest.createFunction(
    {
      id,
      retries,
      triggers: { event: sweepDue, if: `event.data.sweep == '${sweep.id}'` },
      concurrency: { limit: 1, key: 'event.data.organisationId' },
      onFailure: failureOf(id, ports, sweepDue),
    },
    async ({ event }) => {
      await once(sweep.run(await ports.mintCtx(organisationOf(event.data))))
    },
  )
  return [schedule, organisation]
}

interface FailedRun {
  error: Error
  event: { data: { run_id: string; event: { data?: Record<string, unknown> } } }
}

/** Work that is given up is not tried again. */
async function once(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    throw error instanceof GivenUp ? new NonRetriableError(error.message, { cause: error }) : error
  }
}

function failureOf(functionId: string, ports: JobPorts, again: string) {
  return async ({ error, event }: FailedRun) => {
    const given = event.data.event.data ?? {}
    const organisationId = typeof given.organisationId === 'string' ? given.organisationId : null
    const { name, message } = error
    const data = again === workRetried ? { ...given, functionId } : given
    await ports.onFailure({
      functionId,
      runId: event.data.run_id,
      organisationId,
      name,
      message,
      again: { name: again, data },
    })
  }
}

function organisationOf({ organisationId }: Record<string, unknown>): string {
  if (typeof organisationId !== 'string') throw new Error('the event names no organisation')
  return organisationId
}

/** Reads the recorded event from the data that the relay hands over. */
function recordedEvent(name: EventName, carried: Record<string, unknown>): RecordedEvent {
  const { organisationId, eventId, at, actor, objects, payload } = carried
  return {
    id: String(eventId),
    name,
    organisationId: String(organisationId),
    at: new Date(String(at)),
    actor: actor as Actor,
    objects: objects as RecordedEvent['objects'],
    payload: payload as RecordedEvent['payload'],
  }
}
