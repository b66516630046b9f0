import { found } from '@/server/founding/mutations'
import { reminderSteps } from '@/server/founding/rules'
import { addDays, dayIn, instantAt } from '@/server/platform/calendar'
import { type Actor, mintCtx, type Organisation, type OrganisationId, organisationOf } from '@/server/platform/ctx'
import { workingCalendar } from '@/server/platform/holidays'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import type { Role } from '@/server/platform/permissions'
import { lookUp, read, transaction } from '@/server/platform/run'
import { expectRows, sql } from '@/server/platform/sql'
import { previousWorkingDay } from '@/server/platform/working-days'
import { changePolicy } from '@/server/receivable/mutations/policy'
import { ctxAt, drain, makeWorld, passTime, type World } from '../drive'
import { answer } from '../people'
import { knownShop } from '../replay/shop'
import { resume } from '../resume'
import { stockTheShelves } from './goods'
import { accounts, joinTeam, meetCustomers, type Team, team } from './people'
import { demoManners, morningPost, planStory, sendBack } from './story'

const zone = 'Europe/London'
const storyDays = 396

async function standing(ownerId: string): Promise<Organisation | null> {
  const memberships = await lookUp(
    sql<{ id: OrganisationId; slug: string }>`SELECT id, slug FROM auth_organisations(${ownerId})`,
  )
  const marlow = memberships.find(({ slug }) => slug.startsWith('marlow-gifts'))
  if (!marlow) return null
  const [row] = await lookUp(
    sql<{ organisation: Record<string, unknown> }>`SELECT organisation FROM organisation_facts(${marlow.id})`,
  )
  return organisationOf(row?.organisation)
}

async function begin(ids: ReadonlyMap<Role, string>, at: Date): Promise<Organisation> {
  const userId = ids.get('owner') as string
  const owner = team.find(({ role }) => role === 'owner') as (typeof team)[number]
  const clock = { now: () => at }
  const organisation = await found(
    { userId, email: owner.email, name: owner.name },
    { name: 'Marlow Gifts', country: 'GB', currency: 'GBP', timeZone: zone, sample: true },
    clock,
  )
  const ctx = mintCtx({ organisation, actor: { kind: 'PERSON', id: userId }, permissions: 'ALL', clock })
  await changeOrganisation(ctx, {
    legalName: 'Marlow Gifts Ltd',
    addressLine: '14 Wharf Road',
    postcode: 'YO1 9TL',
    city: 'York',
    taxNumber: 'GB123456789',
    taxRegistered: true,
    email: 'accounts@marlow.example',
  })
  await joinTeam(ctx, ids)
  return organisation
}

/** The morning of the working day before: what came since is still on the lists. */
function lastMorning(today: string): Date {
  const calendar = workingCalendar({ country: 'GB', workingWeekdays: [1, 2, 3, 4, 5] })
  return instantAt(zone, previousWorkingDay(calendar, addDays(today, -1)), '08:00')
}

interface Progress {
  confirmed: Set<string>
  at: Date | null
}

async function progressOf(world: World): Promise<Progress> {
  const [keys, [latest]] = await read(
    ctxAt(world, new Date(0)),
    sql<{
      key: string
    }>`SELECT request_key AS key FROM idempotency_key WHERE organisation_id = ${world.organisation.id} AND procedure = 'order.confirm'`,
    sql<{
      at: Date | null
    }>`SELECT max(at) AS at FROM event WHERE organisation_id = ${world.organisation.id} AND name = 'order/order.confirmed'`,
  )
  return { confirmed: new Set(keys.map((row) => row.key)), at: latest?.at ?? null }
}

/** From here on the organisation lives by the real clock: relay and sweeps take over. */
async function endGrowth(world: World, at: Date): Promise<void> {
  const ctx = ctxAt(world, at)
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      expectRows(
        1,
        sql`UPDATE organisation SET sample = 'GROWN' WHERE id = ${ctx.organisationId} AND sample = 'GROWING'`,
      ),
    ),
  )
}

/** Reminders are turned on in the middle of the story, by the finance desk. */
function turnRemindersOn(world: World, people: Team, day: string): void {
  const at = instantAt(zone, day, '09:30')
  const steps = reminderSteps.map(({ offsetDays, kind, placesHold }) => ({ offsetDays, kind, placesHold }))
  const run = async () => {
    await changePolicy(ctxAt(world, at, people.finance), {
      fromVersion: 1,
      enabled: true,
      maxBankAgeDays: 3,
      minGapDays: 5,
      sendFrom: '09:00',
      sendUntil: '17:00',
      steps,
    })
  }
  world.agenda.add({ at, lane: 'policy', run })
}

/**
 * Grows the demonstration organisation: thirteen months of trade up to now, by the program's own verbs under the virtual clock.
 * Goes on where an interrupted growth ended; answers false when it is grown already. `tell` hears the share done, in percent.
 */
export async function growDemo(now: Date, tell: (percent: number) => void): Promise<boolean> {
  const ids = await accounts()
  const people: Team = Object.fromEntries([...ids].map(([role, id]) => [role, { kind: 'PERSON', id } satisfies Actor]))
  const today = dayIn(zone, now)
  const known = await standing(ids.get('owner') as string)
  if (known?.sample === 'GROWN') return false
  const first = addDays(today, -storyDays)
  const organisation = known ?? (await begin(ids, instantAt(zone, addDays(first, -3), '09:00')))
  const manners = { ...demoManners(people), quietAfter: lastMorning(today) }
  const world = makeWorld(organisation, (inner, event) => {
    answer(inner, manners, event)
    sendBack(inner, event, people)
  })
  const start = instantAt(zone, addDays(first, -2), '09:00')
  const shop = await knownShop(world)
  await stockTheShelves(world, start)
  await meetCustomers(world, start, shop.customers)
  const { products } = await knownShop(world)
  const progress = await progressOf(world)
  planStory(world, { customers: shop.customers, products }, people, first, today, progress.confirmed)
  if (!progress.at) turnRemindersOn(world, people, addDays(first, 120))
  if (progress.at) await resume(world, manners, progress.at)
  await drain(world)
  const from = progress.at ?? start
  await passTime(world, from, now, (at) =>
    tell(Math.round(((at.getTime() - from.getTime()) / (now.getTime() - from.getTime())) * 100)),
  )
  await morningPost(world, now, people)
  await drain(world)
  await endGrowth(world, now)
  return true
}
