import { makePromise } from '@/server/collection/mutations/promise'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { acceptQuote, declineQuote } from '@/server/order/mutations/accept-quote'
import { confirm } from '@/server/order/mutations/confirm'
import { changeQuote, writeQuote } from '@/server/order/mutations/quote'
import { sendQuote } from '@/server/order/mutations/send-quote'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays, type Day, daysBetween, instantAt, weekday } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { isWorkingDay } from '@/server/platform/time/working-days'
import { changePolicy } from '@/server/receivable/mutations/policy'
import { policyInForce } from '@/server/receivable/queries/reminding'
import { between, chance, oneOf } from '../chance'
import type { World } from '../drive'
import { atWork, later, shrug } from '../people'
import { type Bank, bringStatement, clearUp } from './bank'
import { buy, replenish } from './buying'
import { bringLots, byLot } from './by-lot'
import { penceOff, wrapped } from './by-word'
import { caseOf, comesInCases, comesInInners, innerOf } from './cast'
import { byMeasure } from './measured'
import { haggled, onTheWhole } from './prices'
import { recallHoney, sendRecalledBack } from './recall'
import { bringEmpties, byCrate } from './returnable'
import { makeRound } from './round'
import type { Scale } from './scale'
import { type Shop, welcome } from './shop'
import type { Team } from './team'

/** Everything a day of the story needs. */
export interface Story {
  world: World
  scale: Scale
  shop: Shop
  team: Team
  bank: Bank
  firstDay: Day
  lastDay: Day
}

export function wishes(
  { shop: { seed, products } }: { shop: Pick<Shop, 'seed' | 'products'> },
  key: string,
  peak: boolean,
) {
  const chosen = new Map<string, number>()
  for (let line = between(2, 9, seed, key, 'lines'); line > 0; line--) {
    const index = Math.floor(products.length * chance(seed, key, 'product', line) ** 2.2)
    const quantity = oneOf([2, 3, 4, 6, 6, 8, 12], seed, key, 'quantity', line)
    chosen.set(products[index] as string, quantity * (peak ? 2 : 1))
  }
  return [...chosen].map(([productId, quantity]) => ({ productId, quantity }))
}

/** Who orders a whole case, or a whole inner pack, says so. */
const inCases = <Line extends { productId: string; quantity: number }>({ shop }: Story, lines: readonly Line[]) =>
  lines.map((line) => {
    const place = shop.products.indexOf(line.productId)
    if (line.quantity % caseOf === 0 && comesInCases(place)) return { ...line, pack: 'XCS' }
    return line.quantity % innerOf === 0 && comesInInners(place) ? { ...line, pack: 'XPK' } : line
  })

/** The customer who orders: one that the shop knows by that day. The first customers order most often. */
function whoCalls({ shop, firstDay }: Story, key: string, day: Day): string | undefined {
  const known = shop.buyers.flatMap((one, index) => (one.since <= daysBetween(firstDay, day) ? [index] : []))
  const place = known[Math.floor(known.length * chance(shop.seed, key, 'who') ** 1.4)]
  return place === undefined ? undefined : shop.customers[place]
}

function planOrders(story: Story, day: Day): void {
  const { world, shop, team, scale } = story
  const rate = scale.ordersOn(day)
  const orders = Math.floor(rate + chance(shop.seed, day, 'orders') + (chance(shop.seed, day, 'busy') < 0.3 ? 1 : 0))
  for (let index = 0; index < orders; index++) {
    const key = `${day}/${index}`
    const at = new Date(
      instantAt(world.organisation.timeZone, day, '08:05').getTime() + between(0, 540, shop.seed, key, 'time') * 60_000,
    )
    const run = async (ctx: Ctx) => {
      const customerId = whoCalls(story, key, day)
      if (!customerId) return
      const customerReference =
        chance(shop.seed, key, 'own') < 0.5 ? `PO${between(1000, 9999, shop.seed, key)}` : undefined
      const asked = await haggled(ctx, shop.seed, key, wishes(story, key, rate > 3))
      const lines = [
        ...inCases(story, await penceOff(ctx, shop.seed, day, index, asked)),
        ...(await byMeasure(ctx, shop.seed, key)),
        ...(await byLot(ctx, shop.seed, key)),
        ...(await byCrate(ctx, shop.seed, key)),
        ...(await wrapped(ctx, shop.seed, day, index)),
      ]
      const places = shop.places.get(customerId) ?? []
      const addressId = places[Math.floor(chance(shop.seed, key, 'place') * (places.length + 1))]
      const whole = await onTheWhole(ctx, shop.seed, key, lines)
      await confirm(ctx, { customerId, customerReference, addressId, lines, ...whole, idempotencyKey: `demo/${key}` })
    }
    later(world, at, key, run, team.sales)
  }
}

