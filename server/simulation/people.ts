import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { openTasksOf } from '@/server/fulfilment/queries/floor'
import { decide } from '@/server/order/mutations/decide'
import type { Actor, Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { dayIn, instantAt } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { nextWorkingDay } from '@/server/platform/time/working-days'
import { deliver } from '@/server/shipping/mutations/deliver'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { between, chance } from './chance'
import { ctxAt, type World } from './drive'

export type Undone = 'PICK' | 'PACK' | 'SHIP' | 'CREDIT' | 'PREPAY'

/** How the people of a simulated organisation and its customers behave. */
export interface Manners {
  /** Part of the name of every random draw: another seed tells another story. */
  seed: string
  /** The people who do each job; the system acts where nobody is named. */
  picker?: Actor
  shipper?: Actor
  finance?: Actor
  credit?: Actor
  /** Days after the due day on which a payer pays an invoice; negative = early, null = never. */
  daysLate(payerId: string, invoice: string, dueOn: string): number | null
  /** Share of orders referred to a person that are approved. */
  approved: number
  /** Share of dispatched shipments with a proof of delivery; the others are assumed delivered. */
  proven: number
  /** Takes the customers' money; without it, a person records each receipt by hand. */
  till?(ctx: Ctx, payment: Payment): Promise<unknown>
  /** Whether a job, or the payment of a proforma, is still undone when the story ends. */
  leaves?(what: Undone, name: string, at: Date): boolean
}

/** Money that a customer sends, for the open item or in advance for the order. */
export interface Payment {
  customerId: string
  amountMinor: bigint
  reference: string
  openItemId?: string
  orderId?: string
}

const minutes = (at: Date, count: number) => new Date(at.getTime() + count * 60_000)

/** The next time between eight and five on a working day. */
export function atWork(world: World, at: Date): Date {
  const { timeZone, country, workingWeekdays } = world.organisation
  const calendar = workingCalendar({ country, workingWeekdays })
  const day = dayIn(timeZone, at)
  const today = nextWorkingDay(calendar, day)
  const opens = instantAt(timeZone, today, '08:00')
  if (today !== day || at < opens) return minutes(opens, Math.floor((at.getTime() / 60_000) % 45))
  if (at <= instantAt(timeZone, today, '17:00')) return at
  return minutes(
    instantAt(timeZone, nextWorkingDay(calendar, dayIn(timeZone, minutes(at, 24 * 60))), '08:00'),
    Math.floor((at.getTime() / 60_000) % 45),
  )
}

/** Ignores a refusal because a colleague was faster or the work is done. */
export async function shrug(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

/** Puts an act of a person on the agenda; it is dropped if it can no longer be done by then. */
export function later(
  world: World,
  from: Date,
  lane: string,
  run: (ctx: Ctx) => Promise<unknown>,
  actor?: Actor,
): void {
  if (from < world.opens && world.late === 'FORGOTTEN') return
  const due = from < world.opens ? atWork(world, world.opens) : from
  world.agenda.add({ at: due, lane, run: (at) => shrug(run(ctxAt(world, at, actor))) })
}

/** Records a payment on the day on which it came, as a person would. */
export async function writeDown(ctx: Ctx, payment: Payment, method: 'BANK' | 'CARD' = 'BANK'): Promise<void> {
  const { openItemId, ...facts } = payment
  await recordReceipt(ctx, {
    ...facts,
    receivedOn: ctx.today,
    method,
    ...(openItemId ? { openItemIds: [openItemId] } : {}),
  })
}

export async function pickAll(ctx: Ctx, orderId: string): Promise<void> {
  const [tasks] = await read(ctx, openTasksOf(ctx, orderId))
  const picks = tasks.map((task) => ({ taskId: task.id, quantity: task.quantity - task.picked }))
  if (picks.length > 0) await pick(ctx, { orderId, picks })
}

/** Plans the work on an order: the floor picks within the day and packs, and the driver takes the parcel. */
function workTheFloor(world: World, manners: Manners, event: RecordedEvent): void {
  const orderId = objectOf(event, 'order')
  const start = atWork(world, minutes(event.at, between(15, 90, manners.seed, 'pick', world.names.of(event.id))))
  if (manners.leaves?.('PICK', world.names.of(orderId), event.at)) return
  later(world, start, orderId, (ctx) => pickAll(ctx, orderId), manners.picker)
  if (manners.leaves?.('PACK', world.names.of(orderId), event.at)) return
  later(world, atWork(world, minutes(start, 25)), orderId, (ctx) => pack(ctx, { orderId }), manners.picker)
}

function ship(world: World, manners: Manners, event: RecordedEvent): void {
  const shipmentId = objectOf(event, 'shipment')
  if (manners.leaves?.('SHIP', world.names.of(shipmentId), event.at)) return
  const leaves = atWork(world, minutes(event.at, between(15, 120, manners.seed, 'leave', world.names.of(shipmentId))))
  later(world, leaves, objectOf(event, 'order'), (ctx) => dispatch(ctx, { shipmentId }), manners.shipper)
}

function bring(world: World, manners: Manners, event: RecordedEvent): void {
  const shipmentId = objectOf(event, 'shipment')
  if (chance(manners.seed, 'proof', world.names.of(shipmentId)) >= manners.proven) return
  const name = world.names.of(shipmentId)
  // Most carriers are on time; one parcel in fifty is a day or two late.
  const astray = chance(manners.seed, 'astray', name) < 0.02 ? between(24, 48, manners.seed, 'by', name) : 0
  const arrives = atWork(world, minutes(event.at, 60 * (between(16, 36, manners.seed, 'transit', name) + astray)))
  later(
    world,
    arrives,
    objectOf(event, 'order'),
    (ctx) => deliver(ctx, { shipmentId, receivedByName: 'Goods in' }),
    manners.shipper,
  )
}

async function payInvoice(ctx: Ctx, manners: Manners, invoiceId: string): Promise<void> {
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
      customerId: string
      openMinor: bigint
      number: string
    }>`SELECT id, customer_id, open_minor, number FROM open_item
      WHERE organisation_id = ${ctx.organisationId} AND document_id = ${invoiceId} AND open_minor > 0`,
  )
  if (!item) return
  const { customerId, openMinor: amountMinor, number: reference } = item
  await (manners.till ?? writeDown)(ctx, { customerId, amountMinor, reference, openItemId: item.id })
}

