import type { Organisation } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import type { OrganisationInput } from '@/server/platform/organisation/schema'
import { addDays, dayIn, instantAt } from '@/server/platform/time/calendar'
import { between, chance } from '../chance'
import { ctxAt, drain, makeWorld, passTime, type World } from '../drive'
import { answer, type Manners } from '../people'
import { resume } from '../resume'
import { openBank } from './bank'
import { keepSomeThatEndSoon, stockByLot } from './by-lot'
import { costGoods } from './costs'
import { stumble } from './deeds'
import { planDivided } from './divided'
import { finaleDay, inTurn, planFinale } from './finale'
import { stockByMeasure } from './measured'
import { planDay, type Story } from './plan'
import { priceShop } from './prices'
import { setReorderPoints } from './reordering'
import { stockInCrates } from './returnable'
import type { Scale } from './scale'
import { openShop } from './shop'
import type { Team } from './team'

interface Growing {
  organisation: Organisation
  scale: Scale
  /** The people of the story, from its first minute. */
  team(world: World, at: Date): Promise<Team>
  /** The seller's details for the invoices, used unless the organisation has its own. */
  letterhead: OrganisationInput
  begins: Date
  ends: Date
  seed: string
  hands?: number
  /** Told the time of the story's clock at the end of each day. */
  tell?(at: Date): Promise<void> | void
}

function mannersOf({ seed, ends }: Growing, story: Story): Manners {
  const { world, scale, team, shop, bank, lastDay } = story
  const busyFrom = instantAt(world.organisation.timeZone, finaleDay(story), '00:00')
  const deskFrom = scale.finale ? busyFrom : new Date(ends.getTime() - 6 * 86_400_000)
  const shares = { PICK: 0.35, PACK: 0.2, SHIP: 0.4, CREDIT: 0.6, PREPAY: 0 }
  const turn = inTurn()
  return {
    seed,
    picker: team.warehouse,
    shipper: team.shipping,
    finance: team.finance,
    credit: team.credit,
    approved: 0.94,
    proven: 0.9,
    till: bank.till,
    leaves: (what, name, at) =>
      at >= (what === 'CREDIT' ? deskFrom : busyFrom) &&
      (scale.finale ? turn(what) : chance(seed, 'leaves', what, name) < shares[what]),
    daysLate(payerId, invoice, dueOn) {
      const habit = shop.buyers[shop.placeOfCustomer.get(payerId) ?? -1]?.habit
      if (habit === null) return dueOn > addDays(lastDay, -scale.stopsBefore) ? null : 20
      return habit ? between(habit[0], habit[1], seed, 'days', invoice) : 0
    },
  }
}

/** Enters the seller's details, which invoices need. What the organisation has entered already stays. */
async function introduce(world: World, team: Team, { begins, letterhead }: Growing): Promise<void> {
  const ctx = ctxAt(world, begins, team.owner)
  const [[known]] = await read(
    ctx,
    sql<{ legalName: string | null }>`SELECT legal_name FROM organisation WHERE id = ${ctx.organisationId}`,
  )
  if (!known?.legalName) await changeOrganisation(ctx, letterhead)
}

/** The time of the virtual clock when the growth was interrupted; null when the clock had not moved yet. */
async function interruptedAt(world: World, begins: Date): Promise<Date | null> {
  const [[latest]] = await read(
    ctxAt(world, begins),
    sql<{
      at: Date | null
    }>`SELECT max(at) AS at FROM event WHERE organisation_id = ${world.organisation.id} AND at > ${begins}`,
  )
  return latest?.at ?? null
}

/** Ends the growth: from now on people and background work use the organisation like any other. */
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

/** Plans the remaining days; of the first day, only the acts that had not happened. */
function planDays(story: Story, from: Date): void {
  const { world, lastDay, scale } = story
  world.late = 'FORGOTTEN'
  for (let day = dayIn(world.organisation.timeZone, from); day <= lastDay; day = addDays(day, 1)) planDay(story, day)
  planDivided(story)
  if (scale.finale) planFinale(story)
  world.late = 'MADE_UP'
}

/**
 * Lets an organisation trade as a wholesaler of gifts from `begins` to `ends`, through the program's own verbs under
 * the virtual clock, and then hands it over to real time. Continues a growth that was interrupted.
 */
export async function grow(growing: Growing): Promise<World> {
  const { organisation, scale, begins, ends, seed, tell } = growing
  const before = (world: World, event: Parameters<World['onEvent']>[0]) => {
    if (!story) return
    stumble(world, story.team, seed, event)
    answer(world, manners as Manners, event)
  }
  const stopped = await interruptedAt(
    makeWorld(organisation, () => {}),
    begins,
  )
  const from = stopped ?? begins
  const world = makeWorld(organisation, before, growing.hands, from)
  let story: Story | null = null
  let manners: Manners | null = null
  // Sweeps once a day are enough here, because events drive every hour of the trade.
  world.sweepHours = [11]
  const team = await growing.team(world, begins)
  await introduce(world, team, growing)
  const shop = await openShop(world, scale, team, begins, seed)
  await stockByMeasure(ctxAt(world, begins, team.warehouse))
  await stockByLot(ctxAt(world, begins, team.warehouse))
  await stockInCrates(ctxAt(world, begins, team.warehouse))
  await costGoods(ctxAt(world, begins, team.warehouse), shop)
  await priceShop(world, scale, team, begins, shop)
  const bank = openBank(seed, (customerId) => shop.buyers[shop.placeOfCustomer.get(customerId) ?? -1]?.facts.name)
  const { timeZone } = organisation
  story = { world, scale, shop, team, bank, firstDay: dayIn(timeZone, begins), lastDay: dayIn(timeZone, ends) }
  manners = mannersOf(growing, story)
  await drain(world)
  if (stopped) await resume(world, manners, stopped)
  planDays(story, from)
  await passTime(world, from, ends, tell)
  await drain(world)
  await keepSomeThatEndSoon(ctxAt(world, ends, team.warehouse))
  await setReorderPoints(ctxAt(world, ends, team.warehouse), shop.products)
  await drain(world)
  await hand(world, ends)
  return world
}
