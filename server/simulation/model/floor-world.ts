import { makeBin, makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { giveLegalDetails } from '@/prisma/seed/shipment'
import { overAsked } from '@/server/fulfilment/queries/over-asked'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { lotRules } from '../check/lots'
import { stockRules } from '../check/stock'
import { ctxAt, makeWorld, type World } from '../drive'

/** One customer with three products, the last one kept by lot; the sequences act on their orders. */
export interface Floor {
  world: World
  customerId: string
  productIds: readonly string[]
  /** The one that is kept by lot. */
  lotted: string
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

/** The lots of which goods come in. */
export const lotNumbers = ['A', 'B'] as const

let laid = 0

export async function layFloor(world: World, at: Date, done: Floor['done']): Promise<Floor> {
  const ctx = ctxAt(world, at)
  const customerId = await makeBuyer(ctx)
  const lotted = await makeGoods(ctx, { tracking: 'LOT', weightGrams: 100 })
  await receive(ctx, { lines: lotNumbers.map((number) => ({ productId: lotted, quantity: 3, lot: { number } })) })
  const productIds = [
    await makeGoods(ctx, { stock: 6, weightGrams: 100 }),
    await makeGoods(ctx, { stock: 3, weightGrams: 100 }),
    lotted,
  ]
  const binId = await makeBin(ctx, `F-${++laid}`, 900)
  return { world, customerId, productIds, lotted, binId, at, done }
}

export const ctxOf = (floor: Floor): Ctx => ctxAt(floor.world, floor.at)

/** The rules that hold at every moment. The number of released pick tasks follows a little later, with the reactions. */
const always = [...stockRules.filter(({ what }) => !what.startsWith('released = open pick tasks')), ...lotRules]

/** Checks rules 1 to 3 and 21 on the rows: one line for each that is broken. */
export async function broken(floor: Floor, rules = always): Promise<string[]> {
  const ctx = ctxOf(floor)
  const found = await read(ctx, ...rules.map((rule) => rule.broken(ctx)))
  return found.flatMap((rows, index) =>
    rows.map(({ subject }) => `rule ${rules[index]?.rule}: ${rules[index]?.what}: ${subject}`),
  )
}

export const allStockRules = [...stockRules, ...lotRules]

/** Pick tasks that ask for goods which their bin does not have. After all reactions there must be none. */
export async function sentInVain(floor: Floor): Promise<string[]> {
  const ctx = ctxOf(floor)
  const found = await read(ctx, ...floor.productIds.map((productId) => overAsked(ctx, productId)))
  return found.flat().map(({ binId, units }) => `${units} are to be taken from bin ${binId}, which has them not`)
}

interface OfLot {
  lot: string
  quantity: number
}
interface SeenLot {
  id: string
  blocked: boolean
}
interface SeenOrder {
  id: string
  stage: string
}
export interface SeenLine {
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
  /** Which of its lots lie in the tote, and which are with the customer; none of a product without lots. */
  totes: OfLot[]
  sent: OfLot[]
}
interface SeenTask {
  id: string
  orderId: string
  left: number
  picked: number
  missing: number
  state: string
  /** Empty of a product without lots. */
  lot: string
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
  const [orders, lines, tasks, parcels, shipments, lots] = await read(
    ctx,
    own,
    sql<SeenLine>`SELECT l.id, l.order_id, o.stage, l.ordered - l.cancelled AS standing, l.to_put_back - l.boxed + l.picked - l.packed AS loose, l.picked - l.packed AS unpacked,
        l.shipped - l.returned AS back, l.backordered AS short, l.product_id,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('lot', t.lot, 'quantity', t.quantity) ORDER BY t.lot), '[]') FROM tote_lot t
          WHERE t.organisation_id = l.organisation_id AND t.order_line_id = l.id AND t.quantity > 0) AS totes,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('lot', g.lot, 'quantity', g.quantity) ORDER BY g.lot), '[]') FROM (
          SELECT e.lot, sum(e.quantity) AS quantity FROM (SELECT x.lot, x.quantity FROM parcel_lot x JOIN parcel p ON p.organisation_id = x.organisation_id AND p.id = x.parcel_id AND p.unpacked_at IS NULL
              JOIN shipment s ON s.organisation_id = p.organisation_id AND s.id = p.shipment_id AND s.state NOT IN ('PLANNED', 'CANCELLED')
              WHERE x.organisation_id = l.organisation_id AND x.order_line_id = l.id
            UNION ALL SELECT r.lot, -r.quantity FROM goods_return_lot r WHERE r.organisation_id = l.organisation_id AND r.order_line_id = l.id) AS e
          GROUP BY e.lot HAVING sum(e.quantity) > 0) AS g) AS sent
      FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
      WHERE l.organisation_id = ${organisationId} AND o.customer_id = ${floor.customerId} ORDER BY o.ordered_at, o.id, l.position`,
    sql<SeenTask>`SELECT t.id, t.order_id, t.quantity - t.picked AS left, t.picked, t.missing - t.found AS missing, t.state, t.lot
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
    sql<SeenLot>`SELECT id, blocked_at IS NOT NULL AS blocked FROM lot WHERE organisation_id = ${organisationId} AND product_id = ${floor.lotted} ORDER BY number`,
  )
  return { orders, lines, tasks, parcels, shipments, lots }
}

export type Seen = Awaited<ReturnType<typeof look>>