async function offer(story: Story, ctx: Ctx, day: Day): Promise<void> {
  const { world, shop, team, lastDay } = story
  const customerId = whoCalls(story, `quote/${day}`, day)
  if (!customerId) return
  const offered = { customerId, validUntil: addDays(day, 14), lines: wishes(story, `quote/${day}`, true) }
  const { id } = await writeQuote(ctx, { ...offered, idempotencyKey: `demo/quote/${day}` })
  const luck = chance(shop.seed, 'quote', day)
  if (luck < 0.08 && daysBetween(day, lastDay) < 14) return
  await sendQuote(ctx, { id })
  if (luck > 0.4 && luck < 0.58) {
    // Some ask for more before they accept.
    const more = offered.lines.map((line) => ({ ...line, quantity: line.quantity + 1 }))
    await changeQuote(ctx, { id, ...offered, lines: more })
    await sendQuote(ctx, { id })
  }
  const at = atWork(world, new Date(ctx.now.getTime() + between(1, 7, shop.seed, 'answer', day) * 86_400_000))
  const buyer = shop.buyers[shop.placeOfCustomer.get(customerId) ?? -1]?.facts.name ?? 'Buyer'
  if (luck < 0.58)
    later(
      world,
      at,
      id,
      (then) =>
        acceptQuote(then, { id, name: buyer, comment: luck < 0.2 ? 'Please deliver in the morning.' : undefined }),
      team.sales,
    )
  else if (luck < 0.78)
    later(world, at, id, (then) => declineQuote(then, { id, name: buyer, reason: 'Too dear' }), team.sales)
}

/** Calls the customers that are overdue longest; most of them promise to pay. */
async function chase(ctx: Ctx, { seed, buyers, placeOfCustomer }: Shop, stoppedToo: boolean): Promise<void> {
  const stopped = (id: string) => buyers[placeOfCustomer.get(id) ?? -1]?.habit === null

  const [debts] = await read(
    ctx,
    sql<{
      customerId: string
      openMinor: bigint
    }>`SELECT i.customer_id, sum(i.open_minor)::bigint AS open_minor FROM open_item i WHERE i.organisation_id = ${ctx.organisationId} AND i.settled_at IS NULL
      AND i.kind = 'INVOICE' AND i.due_on < ${addDays(ctx.today, -12)}::date
      AND NOT EXISTS (SELECT 1 FROM promise_to_pay p WHERE p.organisation_id = i.organisation_id AND p.customer_id = i.customer_id AND p.state = 'OPEN')
      GROUP BY i.customer_id ORDER BY 2 DESC LIMIT 6`,
  )
  for (const { customerId, openMinor: amountMinor } of debts)
    if (
      chance(seed, 'word', placeOfCustomer.get(customerId) ?? 0, ctx.today) < 0.6 &&
      (stoppedToo || !stopped(customerId))
    )
      await shrug(
        makePromise(ctx, {
          customerId,
          amountMinor,
          promisedOn: addDays(ctx.today, between(3, 9, seed, 'by', placeOfCustomer.get(customerId) ?? 0)),
          note: 'By telephone',
        }),
      )
}

