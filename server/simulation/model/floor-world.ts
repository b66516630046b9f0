import { makeBin, makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { giveLegalDetails } from '@/prisma/seed/shipment'
import { overAsked } from '@/server/fulfilment/queries/over-asked'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { stockRules } from '../check/stock'
import { ctxAt, makeWorld, type World } from '../drive'

/** One customer with two products; the sequences act on their orders. */
export interface Floor {
  world: World
  customerId: string
  productIds: readonly string[]
  /** A second bin beside the home bins of the products. */
  binId: string
  /** The clock of the floor; each deed moves it by a minute. */
  at: Date
  /** How often each deed had an effect, by its name. */
  done: Map<string, number>
}

/** Makes the organisation in which all floors are made one after the other. */
export async function makeHouse(): Promise<World> {
  const clock = virtualClock(new Date('2026-06-09T08:00:00Z'))
  const made = await makeOrganisation({ clock, gateways: { mail: 'RECORD' } })
  await giveLegalDetails(made.ctx)
  const world = makeWorld(made.organisation, () => {}, 2)
  // Credit holds and mails are left out: they move no goods, and other tests cover them.
  world.functions = world.functions.filter(
    ({ id }) => /^(order|fulfilment|shipping|invoicing)\./.test(id) && !id.includes('mail'),
  )
  return world
}

let laid = 0

export async function layFloor(world: World, at: Date, done: Floor['done']): Promise<Floor> {
  const ctx = ctxAt(world, at)
  const customerId = await makeBuyer(ctx)
  const productIds = [
    await makeGoods(ctx, { stock: 6, weightGrams: 100 }),
    await makeGoods(ctx, { stock: 3, weightGrams: 100 }),
  ]
  const binId = await makeBin(ctx, `F-${++laid}`, 900)
  return { world, customerId, productIds, binId, at, done }
}

export const ctxOf = (floor: Floor): Ctx => ctxAt(floor.world, floor.at)

/** The rules that hold at every moment. The number of released pick tasks follows a little later, with the reactions. */
const always = stockRules.filter(({ what }) => !what.startsWith('released = open pick tasks'))

/** Checks rules 1 to 3 on the rows: one line for each that is broken. */
export async function broken(floor: Floor, rules = always): Promise<string[]> {
  const ctx = ctxOf(floor)
  const found = await read(ctx, ...rules.map((rule) => rule.broken(ctx)))
  return found.flatMap((rows, index) =>
    rows.map(({ subject }) => `rule ${rules[index]?.rule}: ${rules[index]?.what}: ${subject}`),
  )
}

export const allStockRules = stockRules

/** Pick tasks that ask for goods which their bin does not have. After all reactions there must be none. */
export async function sentInVain(floor: Floor): Promise<string[]> {
  const ctx = ctxOf(floor)
  const found = await read(ctx, ...floor.productIds.map((productId) => overAsked(ctx, productId)))
  return found.flat().map(({ binId, units }) => `${units} are to be taken from bin ${binId}, which has them not`)
}

interface SeenOrder {
  id: string
  stage: string
}
interface SeenLine {
  id: string
  orderId: string
  stage: string
  standing: number
  loose: number
  unpacked: number
  back: number
  /** The quantity that waits for stock. */
  short: number
  productId: string
}
interface SeenTask {
  id: string
  orderId: string
  left: number
  picked: number
  missing: number
  state: string
}
export interface SeenShipment {
  id: string
  orderId: string
  state: string
  proof: string | null
  isTrouble: boolean
  lines: { orderLineId: string; quantity: number }[]
}

/** Reads everything that a person on the floor could work on now. */
export async function look(floor: Floor) {
  const ctx = ctxOf(floor)
  const { organisationId } = ctx
  const own = sql<SeenOrder>`SELECT id, stage FROM sales_order WHERE organisation_id = ${organisationId} AND customer_id = ${floor.customerId} ORDER BY ordered_at, id`
  const [orders, lines, tasks, parcels, shipments] = await read(
    ctx,
    own,
    sql<SeenLine>`SELECT l.id, l.order_id, o.stage, l.ordered - l.cancelled AS standing, l.to_put_back - l.boxed + l.picked - l.packed AS loose, l.picked - l.packed AS unpacked,
        l.shipped - l.returned AS back, l.backordered AS short, l.product_id
      FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
      WHERE l.organisation_id = ${organisationId} AND o.customer_id = ${floor.customerId} ORDER BY o.ordered_at, o.id, l.position`,
    sql<SeenTask>`SELECT t.id, t.order_id, t.quantity - t.picked AS left, t.picked, t.missing - t.found AS missing, t.state
      FROM pick_task t JOIN sales_order o ON o.organisation_id = t.organisation_id AND o.id = t.order_id
      WHERE t.organisation_id = ${organisationId} AND o.customer_id = ${floor.customerId} ORDER BY t.id`,
    sql<{
      id: string
      isUnwanted: boolean
    }>`SELECT p.id, EXISTS (SELECT 1 FROM parcel_line x JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
        WHERE x.organisation_id = p.organisation_id AND x.parcel_id = p.id AND l.boxed > 0) AS is_unwanted
      FROM parcel p JOIN sales_order o ON o.organisation_id = p.organisation_id AND o.id = p.order_id
      LEFT JOIN shipment s ON s.organisation_id = p.organisation_id AND s.id = p.shipment_id
      WHERE p.organisation_id = ${organisationId} AND o.customer_id = ${floor.customerId} AND p.unpacked_at IS NULL AND coalesce(s.state, 'PLANNED') = 'PLANNED' ORDER BY p.id`,
    sql<SeenShipment>`SELECT s.id, s.order_id, s.state, s.proof, s.trouble_since IS NOT NULL AS is_trouble,
        (SELECT jsonb_agg(jsonb_build_object('orderLineId', x.order_line_id, 'quantity', x.quantity)) FROM shipment_line x
          WHERE x.organisation_id = s.organisation_id AND x.shipment_id = s.id) AS lines
      FROM shipment s WHERE s.organisation_id = ${organisationId} AND s.customer_id = ${floor.customerId} ORDER BY s.id`,
  )
  return { orders, lines, tasks, parcels, shipments }
}

export type Seen = Awaited<ReturnType<typeof look>>
