import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { addDays, type Day, dayIn, instantAt } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays, isWorkingDay } from '@/server/platform/time/working-days'
import { between, chance } from './chance'
import { wishes } from './demo/plan'
import { ctxAt } from './drive'
import { daysLate, numberOf } from './market'
import type { Passage } from './passage'
import { later } from './people'

const calendarOf = ({ country, workingWeekdays }: Passage['organisation']) =>
  workingCalendar({ country, workingWeekdays })

/** Some working days after an instant, at ten in the morning or a little later. */
function workingDaysAfter({ organisation, seed }: Passage, at: Date, days: number, name: string): Date {
  const day = addWorkingDays(calendarOf(organisation), dayIn(organisation.timeZone, at), days)
  const start = instantAt(organisation.timeZone, day, '10:00')
  return new Date(start.getTime() + between(0, 150, seed, 'minute', name) * 60_000)
}

interface Owed {
  id: string
  customerId: string
  openMinor: bigint
  number: string
  dueOn: Day
}

/** The open amount that is not disputed. The rest of a short payment is left to a person. */
async function owed(ctx: Ctx, customerId: string | null): Promise<Owed[]> {
  const [items] = await read(
    ctx,
    sql<Owed>`SELECT i.id, i.customer_id, i.open_minor, i.number, i.due_on FROM open_item i
      WHERE i.organisation_id = ${ctx.organisationId} AND i.kind = 'INVOICE' AND i.settled_at IS NULL AND i.open_minor * 10 > i.amount_minor
        AND (${customerId}::uuid IS NULL OR i.customer_id = ${customerId}::uuid)
        AND NOT EXISTS (SELECT 1 FROM dispute d WHERE d.organisation_id = i.organisation_id AND d.open_item_id = i.id AND d.state = 'OPEN')
      ORDER BY i.due_on, i.number`,
  )
  return items
}

async function payNow(passage: Passage, ctx: Ctx, item: Owed): Promise<void> {
  const [still] = (await owed(ctx, item.customerId)).filter((one) => one.id === item.id)
  if (!still) return
  const { customerId, openMinor: amountMinor, number: reference } = still
  await passage.bank.till(ctx, { customerId, amountMinor, reference, openItemId: still.id })
}

/** The first working day of this passage on which a late payer pays at last; null when it is none of them. */
function atLast({ organisation, seed, from, until }: Passage, invoice: string): Day | null {
  const calendar = calendarOf(organisation)
  const last = dayIn(organisation.timeZone, until)
  for (let day = dayIn(organisation.timeZone, from); day <= last; day = addDays(day, 1))
    if (isWorkingDay(calendar, day) && chance(seed, 'at last', invoice, day) < 0.2) return day
  return null
}

/** Every open invoice is paid as its payer pays. */
export async function payOpenInvoices(passage: Passage): Promise<void> {
  const { world, market, seed, from, organisation } = passage
  for (const item of await owed(ctxAt(world, from), null)) {
    const late = daysLate(market, seed, item.customerId, item.number)
    if (late === null) continue
    const planned = addDays(item.dueOn, late)
    const day = planned >= dayIn(organisation.timeZone, from) ? planned : atLast(passage, item.number)
    if (!day) continue
    const at = instantAt(organisation.timeZone, day, '11:00')
    later(world, at, item.customerId, (ctx) => payNow(passage, ctx, item))
  }
}

async function payAllOverdue(passage: Passage, ctx: Ctx, customerId: string): Promise<void> {
  for (const item of await owed(ctx, customerId)) {
    if (item.dueOn >= ctx.today) continue
    // A payer who was reminded says which invoice the money is for.
    const { openMinor: amountMinor, number, dueOn: _dueOn } = item
    const text = `Invoice ${number}`
    const name = passage.market.dealers.get(customerId)?.name ?? 'Unknown'
    passage.bank.waiting.push({ on: ctx.today, amountMinor, name: name.toUpperCase(), text })
  }
}

/**
 * Plans the payment after a reminder: most payers pay, nearly all of them, and sooner, after the last one. Who pays after
 * the last one depends on the payer and not on the day, so that a newcomer sees a hold end on whichever day they come.
 */
