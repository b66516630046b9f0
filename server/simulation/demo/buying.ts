import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { plan } from '@/server/supply/mutations/plan'
import { createSupplier } from '@/server/supply/mutations/supplier'
import { between, chance } from '../chance'
import { asTheyCome } from './by-lot'
import { costOf } from './costs'
import { openDock, putAway, supplyNorth } from './putting-away'
import type { Shop } from './shop'

type Shelf = Pick<Shop, 'seed' | 'products'>

/** Products are bought well before the shelf is empty, the best sellers even earlier. */
const reorderAt = { best: 90, other: 24 }

/** The suppliers of the story, each of every third product. */
const suppliers = [
  { name: 'Atelier Verhoeven', email: 'orders@verhoeven.example', contact: 'Mr Verhoeven', leadDays: 4 },
  { name: 'Northwood Trading', email: 'sales@northwood.example', contact: 'Ms Hale', leadDays: 4 },
  { name: 'Casa Lumina', email: 'pedidos@lumina.example', contact: 'Ms Ortega', leadDays: 11 },
]

interface Wanted {
  productId: string
  index: number
  quantity: number
  tracking: string
  /** What it sells for, in units of the currency. */
  price: number
  /** It does not come on the day for which it was planned. */
  late: boolean
}

/** What runs low, and how much of it comes in dozens. */
async function wanted(ctx: Ctx, { seed, products }: Shelf, endsSoon: boolean): Promise<Wanted[]> {
  const [low] = await read(
    ctx,
    sql<{
      productId: string
      free: number
      price: string
      tracking: string
    }>`SELECT product_id, free, price, tracking FROM (SELECT s.product_id, p.unit_price::text AS price, p.tracking, (s.on_hand - s.reserved - s.picked - s.blocked - s.backordered + CASE WHEN s.backordered = 0 THEN 0 ELSE
          (SELECT coalesce(sum(l.backordered), 0) FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.stage = 'CREDIT'
            WHERE l.organisation_id = s.organisation_id AND l.warehouse_id = s.warehouse_id AND l.product_id = s.product_id AND l.backordered > 0) END)::int AS free
        FROM stock_level s JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.is_default
          JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
        WHERE s.organisation_id = ${ctx.organisationId}) AS wanted
      WHERE free < ${reorderAt.best}`,
  )
  const best = Math.ceil(products.length * 0.13)
  const lot = (index: number) =>
    index < best ? between(140, 260, seed, 'lot', index) : between(48, 84, seed, 'lot', index)
  const rows = low.flatMap(({ productId, free, price, tracking }) => {
    const index = products.indexOf(productId)
    if (index < 0 || (index >= best && free >= reorderAt.other)) return []
    const onItsWay = endsSoon && index % 11 === 0
    const late = onItsWay || chance(seed, 'supplier', index, ctx.today) < 0.08
    const quantity = tracking === 'SERIAL' ? 12 : 12 * Math.ceil((lot(index) - free) / 12)
    return [{ productId, index, late, price: Number(price), tracking, quantity }]
  })
  return rows.sort((a, b) => a.index - b.index)
}

async function supplierIds(ctx: Ctx): Promise<string[]> {
  const [known] = await read(
    ctx,
    sql<{ id: string; name: string }>`SELECT id, name FROM supplier WHERE organisation_id = ${ctx.organisationId}`,
  )
  const ids = new Map(known.map((row) => [row.name, row.id]))
  for (const facts of suppliers)
    if (!ids.has(facts.name)) ids.set(facts.name, (await createSupplier(ctx, facts)).supplierId)
  return suppliers.map(({ name }) => ids.get(name) as string)
}

interface OpenLine {
  plannedReceiptId: string
  number: string
  productId: string
}

const openLines = async (ctx: Ctx): Promise<OpenLine[]> =>
  (
    await read(
      ctx,
      sql<OpenLine>`SELECT l.planned_receipt_id, r.number, l.product_id FROM planned_receipt_line l
        JOIN planned_receipt r ON r.organisation_id = l.organisation_id AND r.id = l.planned_receipt_id
        WHERE l.organisation_id = ${ctx.organisationId} AND l.quantity > l.received + l.closed ORDER BY r.created_at, r.number, l.position`,
    )
  )[0]

/** Plans on a Thursday what is to come on Monday: one purchase list for each supplier, of what runs low and is on no list yet. */
export async function buy(ctx: Ctx, shelf: Shelf, endsSoon: boolean): Promise<void> {
  const planned = new Set((await openLines(ctx)).map((line) => line.productId))
  const low = (await wanted(ctx, shelf, endsSoon)).filter((one) => !planned.has(one.productId))
  if (low.length === 0) return
  const ids = await supplierIds(ctx)
  for (const [nth, supplierId] of ids.entries()) {
    const lines = low
      .filter(({ index }) => index % ids.length === nth)
      .map(({ productId, index, quantity, price }) => ({
        productId,
        quantity,
        unitCost: costOf(shelf.seed, price, index),
        ...(endsSoon && index % 11 === 0 ? { expectedOn: addDays(ctx.today, 14) } : {}),
      }))
    if (lines.length > 0) await plan(ctx, { supplierId, expectedOn: addDays(ctx.today, 4), lines })
  }
}

/**
 * Receives goods on a Monday: what runs low comes in dozens, on the purchase list that it stands on, else without one. A supplier is late
 * now and then: the list stays open then. At the end some best sellers are on their way, goods come in at a dock, and a second
 * warehouse gets some.
 */
export async function replenish(ctx: Ctx, shelf: Shelf, endsSoon: boolean): Promise<void> {
  const low = await wanted(ctx, shelf, endsSoon)
  const late = new Set(low.filter((one) => one.late).map((one) => one.productId))
  const open = await openLines(ctx)
  const listOf = new Map(open.toReversed().map((line) => [line.productId, line]))
  const arrived = low.filter((one) => !one.late)
  const lists = [...new Set(open.map((line) => line.plannedReceiptId))]
  if (endsSoon) await openDock(ctx)
  for (const plannedReceiptId of lists) {
    const lines = arrived
      .filter(({ productId }) => listOf.get(productId)?.plannedReceiptId === plannedReceiptId)
      .flatMap((one) => asTheyCome(ctx, one, one))
    const waits = open.some((line) => line.plannedReceiptId === plannedReceiptId && late.has(line.productId))
    if (lines.length > 0) await receive(ctx, { plannedReceiptId, rest: waits ? 'EXPECTED' : 'CLOSED', lines })
  }
  const beside = arrived.filter(({ productId }) => !listOf.has(productId))
  if (beside.length > 0)
    await receive(ctx, {
      reference: `Delivery ${ctx.today}`,
      lines: beside.flatMap((one) => asTheyCome(ctx, one, one)),
    })
  if (!endsSoon) return
  await putAway(ctx)
  await supplyNorth(ctx, shelf.products)
}