function pay(world: World, manners: Manners, event: RecordedEvent): void {
  const invoiceId = objectOf(event, 'invoice')
  const dueOn = String(event.payload.dueOn)
  const late = manners.daysLate(objectOf(event, 'customer'), world.names.of(invoiceId), dueOn)
  if (late === null) return
  const due = instantAt(world.organisation.timeZone, dueOn, '11:00').getTime() + late * 86_400_000
  const at = atWork(world, new Date(Math.max(due, event.at.getTime() + 86_400_000)))
  later(world, at, objectOf(event, 'customer'), (ctx) => payInvoice(ctx, manners, invoiceId), manners.finance)
}

async function payProforma(ctx: Ctx, manners: Manners, orderId: string): Promise<void> {
  const [[proforma]] = await read(
    ctx,
    sql<{
      customerId: string
      dueMinor: bigint
      number: string
    }>`SELECT o.payer_id AS customer_id, p.gross_minor - p.paid_minor AS due_minor, p.number FROM proforma p
      JOIN sales_order o ON o.organisation_id = p.organisation_id AND o.id = p.order_id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.order_id = ${orderId} AND p.state = 'OPEN'`,
  )
  if (!proforma || proforma.dueMinor <= 0n) return
  const { customerId, dueMinor: amountMinor, number: reference } = proforma
  await (manners.till ?? writeDown)(ctx, { customerId, amountMinor, reference, orderId })
}

function payBeforehand(world: World, manners: Manners, event: RecordedEvent): void {
  const orderId = objectOf(event, 'order')
  const name = world.names.of(orderId)
  if (manners.leaves?.('PREPAY', name, event.at)) return
  // A customer who pays in advance wants the goods: most pay by card within the hour, the others by bank.
  const byCard = chance(manners.seed, 'prepaid', name) < 0.85
  const after = byCard
    ? between(5, 50, manners.seed, 'proforma', name)
    : 60 * between(3, 60, manners.seed, 'proforma', name)
  const pays = byCard ? { ...manners, till: (ctx: Ctx, payment: Payment) => writeDown(ctx, payment, 'CARD') } : manners
  later(
    world,
    atWork(world, minutes(event.at, after)),
    orderId,
    (ctx) => payProforma(ctx, pays, orderId),
    manners.finance,
  )
}

async function judge(ctx: Ctx, manners: Manners, orderId: string, name: string): Promise<void> {
  if (chance(manners.seed, 'judge', name) >= manners.approved) {
    await decide(ctx, { orderId, decision: 'DECLINE', reason: 'No references to be had' })
    return
  }
  const [[account]] = await read(
    ctx,
    sql<{
      neededMinor: bigint
    }>`SELECT a.committed_minor + a.shipped_not_invoiced_minor + a.open_minor - a.unapplied_minor + o.gross_minor AS needed_minor FROM sales_order o
      JOIN credit_account a ON a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId}`,
  )
  // A person raises the limit in round figures and leaves room for the next order.
  const step = 50_000n
  const limitMinor = account ? ((account.neededMinor * 2n) / step + 1n) * step : undefined
  await decide(ctx, { orderId, decision: 'APPROVE', limitMinor, reason: 'References are good' })
}

function judgeLater(world: World, manners: Manners, event: RecordedEvent): void {
  if (event.payload.state !== 'REFERRED') return
  const orderId = objectOf(event, 'order')
  if (manners.leaves?.('CREDIT', world.names.of(orderId), event.at)) return
  const at = atWork(world, minutes(event.at, between(15, 240, manners.seed, 'desk', world.names.of(orderId))))
  later(world, at, orderId, (ctx) => judge(ctx, manners, orderId, world.names.of(orderId)), manners.credit)
}

const answers: Record<string, (world: World, manners: Manners, event: RecordedEvent) => void> = {
  'fulfilment/pick.released': workTheFloor,
  'shipping/shipment.planned': ship,
  'shipping/shipment.dispatched': bring,
  'invoicing/invoice.issued': pay,
  'order/proforma.issued': payBeforehand,
  'credit/decision.made': judgeLater,
}

/** Plans how people react to an event. */
export function answer(world: World, manners: Manners, event: RecordedEvent): void {
  answers[event.name]?.(world, manners, event)
}