function planAfterReminder(passage: Passage, customerId: string, kind: string, at: Date): void {
  const { seed, world, market, organisation } = passage
  const number = numberOf(market, customerId)
  const isLast = kind === 'FINAL'
  const name = isLast ? number : `${number} ${kind} ${dayIn(organisation.timeZone, at)}`
  if (kind === 'BEFORE_DUE' || chance(seed, 'reminded', name) >= (isLast ? 0.9 : 0.6)) return
  const days = between(1, isLast ? 2 : 4, seed, 'soon', name)
  const pays = workingDaysAfter(passage, at, days, name)
  if (pays >= passage.from) later(world, pays, customerId, (ctx) => payAllOverdue(passage, ctx, customerId))
}

/** Plans the payer's answer to a reminder. */
export function remindedPay(passage: Passage, event: RecordedEvent): void {
  planAfterReminder(passage, objectOf(event, 'customer'), String(event.payload.kind), event.at)
}

async function orderOnce(passage: Passage, ctx: Ctx, customerId: string, key: string): Promise<void> {
  const { seed, market } = passage
  const lines = wishes({ shop: { seed, products: market.products } }, key, false).slice(0, 4)
  const customerReference = `WEB-${between(10_000, 99_999, seed, key)}`
  if (lines.length > 0)
    await confirm(ctx, { customerId, customerReference, lines, idempotencyKey: `passage/${key}` }, 'API')
}

function planHeldOrder(passage: Passage, customerId: string, at: Date): void {
  const number = numberOf(passage.market, customerId)
  if (chance(passage.seed, 'again', number) >= 0.7) return
  const calls = workingDaysAfter(passage, at, 1, `again ${number}`)
  const key = `held/${number}/${dayIn(passage.organisation.timeZone, at)}`
  if (calls >= passage.from) later(passage.world, calls, customerId, (ctx) => orderOnce(passage, ctx, customerId, key))
}

/** A customer held for an overdue invoice often orders again the next day and has to pay first. */
export function heldOrderAgain(passage: Passage, event: RecordedEvent): void {
  if (event.payload.cause === 'OVERDUE') planHeldOrder(passage, objectOf(event, 'customer'), event.at)
}

const lookBackMs = 14 * 86_400_000

/** Plans the payers' answers to reminders, holds and promises of earlier passages. */
export async function standingAnswers(passage: Passage): Promise<void> {
  const { world, from, seed, organisation, market } = passage
  const ctx = ctxAt(world, from)
  const since = new Date(from.getTime() - lookBackMs)
  const [reminders, holds, promises] = await read(
    ctx,
    sql<{ customerId: string; kind: string; at: Date }>`SELECT customer_id, kind, at FROM reminder
      WHERE organisation_id = ${ctx.organisationId} AND state = 'SENT' AND at > ${since} ORDER BY at, id`,
    sql<{ customerId: string; placedAt: Date }>`SELECT customer_id, placed_at FROM credit_hold
      WHERE organisation_id = ${ctx.organisationId} AND cause = 'OVERDUE' AND ended_at IS NULL AND placed_at > ${since} ORDER BY placed_at, id`,
    sql<{ customerId: string; promisedOn: Day }>`SELECT customer_id, promised_on FROM promise_to_pay
      WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN' ORDER BY promised_on, id`,
  )
  for (const { customerId, kind, at } of reminders) planAfterReminder(passage, customerId, kind, at)
  for (const { customerId, placedAt } of holds) planHeldOrder(passage, customerId, placedAt)
  for (const { customerId, promisedOn } of promises) {
    const at = instantAt(organisation.timeZone, promisedOn, '10:15')
    if (at >= from && chance(seed, 'word kept', numberOf(market, customerId), promisedOn) < 0.75)
      later(world, at, customerId, (then) => payAllOverdue(passage, then, customerId))
  }
}

/** One or two orders a working day, from customers who may order. */
export function callIn(passage: Passage, day: Day): void {
  const { world, market, seed, organisation } = passage
  const dealers = [...market.dealers.keys()]
  const calls = dealers.length === 0 ? 0 : between(1, 2, seed, day, 'calls')
  for (let index = 0; index < calls; index++) {
    const key = `${day}/${index}`
    const customerId = dealers[Math.floor(dealers.length * chance(seed, key, 'who') ** 1.4)] as string
    const start = instantAt(organisation.timeZone, day, '09:20').getTime()
    const at = new Date(start + between(0, 400, seed, key, 'time') * 60_000)
    later(world, at, customerId, (ctx) => orderOnce(passage, ctx, customerId, key))
  }
}
