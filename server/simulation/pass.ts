import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { addDays, type Day, dayIn, instantAt, weekday } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { isWorkingDay } from '@/server/platform/time/working-days'
import { callIn, heldOrderAgain, payOpenInvoices, remindedPay, standingAnswers } from './dealers'
import { type Bank, bringStatement, openBank } from './demo/bank'
import { buy, replenish } from './demo/buying'
import { sampleSeed } from './demo/sample'
import { ctxAt, drain, makeWorld, passTime, sweep, type World } from './drive'
import { daysLate, type Market, readMarket } from './market'
import type { Passage, Passing } from './passage'
import { answer, later, type Manners } from './people'
import { resume } from './resume'

const sweepHours = [0, 7, 9, 10, 11, 13, 15, 16, 18]

function mannersOf(seed: string, market: Market, bank: Bank, floorWorks: boolean): Manners {
  return {
    seed,
    approved: 0,
    proven: 0.6,
    till: bank.till,
    leaves: (what) => what === 'CREDIT' || (what !== 'PREPAY' && !floorWorks),
    daysLate: (payerId, invoice) => daysLate(market, seed, payerId, invoice),
  }
}

async function prepare(passing: Passing): Promise<Passage> {
  const { organisation, from, floorWorks } = passing
  const seed = sampleSeed
  const react = (_world: World, event: RecordedEvent) => {
    if (passage) respond(passage, event)
  }
  let passage: Passage | null = null
  const world = makeWorld(organisation, react, 1, from)
  world.sweepHours = sweepHours
  // First run the reactions to what was committed before the clock was taken over.
  await drain(world)
  const market = await readMarket(ctxAt(world, from), seed)
  const bank = openBank(seed, (customerId) => market.dealers.get(customerId)?.name)
  passage = { ...passing, world, market, bank, seed, manners: mannersOf(seed, market, bank, floorWorks) }
  return passage
}

const responses: Record<string, (passage: Passage, event: RecordedEvent) => void> = {
  'receivable/reminder.sent': remindedPay,
  'credit/hold.placed': heldOrderAgain,
}

function respond(passage: Passage, event: RecordedEvent): void {
  answer(passage.world, passage.manners, event)
  responses[event.name]?.(passage, event)
}

/** Plans a day: the bank's statement each working morning, goods in on Mondays, and customers who order. */
function planDay(passage: Passage, day: Day): void {
  const { world, bank, seed, market, floorWorks } = passage
  const { country, workingWeekdays, timeZone } = world.organisation
  if (!isWorkingDay(workingCalendar({ country, workingWeekdays }), day)) return
  const at = (time: string) => instantAt(timeZone, day, time)
  later(world, at('08:30'), 'bank', (ctx) => bringStatement(ctx, seed, bank, weekday(day) === 1 ? 3 : 1))
  const shelf = { seed, products: market.products }
  if (floorWorks && weekday(day) === 4) later(world, at('15:20'), 'purchase', (ctx) => buy(ctx, shelf, false))
  if (floorWorks && weekday(day) === 1) later(world, at('07:15'), 'goods in', (ctx) => replenish(ctx, shelf, false))
  callIn(passage, day)
}

/**
 * Lets time pass in an organisation: runs every function that time or an event makes due, in the order of events, while
 * its customers order and pay, carriers deliver and the bank sends statements. Mails are stored as sent and go to
 * nobody. After an interruption, a second call goes on from `from`.
 */
export async function letTimePass(passing: Passing): Promise<void> {
  const passage = await prepare(passing)
  const { world, from, until, manners, tell } = passage
  const zone = world.organisation.timeZone
  await resume(world, { ...manners, daysLate: () => null }, from)
  await payOpenInvoices(passage)
  await standingAnswers(passage)
  world.late = 'FORGOTTEN'
  for (let day = dayIn(zone, from); day <= dayIn(zone, until); day = addDays(day, 1)) planDay(passage, day)
  world.late = 'MADE_UP'
  await passTime(world, from, until, tell)
  // One more statement holds what customers paid after the last one, so that no money is lost between two passages.
  if (passage.bank.waiting.length > 0) await bringStatement(ctxAt(world, until), passage.seed, passage.bank, 1)
  await drain(world)
  await sweep(world, until)
}
