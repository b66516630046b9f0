import { closeDispute, raiseDispute } from '@/server/collection/mutations/dispute'
import { shortPick } from '@/server/fulfilment/mutations/short-pick'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { openTasksOf } from '@/server/fulfilment/queries/floor'
import { shippedLots } from '@/server/fulfilment/queries/lots'
import { amend } from '@/server/order/mutations/amend'
import { cancel } from '@/server/order/mutations/cancel'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
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

async function changeMind(ctx: Ctx, orderId: string, seed: string, name: string): Promise<void> {
  const [line] = await linesOf(ctx, orderId)
  if (!line) return
  const quantity = line.ordered + (chance(seed, 'more', name) < 0.5 ? 2 : -Math.min(2, line.ordered - 1))
  await amend(ctx, { orderId, lines: [{ lineId: line.id, quantity }], reason: 'The customer called' })
}

/** A buyer calls soon after the order and changes it: to more, to less, or to nothing. */
function callBack(world: World, team: Team, seed: string, event: RecordedEvent): void {
  const orderId = objectOf(event, 'order')
  const name = world.names.of(orderId)
  const luck = chance(seed, 'call', name)
  const soon = minutes(event.at, between(4, 16, seed, 'soon', name))
  if (luck < 0.05) later(world, soon, orderId, (ctx) => changeMind(ctx, orderId, seed, name), team.sales)
  else if (luck < 0.075) {
    const reason = oneOf(cancelReasons, seed, 'why', name)
    later(world, soon, orderId, (ctx) => cancel(ctx, { orderId, reason }), team.sales)
  }
}

export async function findLess(ctx: Ctx, orderId: string, seed: string, name: string): Promise<void> {
  const [tasks] = await read(ctx, openTasksOf(ctx, orderId))
  const task = tasks.find((one) => one.quantity - one.picked > 1)
  if (!task) return
  const left = task.quantity - task.picked
  const picked = between(0, left - 1, seed, 'found', name)
  await shortPick(ctx, { taskId: task.id, picked, cause: oneOf(shortCauses, seed, 'short', name) })
}

function comeShort(world: World, team: Team, seed: string, event: RecordedEvent): void {
  const orderId = objectOf(event, 'order')
  const name = world.names.of(event.id)
  if (chance(seed, 'short', name) >= 0.025) return
  const at = atWork(world, minutes(event.at, 15))
  later(world, at, orderId, (ctx) => findLess(ctx, orderId, seed, name), team.warehouse)
}

export async function sendBack(ctx: Ctx, orderId: string, seed: string, name: string): Promise<void> {
  const line = (await linesOf(ctx, orderId)).find((one) => one.shipped > 0)
  if (!line) return
  const cause = oneOf(returnCauses, seed, 'cause', name)
  const wish = between(1, line.shipped, seed, 'back', name)
  const [[of]] = await read(ctx, shippedLots(ctx, [line.id]))
  const lines = [{ orderLineId: line.id, quantity: Math.min(wish, of?.quantity ?? wish), ...(of && { lot: of.lot }) }]
  await takeBack(ctx, { orderId, cause, restock: cause !== 'DAMAGED', lines })
}

function comeBack(world: World, team: Team, seed: string, event: RecordedEvent): void {
  const orderId = objectOf(event, 'order')
  const name = world.names.of(event.id)
  if (chance(seed, 'return', name) >= 0.05) return
  const at = atWork(world, days(event.at, between(6, 20, seed, 'after', name)))
  later(world, at, orderId, (ctx) => sendBack(ctx, orderId, seed, name), team.warehouse)
}

async function object(world: World, ctx: Ctx, team: Team, invoiceId: string, seed: string): Promise<void> {
  const name = world.names.of(invoiceId)
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND document_id = ${invoiceId} AND open_minor > 0`,
  )
  if (!item) return
  const cause = oneOf(['QUANTITY', 'PRICE', 'QUALITY', 'NOT_RECEIVED'] as const, seed, 'object', name)
  const { disputeId } = await raiseDispute(ctx, { openItemId: item.id, cause, note: 'By telephone' })
  const at = atWork(world, days(ctx.now, between(5, 16, seed, 'settled', name)))
  const outcome = oneOf(['REJECTED', 'WITHDRAWN'] as const, seed, 'outcome', name)
  later(world, at, disputeId, (then) => closeDispute(then, { disputeId, outcome }), team.finance)
}

function complain(world: World, team: Team, seed: string, event: RecordedEvent): void {
  const invoiceId = objectOf(event, 'invoice')
  const name = world.names.of(event.id)
  if (chance(seed, 'dispute', name) >= 0.03) return
  const at = atWork(world, days(event.at, between(3, 12, seed, 'dispute', name)))
  later(world, at, invoiceId, (ctx) => object(world, ctx, team, invoiceId, seed), team.finance)
}

const deeds: Record<string, (world: World, team: Team, seed: string, event: RecordedEvent) => void> = {
  'order/order.confirmed': callBack,
  'fulfilment/pick.released': comeShort,
  'shipping/shipment.dispatched': comeBack,
  'invoicing/invoice.issued': complain,
}

/** Plans what goes wrong: changed minds, short picks, returns, disputes. */
export function stumble(world: World, team: Team, seed: string, event: RecordedEvent): void {
  deeds[event.name]?.(world, team, seed, event)
}
