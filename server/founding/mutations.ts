import { randomBytes } from 'node:crypto'
import { type Ctx, mintCtx, type Organisation, type OrganisationId } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { permissionsOf } from '@/server/platform/context/permissions'
import { transaction } from '@/server/platform/database/run'
import { insert, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { countryDefaults } from '@/server/platform/place/country'
import type { Clock } from '@/server/platform/time/clock'
import { systemClock } from '@/server/platform/time/clock'
import {
  chart,
  discountReasons,
  firstCarriers,
  nextSlug,
  numberSeries,
  reminderSteps,
  sampleBegins,
  slugOf,
  starterLimitMinor,
} from './rules'
import { type FoundInput, foundInput } from './schema'

/** The person who creates the organisation and becomes its owner. */
interface Founder {
  userId: string
  email: string
  name: string
}

/**
 * Founds an organisation in one transaction: the organisation itself, its owner, and everything its country needs for a
 * first order: tax categories, payment terms, warehouse and bin, carriers, accounts, number series, a bank account, a
 * credit policy, and a reminder policy that is off. Organisations that are founded at the same time under one name get
 * different slugs. `clock` lets a simulation found in the past; the simulation then grows the sample trade itself.
 */
export async function found(founder: Founder, input: FoundInput, clock: Clock = systemClock): Promise<Organisation> {
  return foundAs(founder, input, clock, input.sample ? 'GROWING' : 'NONE', null)
}

/**
 * Founds an organisation for a person in the browser. With sample trade, its founding day lies in the past; the same
 * transaction asks the background process to grow the trade since then.
 */
export async function foundOnTrial(founder: Founder, input: FoundInput): Promise<Organisation> {
  const now = systemClock.now()
  if (!input.sample) return found(founder, input)
  const begins = sampleBegins(foundInput.parse(input).timeZone, now)
  return foundAs(founder, input, { now: () => begins }, 'ASKED', now)
}

async function foundAs(
  founder: Founder,
  input: FoundInput,
  clock: Clock,
  sample: string,
  until: Date | null,
): Promise<Organisation> {
  const facts = foundInput.parse(input)
  const wished = slugOf(facts.name)
  for (let attempt = 0; ; attempt++) {
    const slug = nextSlug(wished, attempt, randomBytes(4).toString('hex'))
    const ctx = foundingCtx(founder, { ...facts, sample }, slug, clock)
    try {
      await transaction(ctx, {}, (tx) =>
        tx.commit(...firstRows(ctx, founder), ...(until ? [pastAsked(ctx, until)] : [])),
      )
      return ctx.organisation
    } catch (error) {
      const taken = error instanceof Refusal && error.parameters.constraint === 'organisation_slug_key'
      if (!taken || attempt > 10) throw error
    }
  }
}

type Facts = Omit<FoundInput, 'sample'> & { sample: string }

function foundingCtx(founder: Founder, facts: Facts, slug: string, clock: Clock): Ctx {
  const country = countryDefaults(facts.country)
  const organisation: Organisation = {
    id: newId(clock.now()) as OrganisationId,
    name: facts.name,
    slug,
    country: facts.country,
    currency: facts.currency,
    timeZone: facts.timeZone,
    locale: country.locale,
    workingWeekdays: country.workingWeekdays,
    sample: facts.sample,
    clockShiftMs: 0n,
    standsStill: false,
    paperSize: null,
    labelSize: null,
    phone: null,
    email: null,
  }
  const actor = { kind: 'PERSON', id: founder.userId } as const
  return mintCtx({ organisation, actor, roles: ['owner'], permissions: permissionsOf(['owner']), clock })
}

/** Asks the background process to grow the sample trade from the founding until now. */
function pastAsked(ctx: Ctx, until: Date): Statement {
  const times = { fromAt: ctx.now, reachedAt: ctx.now, untilAt: until }
  const asked = { id: newId(ctx.now), kind: 'PAST', state: 'ASKED', floorWorks: true, askedBy: ctx.actor.id }
  return insert(ctx, 'passage', [{ ...asked, ...times }])
}

function firstRows(ctx: Ctx, founder: Founder): Statement[] {
  const { organisation } = ctx
  const country = countryDefaults(organisation.country)
  return [
    organisationRow(ctx),
    insert(ctx, 'membership', [
      { userId: founder.userId, name: founder.name, email: founder.email, roles: ['owner'], joinedAt: ctx.now },
    ]),
    insert(
      ctx,
      'taxCategory',
      country.taxCategories.map((category) => ({ id: newId(ctx.now), ...category })),
    ),
    insert(
      ctx,
      'paymentTerms',
      country.paymentTerms.map(({ code, name, kind, dueDays, isDefault }) => ({
        id: newId(ctx.now),
        code,
        name,
        kind,
        dueDays,
        isDefault,
      })),
    ),
    insert(ctx, 'numberSeries', numberSeries(country)),
    insert(ctx, 'account', chart),
    insert(
      ctx,
      'discountReason',
      discountReasons.map((name) => ({ id: newId(ctx.now), name })),
    ),
    insert(ctx, 'bankAccount', [
      { id: newId(ctx.now), name: 'Main account', currency: organisation.currency, isDefault: true },
    ]),
    ...placeRows(ctx),
    ...policyRows(ctx),
    recordEvents(ctx, [
      {
        name: 'platform/organisation.founded',
        objects: [['organisation', organisation.id]],
        payload: { country: organisation.country, currency: organisation.currency, sample: organisation.sample },
      },
    ]),
  ]
}

function organisationRow(ctx: Ctx): Statement {
  const { id, name, slug, country, currency, timeZone, locale, workingWeekdays, sample } = ctx.organisation
  return sql`INSERT INTO organisation (id, name, slug, country, currency, time_zone, locale, working_weekdays, sample, created_at)
    VALUES (${id}, ${name}, ${slug}, ${country}, ${currency}, ${timeZone}, ${locale}, ${workingWeekdays}::int[], ${sample}, ${ctx.now})`
}

function placeRows(ctx: Ctx): Statement[] {
  const warehouseId = newId(ctx.now)
  const carriers = firstCarriers.map((first) => ({ ...first, id: newId(ctx.now) }))
  return [
    insert(ctx, 'warehouse', [{ id: warehouseId, code: 'MAIN', name: 'Main warehouse', isDefault: true }]),
    insert(ctx, 'bin', [{ id: newId(ctx.now), warehouseId, code: 'A-01', walkOrder: 10 }]),
    insert(
      ctx,
      'carrier',
      carriers.map(({ id, carrier }) => ({ id, name: carrier })),
    ),
    insert(
      ctx,
      'carrierService',
      carriers.map(({ id, service }, index) => ({
        id: newId(ctx.now),
        carrierId: id,
        ...service,
        priceMinor: 0n,
        isDefault: index === 0,
      })),
    ),
  ]
}

function policyRows(ctx: Ctx): Statement[] {
  const version = 1
  const made = { version, createdBy: ctx.actor.id, createdAt: ctx.now }
  return [
    insert(ctx, 'creditPolicy', [
      { ...made, starterLimitMinor: starterLimitMinor(ctx.organisation.currency), approveAtPoints: 50 },
    ]),
    insert(ctx, 'reminderPolicy', [
      { ...made, enabled: false, maxBankAgeDays: 3, minGapDays: 5, sendFrom: '09:00', sendUntil: '17:00' },
    ]),
    insert(
      ctx,
      'reminderStep',
      reminderSteps.map((step, index) => ({ version, position: index + 1, ...step })),
    ),
  ]
}