async function turnOnReminders(ctx: Ctx): Promise<void> {
  const [[policy]] = await read(ctx, policyInForce(ctx))
  if (!policy || policy.enabled) return
  const steps = policy.steps.map(({ offsetDays, kind, placesHold }) => ({ offsetDays, kind, placesHold }))
  const { version, maxBankAgeDays, minGapDays, sendFrom, sendUntil } = policy
  await changePolicy(ctx, {
    fromVersion: version,
    enabled: true,
    maxBankAgeDays,
    minGapDays,
    sendFrom,
    sendUntil,
    steps,
  })
}

/** Holds a customer by hand for a while. The last customer stays on hold. */
function suspend({ world, scale, shop, team, lastDay }: Story, at: Date, day: Day): void {
  const { buyers } = scale
  const suspect = between(Math.floor(0.4 * buyers), Math.floor(0.65 * buyers), shop.seed, 'suspect', day)
  const customerId = shop.customers[suspect]
  if (!customerId) return
  later(
    world,
    at,
    customerId,
    (ctx) => holdCustomer(ctx, { customerId, reason: 'A reference sounded bad' }),
    team.credit,
  )
  if (daysBetween(day, lastDay) < 9) return
  const ends = atWork(world, new Date(at.getTime() + 6 * 86_400_000))
  later(
    world,
    ends,
    customerId,
    (ctx) => liftHold(ctx, { customerId, cause: 'PERSON', reason: 'The bank reference is fine' }),
    team.credit,
  )
}

function planWork(story: Story, day: Day): void {
  const { world, scale, shop, team, bank, lastDay } = story
  const at = (time: string) => instantAt(world.organisation.timeZone, day, time)
  const left = daysBetween(day, lastDay)
  const on = weekday(day)
  if (on === 1 || on === 3 || on === 5 || left === 0) {
    later(world, at('08:30'), 'bank', (ctx) => bringStatement(ctx, shop.seed, bank, on === 1 ? 3 : 2), team.finance)
    if (left > 7) later(world, at('14:10'), 'bank', clearUp, team.finance)
  }
  if (on === 4) later(world, at('15:20'), 'purchase', (ctx) => buy(ctx, shop, left < 20), team.warehouse)
  if (on === 1) {
    later(world, at('07:10'), 'goods in', (ctx) => bringLots(ctx, left < 20), team.warehouse)
    later(world, at('07:15'), 'goods in', (ctx) => replenish(ctx, shop, left < 20), team.warehouse)
  }
  if (on === 3) later(world, at('13:30'), 'empties', (ctx) => bringEmpties(ctx, shop.seed), team.finance)
  if (left > 3) later(world, at('08:05'), 'round', makeRound)
  if (on === 4) later(world, at('10:40'), 'chase', (ctx) => chase(ctx, shop, !scale.finale), team.finance)
  if (on === 2 || left === 3) later(world, at('11:20'), `quote ${day}`, (ctx) => offer(story, ctx, day), team.sales)
}

/** Plans the acts of one day of the story. */
export function planDay(story: Story, day: Day): void {
  const { world, scale, shop, team, firstDay, lastDay } = story
  const { country, workingWeekdays, timeZone } = world.organisation
  const nth = daysBetween(firstDay, day)
  const early = instantAt(timeZone, day, '07:05')
  for (const [index, buyer] of shop.buyers.entries())
    if (buyer.since === nth) later(world, early, buyer.key, (ctx) => welcome(ctx, shop, index), team.sales)
  if (nth === scale.remindersOn) later(world, early, 'reminders', turnOnReminders, team.finance)
  if (daysBetween(day, lastDay) === 4)
    later(world, instantAt(timeZone, day, '15:30'), 'recall', recallHoney, team.warehouse)
  if (daysBetween(day, lastDay) === 2)
    later(world, instantAt(timeZone, day, '15:40'), 'recall', sendRecalledBack, team.warehouse)
  if (nth % 90 === 50 || daysBetween(day, lastDay) === 6) suspend(story, instantAt(timeZone, day, '09:40'), day)
  if (!isWorkingDay(workingCalendar({ country, workingWeekdays }), day)) return
  planWork(story, day)
  planOrders(story, day)
}
