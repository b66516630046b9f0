import { confirm } from '@/server/order/mutations/confirm'
import { Refusal } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { instantAt } from '@/server/platform/time/calendar'
import { ctxAt, drain, makeWorld, passTime, sweep, type World } from '../drive'
import { answer, type Manners } from '../people'
import { resume } from '../resume'
import { replayCancellation } from './cancel'
import type { HistoricDocument, HistoricLine, History } from './history'
import { leftOf, type Progress, progressOf } from './progress'
import { introduce, knownShop, type Shop, stockUp } from './shop'

export interface Refused {
  reference: string
  reason: string
  lines: HistoricLine[]
}

export interface Replayed {
  world: World
  /** Orders and cancellations that the verbs refused, with the reason. */
  refused: Refused[]
  /** The number of orders that an earlier, interrupted run had confirmed. */
  before: number
}

const dayMs = 86_400_000
/** The replay ends after this many days, even if payments or goods are still open. */
const longestDays = 400

interface Stage {
  world: World
  shop: Shop
  zone: string
  refused: Refused[]
  /** Nothing happens before this time: an interrupted replay goes on here. */
  begin: Date
}

function instantOf({ zone }: Stage, document: HistoricDocument): Date {
  return instantAt(zone, document.at.slice(0, 10), document.at.slice(11))
}

function planOrder(stage: Stage, document: HistoricDocument): void {
  const { world, shop, refused } = stage
  const run = async (at: Date) => {
    const lines = document.lines.map((line) => ({
      productId: shop.products.get(line.code) as string,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
    }))
    const customerId = shop.customers.get(document.customerKey) as string
    try {
      await confirm(
        ctxAt(world, at),
        { customerId, customerReference: document.reference, lines, idempotencyKey: `history/${document.reference}` },
        'IMPORT',
      )
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'CONFLICT') throw error
      refused.push({ reference: document.reference, reason: error.code, lines: document.lines })
    }
  }
  world.agenda.add({ at: instantOf(stage, document), lane: document.customerKey, run })
}

function planCancellation(
  stage: Stage,
  document: HistoricDocument,
  attempt = 1,
  first = instantOf(stage, document),
): void {
  const { world, shop, refused } = stage
  // The file has no seconds: a cancellation comes after the sale of the same minute.
  const at = new Date(Math.max(first.getTime() + 1 + (attempt - 1) * dayMs, stage.begin.getTime()))
  const run = async () => {
    // Goods that have not left yet may wait for the end of the customer's hold; they are tried again each day.
    const last = attempt === longestDays
    const { waits, unmatched } = await replayCancellation(ctxAt(world, at), shop, document, first, last)
    if (waits) planCancellation(stage, document, attempt + 1, first)
    else if (unmatched.length > 0)
      refused.push({ reference: document.reference, reason: 'NO_SUCH_SALE', lines: unmatched })
  }
  world.agenda.add({ at, lane: document.customerKey, run })
}

async function unended(world: World): Promise<number> {
  const [[row]] = await read(
    ctxAt(world, new Date(0)),
    sql<{
      open: bigint
    }>`SELECT count(*) AS open FROM sales_order WHERE organisation_id = ${world.organisation.id} AND stage NOT IN ('SETTLED', 'CANCELLED')`,
  )
  return Number(row?.open ?? 0n)
}

/** Plans each day of the file: new customers and products, goods in, then orders and cancellations at their times. */
function planDays(stage: Stage, history: History, progress: Progress): void {
  const days = new Map<string, HistoricDocument[]>()
  const open = history.orders.filter((order) => !progress.confirmed.has(order.reference))
  for (const order of open) days.set(order.at.slice(0, 10), [...(days.get(order.at.slice(0, 10)) ?? []), order])
  for (const [day, orders] of days) {
    const at = instantAt(stage.zone, day, '05:30')
    const run = async () => {
      await introduce(stage.world, stage.shop, at, orders)
      await stockUp(stage.world, stage.shop, at, orders)
      for (const order of orders) planOrder(stage, order)
    }
    stage.world.agenda.add({ at, lane: 'day', run })
  }
  for (const cancellation of history.cancellations) {
    const left = leftOf(cancellation, progress)
    if (left.lines.length > 0) planCancellation(stage, left)
  }
}

/** The first and the last day of a history. */
function daysOf({ orders, cancellations }: History): [first: string | undefined, last: string | undefined] {
  const days = [...orders, ...cancellations].map((document) => document.at.slice(0, 10)).sort()
  return [days[0], days.at(-1)]
}

/**
 * Takes an order history through the whole cycle by the program's own verbs under the virtual clock: each order is
 * confirmed, picked, packed, shipped, invoiced, and paid at its payer's pace; each cancellation becomes a return with a
 * credit note. Continues a replay that was interrupted.
 */
export async function replay(
  organisation: World['organisation'],
  history: History,
  manners: Manners,
  eachDay: (world: World, at: Date) => void,
): Promise<Replayed> {
  const world = makeWorld(organisation, (inner, event) => answer(inner, manners, event))
  const zone = organisation.timeZone
  const progress = await progressOf(world)
  const [first, last] = daysOf(history)
  if (!first || !last) return { world, refused: [], before: 0 }
  const begin = progress.at ?? instantAt(zone, first, '00:00')
  const stage: Stage = { world, shop: await knownShop(world), zone, refused: [], begin }
  planDays(stage, history, progress)
  if (progress.at) await resume(world, manners, progress.at)
  await drain(world)
  const end = new Date(instantAt(stage.zone, last, '23:00').getTime() + dayMs)
  await passTime(world, begin, end, (at) => eachDay(world, at))
  for (let at = begin > end ? begin : end; at.getTime() < end.getTime() + longestDays * dayMs; ) {
    if (world.agenda.size === 0 && (await unended(world)) === 0) break
    const next = world.agenda.nextHour() ?? at
    const until = new Date(Math.max(next.getTime(), at.getTime()) + dayMs)
    await passTime(world, new Date(Math.max(next.getTime(), at.getTime())), until, (day) => eachDay(world, day))
    at = until
  }
  await sweep(world, new Date(Math.max(end.getTime() + longestDays * dayMs, begin.getTime())))
  return { world, refused: stage.refused, before: progress.confirmed.size }
}
