import { createProduct } from '@/server/catalog/mutations/product'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { receive } from '@/server/order/mutations/receive'
import { blockLot } from '@/server/order/mutations/withhold'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { between, chance } from '../chance'
import { gtinOf } from './cast'

// What the story keeps by lot or piece by piece. Like what it sells by measure, it is beside its days of buying.

interface Kept {
  sku: string
  name: string
  unitPrice: string
  weightGrams: number
  tracking: 'LOT' | 'SERIAL'
  /** The letter with which its lots begin, how many come at a time, and how many days they keep. */
  letter: string
  batch: number
  keeps: number
}

const honey: Kept = {
  sku: 'PH-340',
  name: 'Heather Honey, 340 g',
  unitPrice: '5.4',
  weightGrams: 520,
  tracking: 'LOT',
  letter: 'H',
  batch: 72,
  keeps: 540,
}
const truffles: Kept = {
  sku: 'PT-125',
  name: 'Chocolate Truffles, 125 g',
  unitPrice: '6.2',
  weightGrams: 190,
  tracking: 'LOT',
  letter: 'T',
  batch: 36,
  keeps: 150,
}
const radio: Kept = {
  sku: 'RW-08',
  name: 'Table Radio, Walnut',
  unitPrice: '64',
  weightGrams: 2100,
  tracking: 'SERIAL',
  letter: 'R',
  batch: 8,
  keeps: 0,
}
const all = [honey, truffles, radio]

interface Known {
  sku: string
  id: string
  free: number
}

async function knownOf(ctx: Ctx): Promise<Map<string, Known>> {
  const [known] = await read(
    ctx,
    sql<Known>`SELECT p.sku, p.id, coalesce(s.on_hand - s.reserved - s.picked - s.blocked - s.backordered, 0)::int AS free FROM product p
      LEFT JOIN warehouse w ON w.organisation_id = p.organisation_id AND w.is_default
      LEFT JOIN stock_level s ON s.organisation_id = p.organisation_id AND s.product_id = p.id AND s.warehouse_id = w.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.sku = ANY(${all.map(({ sku }) => sku)}::text[])`,
  )
  return new Map(known.map((row) => [row.sku, row]))
}

interface Arriving {
  productId: string
  quantity: number
}

/** Goods of a product as they come in on a day: by lot, or piece by piece where each has a serial number. */
export function asTheyCome(
  ctx: Ctx,
  { productId, quantity }: Arriving,
  { tracking, letter = 'L', keeps = 180 }: { tracking: string; letter?: string; keeps?: number },
): (Arriving & { lot?: { number: string; expiresOn?: string } })[] {
  const number = `${letter}-${ctx.today.slice(2).replaceAll('-', '')}`
  if (tracking === 'NONE') return [{ productId, quantity }]
  if (tracking === 'LOT') return [{ productId, quantity, lot: { number, expiresOn: addDays(ctx.today, keeps) } }]
  return Array.from({ length: quantity }, (_, index) => ({
    productId,
    quantity: 1,
    lot: { number: `${number}-${String(index + 1).padStart(2, '0')}` },
  }))
}

/** Adds the products that are kept by lot with their stock; those that are there stay. */
export async function stockByLot(ctx: Ctx): Promise<void> {
  const known = await knownOf(ctx)
  const lines: ReturnType<typeof asTheyCome> = []
  for (const [nth, one] of all.entries()) {
    const { letter: _, batch: quantity, keeps: __, ...facts } = one
    const productId =
      known.get(one.sku)?.id ?? (await createProduct(ctx, { ...facts, gtin: gtinOf(nth, '2004') })).productId
    lines.push(...asTheyCome(ctx, { productId, quantity }, one))
  }
  await receive(ctx, { idempotencyKey: 'demo/opening-stock/lots', reference: 'Opening stock', lines })
}

