import { addDays, type Day, dayIn, instantAt } from '@/server/platform/calendar'
import type { Organisation } from '@/server/platform/ctx'
import { workingCalendar } from '@/server/platform/holidays'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { read, transaction } from '@/server/platform/run'
import { expectRows, sql } from '@/server/platform/sql'
import { previousWorkingDay } from '@/server/platform/working-days'
import { between, chance } from '../chance'
import { ctxAt, drain, makeWorld, passTime, type World } from '../drive'
import { answer, type Manners } from '../people'
import { resume } from '../resume'
import { type Bank, openBank } from './bank'
import { stumble } from './deeds'
import { planDay, type Story } from './plan'
import { openShop, type Shop } from './shop'
import type { Team } from './team'

/** So many days of trade lie behind the day on which the story ends. */
export const storyDays = 396

export interface Growing {
  organisation: Organisation
  /** Who does what, from the story's first minute. */
  team(world: World, at: Date): Promise<Team>
  begins: Date
  ends: Date
  seed: string
  hands?: number
  tell?(percent: number): void
}

function mannersOf({ organisation, seed, ends }: Growing, team: Team, shop: Shop, bank: Bank): Manners {
  const { country, workingWeekdays, timeZone } = organisation
  const calendar = workingCalendar({ country, workingWeekdays })
  const lastDay = dayIn(timeZone, ends)
  const busyFrom = instantAt(timeZone, previousWorkingDay(calendar, addDays(lastDay, -1)), '00:00')
  const deskFrom = new Date(ends.getTime() - 6 * 86_400_000)
  const shares = { PICK: 0.35, PACK: 0.2, SHIP: 0.4, CREDIT: 0.6 }
  return {
    seed,
    picker: team.warehouse,
    shipper: team.shipping,
    finance: team.finance,
    credit: team.credit,
    approved: 0.94,
    proven: 0.6,
    till: bank.till,
    leaves: (what, id, at) =>
      at >= (what === 'CREDIT' ? deskFrom : busyFrom) && chance(seed, 'leaves', what, id) < shares[what],
    daysLate(payerId, invoiceId, dueOn) {
      const habit = shop.buyers[shop.placeOfCustomer.get(payerId) ?? -1]?.habit
      if (habit === null) return dueOn > addDays(lastDay, -130) ? null : 20
      return habit ? between(habit[0], habit[1], seed, 'days', invoiceId) : 0
    },
  }
}

/** Invoices need to say whose they are; what the organisation says already stays. */
async function introduce(world: World, team: Team, at: Date): Promise<void> {
  const ctx = ctxAt(world, at, team.owner)
  const [[known]] = await read(
    ctx,
    sql<{ legalName: string | null }>`SELECT legal_name FROM organisation WHERE id = ${ctx.organisationId}`,
  )
  if (known?.legalName) return
  const british = world.organisation.country === 'GB'
  await changeOrganisation(ctx, {
    legalName: british ? `${world.organisation.name} Ltd` : world.organisation.name,
    addressLine: '14 Granary Wharf',
    postcode: british ? 'BS1 6TP' : '10115',
    city: british ? 'Bristol' : (world.organisation.timeZone.split('/').at(-1)?.replace(/_/g, ' ') ?? 'Town'),
    ...(british ? { taxRegistered: true, taxNumber: 'GB123456789' } : { taxRegistered: false }),
    email: 'accounts@marlow.example',
    phone: '01632 960180',
  })
}

/** The virtual clock when the growth was interrupted; null at its beginning. Founding and what was set up before trade do not count. */
async function interruptedAt(world: World): Promise<Date | null> {
  const [[latest]] = await read(
    ctxAt(world, new Date(0)),
    sql<{
      at: Date | null
    }>`SELECT max(at) AS at FROM event WHERE organisation_id = ${world.organisation.id} AND name = 'order/order.confirmed'`,
  )
  return latest?.at ?? null
}

/** Ends the growth: from now on the organisation is worked on like any other. */
async function hand(world: World, at: Date): Promise<void> {
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

/**
 * Lets an organisation trade from `begins` to `ends` through the program's own verbs under the virtual clock, as a wholesaler of gifts does, and
 * hands it over to real time. Goes on where an interrupted growth ended.
 */
export async function grow(growing: Growing): Promise<World> {
  const { organisation, begins, ends, seed, tell } = growing
  const before = (world: World, event: Parameters<World['onEvent']>[0]) => {
    if (!story) return
    stumble(world, story.team, seed, event)
    answer(world, manners as Manners, event)
  }
  const world = makeWorld(organisation, before, growing.hands)
  let story: Story | null = null
  let manners: Manners | null = null
  // Once a day is enough for what passes by time alone, and every hour of trade is driven by events.
  world.sweepHours = [11]
  const team = await growing.team(world, begins)
  await introduce(world, team, begins)
  const shop = await openShop(world, team, begins, seed)
  const bank = openBank(shop)
  manners = mannersOf(growing, team, shop, bank)
  const { timeZone } = organisation
  const [firstDay, lastDay] = [dayIn(timeZone, begins), dayIn(timeZone, ends)] as [Day, Day]
  story = { world, shop, team, bank, firstDay, lastDay }
  const stopped = await interruptedAt(world)
  await drain(world)
  if (stopped) await resume(world, manners, stopped)
  const from = stopped ?? begins
  for (let day = dayIn(timeZone, from); day <= lastDay; day = addDays(day, 1)) planDay(story, day)
  const whole = ends.getTime() - begins.getTime()
  await passTime(world, from, ends, (at) => tell?.(Math.floor((100 * (at.getTime() - begins.getTime())) / whole)))
  await drain(world)
  await hand(world, ends)
  tell?.(100)
  return world
}
