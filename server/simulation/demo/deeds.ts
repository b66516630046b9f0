import { closeDispute, raiseDispute } from '@/server/collection/mutations/dispute'
import { shortPick } from '@/server/fulfilment/mutations/short-pick'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { openTasksOf } from '@/server/fulfilment/queries/floor'
import { amend, cancel } from '@/server/order/mutations/amend'
import type { Ctx } from '@/server/platform/ctx'
import { objectOf, type RecordedEvent } from '@/server/platform/jobs'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { between, chance, oneOf } from '../chance'
import type { World } from '../drive'
import { atWork, later } from '../people'
import type { Team } from './team'
import { cancelReasons, returnCauses, shortCauses } from './words'

const minutes = (at: Date, count: number) => new Date(at.getTime() + count * 60_000)
const days = (at: Date, count: number) => minutes(at, count * 1440)

interface Line {
  id: string
  ordered: number
  shipped: number
}

async function linesOf(ctx: Ctx, orderId: string): Promise<Line[]> {
  const [lines] = await read(
    ctx,
    sql<Line>`SELECT id, ordered, shipped - returned AS shipped FROM order_line
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY position`,
  )
  return lines
}

async function changeMind(ctx: Ctx, orderId: string, seed: string): Promise<void> {
  const [line] = await linesOf(ctx, orderId)
  if (!line) return
  const quantity = line.ordered + (chance(seed, 'more', orderId) < 0.5 ? 2 : -Math.min(2, line.ordered - 1))
  await amend(ctx, { orderId, lines: [{ lineId: line.id, quantity }], reason: 'The customer called' })
}

/** Soon after an order its buyer calls: for more, for less, or for nothing at all. */
function callBack(world: World, team: Team, seed: string, event: RecordedEvent): void {
  const orderId = objectOf(event, 'order')
  const luck = chance(seed, 'call', orderId)
  const soon = minutes(event.at, between(4, 16, seed, 'soon', orderId))
  if (luck < 0.05) later(world, soon, orderId, (ctx) => changeMind(ctx, orderId, seed), team.sales)
  else if (luck < 0.075) {
    const reason = oneOf(cancelReasons, seed, 'why', orderId)
    later(world, soon, orderId, (ctx) => cancel(ctx, { orderId, reason }), team.sales)
  }
}

async function findLess(ctx: Ctx, orderId: string, seed: string): Promise<void> {
  const [tasks] = await read(ctx, openTasksOf(ctx, orderId))
  const task = tasks.find((one) => one.quantity - one.picked > 1)
  if (!task) return
  const left = task.quantity - task.picked
  const picked = between(0, left - 1, seed, 'found', task.id)
  await shortPick(ctx, { taskId: task.id, picked, cause: oneOf(shortCauses, seed, 'short', task.id) })
}

function comeShort(world: World, team: Team, seed: string, event: RecordedEvent): void {
  const orderId = objectOf(event, 'order')
  if (chance(seed, 'short', event.id) >= 0.025) return
  later(world, atWork(world, minutes(event.at, 15)), orderId, (ctx) => findLess(ctx, orderId, seed), team.warehouse)
}

async function sendBack(ctx: Ctx, orderId: string, seed: string): Promise<void> {
  const line = (await linesOf(ctx, orderId)).find((one) => one.shipped > 0)
  if (!line) return
  const cause = oneOf(returnCauses, seed, 'cause', orderId)
  const lines = [{ orderLineId: line.id, quantity: between(1, line.shipped, seed, 'back', orderId) }]
  await takeBack(ctx, { orderId, cause, restock: cause !== 'DAMAGED', lines })
}

function comeBack(world: World, team: Team, seed: string, event: RecordedEvent): void {
  const orderId = objectOf(event, 'order')
  if (chance(seed, 'return', event.id) >= 0.05) return
  const at = atWork(world, days(event.at, between(6, 20, seed, 'after', event.id)))
  later(world, at, orderId, (ctx) => sendBack(ctx, orderId, seed), team.warehouse)
}

async function object(world: World, ctx: Ctx, team: Team, invoiceId: string, seed: string): Promise<void> {
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND document_id = ${invoiceId} AND open_minor > 0`,
  )
  if (!item) return
  const cause = oneOf(['QUANTITY', 'PRICE', 'QUALITY', 'NOT_RECEIVED'] as const, seed, 'object', invoiceId)
  const { disputeId } = await raiseDispute(ctx, { openItemId: item.id, cause, note: 'By telephone' })
  const at = atWork(world, days(ctx.now, between(5, 16, seed, 'settled', invoiceId)))
  const outcome = oneOf(['REJECTED', 'WITHDRAWN'] as const, seed, 'outcome', invoiceId)
  later(world, at, disputeId, (then) => closeDispute(then, { disputeId, outcome }), team.finance)
}

function complain(world: World, team: Team, seed: string, event: RecordedEvent): void {
  const invoiceId = objectOf(event, 'invoice')
  if (chance(seed, 'dispute', event.id) >= 0.03) return
  const at = atWork(world, days(event.at, between(3, 12, seed, 'dispute', event.id)))
  later(world, at, invoiceId, (ctx) => object(world, ctx, team, invoiceId, seed), team.finance)
}

const deeds: Record<string, (world: World, team: Team, seed: string, event: RecordedEvent) => void> = {
  'order/order.confirmed': callBack,
  'fulfilment/pick.released': comeShort,
  'shipping/shipment.dispatched': comeBack,
  'invoicing/invoice.issued': complain,
}

/** What goes differently from the plan: changed minds, short picks, returns, objections. */
export function stumble(world: World, team: Team, seed: string, event: RecordedEvent): void {
  deeds[event.name]?.(world, team, seed, event)
}