/** What runs low comes in as a new lot. At the end a lot comes that has only three weeks left. */
export async function bringLots(ctx: Ctx, endsSoon: boolean): Promise<void> {
  const known = await knownOf(ctx)
  const low = all.flatMap((one) => {
    const { id: productId, free } = known.get(one.sku) ?? {}
    if (!productId || free === undefined) return []
    if (endsSoon && one === truffles) return asTheyCome(ctx, { productId, quantity: 24 }, { ...one, keeps: 21 })
    return free * 3 < one.batch ? asTheyCome(ctx, { productId, quantity: one.batch }, one) : []
  })
  if (low.length === 0) return
  await receive(ctx, { idempotencyKey: `demo/lots/${ctx.today}`, reference: `Delivery ${ctx.today}`, lines: low })
}

/** One order in seven asks for honey, truffles or a radio. */
export async function byLot(ctx: Ctx, seed: string, key: string): Promise<Arriving[]> {
  const luck = chance(seed, key, 'by lot')
  if (luck >= 0.14) return []
  const one = luck < 0.065 ? honey : luck < 0.105 ? truffles : radio
  const productId = (await knownOf(ctx)).get(one.sku)?.id
  const quantity = one === radio ? between(1, 2, seed, key, 'pieces') : 3 * between(1, 4, seed, key, 'jars')
  return productId ? [{ productId, quantity }] : []
}

/** Some of the honey that keeps longest, for the other warehouse; nothing where there is little. */
export async function honeyToSend(ctx: Ctx): Promise<(Arriving & { lot: string })[]> {
  const [lots] = await read(
    ctx,
    sql<{
      productId: string
      lot: string
    }>`SELECT l.product_id, l.number AS lot FROM lot l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id AND p.sku = ${honey.sku}
      JOIN bin_stock b ON b.organisation_id = l.organisation_id AND b.product_id = l.product_id AND b.lot = l.number
      JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id AND w.is_default
      WHERE l.organisation_id = ${ctx.organisationId} AND l.blocked_at IS NULL AND l.expired_at IS NULL
      GROUP BY l.product_id, l.number, l.expires_on HAVING sum(b.quantity) >= 24 ORDER BY l.expires_on DESC, l.number LIMIT 1`,
  )
  return lots.map((one) => ({ ...one, quantity: 6 }))
}

/** The maker calls a lot of honey back of which customers have some: it is blocked. */
export async function recallHoney(ctx: Ctx): Promise<void> {
  const [[lot]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT l.id FROM lot l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id AND p.sku = ${honey.sku}
      CROSS JOIN LATERAL (SELECT sum(m.quantity) AS here, sum(m.quantity) FILTER (WHERE m.cause = 'SHIPPED') AS sent FROM stock_movement m
        WHERE m.organisation_id = l.organisation_id AND m.product_id = l.product_id AND m.lot = l.number) AS moved
      WHERE l.organisation_id = ${ctx.organisationId} AND l.blocked_at IS NULL AND moved.here > 0
      ORDER BY moved.sent NULLS LAST, l.number LIMIT 1`,
  )
  if (lot) await blockLot(ctx, { lotId: lot.id, reason: 'The maker calls it back: some lids do not close' })
}

/** A customer sends some of the honey back that was called back. */
export async function sendRecalledBack(ctx: Ctx): Promise<void> {
  const [[sent]] = await read(
    ctx,
    sql<{ orderId: string; orderLineId: string; lot: string }>`SELECT p.order_id, x.order_line_id, x.lot FROM lot l
      JOIN parcel_lot x ON x.organisation_id = l.organisation_id AND x.product_id = l.product_id AND x.lot = l.number
      JOIN parcel p ON p.organisation_id = x.organisation_id AND p.id = x.parcel_id AND p.unpacked_at IS NULL
      JOIN shipment h ON h.organisation_id = p.organisation_id AND h.id = p.shipment_id AND h.state = 'DELIVERED'
      WHERE l.organisation_id = ${ctx.organisationId} AND l.blocked_at IS NOT NULL ORDER BY h.number DESC LIMIT 1`,
  )
  if (!sent) return
  const { orderId, ...line } = sent
  const lines = [{ ...line, quantity: 1 }]
  await takeBack(ctx, { orderId, cause: 'OTHER', restock: true, lines, idempotencyKey: 'demo/recalled' })
}
