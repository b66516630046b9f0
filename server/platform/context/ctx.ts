import { type Day, dayIn } from '../time/calendar'
import { type Clock, systemClock } from '../time/clock'
import { notFound } from './errors'
import type { Permission, Role } from './permissions'

declare const brand: unique symbol
export type OrganisationId = string & { readonly [brand]: 'organisation' }

/** The facts of an organisation that every request needs. They are read together with the session in one trip. */
export interface Organisation {
  id: OrganisationId
  name: string
  slug: string
  country: string
  currency: string
  timeZone: string
  locale: string
  workingWeekdays: number[]
  sample: string
  clockShiftMs: bigint
  /** Nothing happens by itself, because it was read from an archive and its owner has not said go. */
  standsStill: boolean
  /** The chosen sizes of papers and labels; null means the size that is usual in the country. */
  paperSize: 'A4' | 'LETTER' | null
  labelSize: '100X150' | 'A6' | '4X6' | null
  /** How customers reach the organisation. */
  phone: string | null
  email: string | null
}

type ActorKind = 'PERSON' | 'KEY' | 'PORTAL' | 'SYSTEM'
export interface Actor {
  kind: ActorKind
  id: string | null
}

/** SMTP sends the mails; a simulation of the past stores them as already sent. */
interface Gateways {
  mail: 'SEND' | 'RECORD'
}

/** Who acts, for which organisation, at which time. Only `mintCtx` makes a context; every function below takes it first. */
export interface Ctx {
  readonly organisationId: OrganisationId
  readonly organisation: Organisation
  readonly actor: Actor
  readonly roles: readonly Role[]
  readonly permissions: ReadonlySet<Permission> | 'ALL'
  readonly now: Date
  readonly today: Day
  readonly gateways: Gateways
}

interface Minting {
  organisation: Organisation
  actor: Actor
  roles?: readonly Role[]
  permissions?: ReadonlySet<Permission> | 'ALL'
  clock?: Clock
  gateways?: Gateways
}

/** Mints a context. Callers: session, API key, portal link, job, simulation. */
export function mintCtx({ organisation, actor, roles = [], permissions = new Set(), clock, gateways }: Minting): Ctx {
  const now = clock ? clock.now() : new Date(systemClock.now().getTime() + Number(organisation.clockShiftMs))
  return {
    organisationId: organisation.id,
    organisation,
    actor,
    roles,
    permissions,
    now,
    today: dayIn(organisation.timeZone, now),
    gateways: gateways ?? { mail: 'SEND' },
  }
}

/** The organisation's facts from a row of the table `organisation`, as pg or a SQL function gives it. */
export function organisationOf(row: Record<string, unknown> | undefined): Organisation {
  if (!row) notFound('organisation')
  return {
    id: row.id as OrganisationId,
    name: row.name as string,
    slug: row.slug as string,
    country: row.country as string,
    currency: row.currency as string,
    timeZone: (row.time_zone ?? row.timeZone) as string,
    locale: row.locale as string,
    workingWeekdays: (row.working_weekdays ?? row.workingWeekdays) as number[],
    sample: row.sample as string,
    standsStill: (row.still_since ?? row.stillSince ?? null) !== null,
    clockShiftMs: BigInt((row.clock_shift_ms ?? row.clockShiftMs ?? 0) as string | number | bigint),
    paperSize: (row.paper_size ?? row.paperSize ?? null) as Organisation['paperSize'],
    labelSize: (row.label_size ?? row.labelSize ?? null) as Organisation['labelSize'],
    phone: (row.phone as string | null | undefined) || null,
    email: (row.email as string | null | undefined) || null,
  }
}
