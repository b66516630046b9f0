import { createProduct } from '@/server/catalog/mutations/product'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { between, chance } from '../chance'
import { gtinOf } from './cast'
import { describedAs, gatherCategories } from './described'

// What the story keeps by lot or piece by piece. Like what it sells by measure, it is beside its days of buying.

interface Kept {
  sku: string
  name: string
  unitPrice: string
  weightGrams: number
  tracking: 'LOT' | 'SERIAL'
  /** What it is, in the words of the story's kinds of goods. */
  kind: string
  /** So many are in a case. */
  case?: number
  /** The letter with which its lots begin, how many come at a time, and how many days they keep. */
  letter: string
  batch: number
  keeps: number
}

export const honey: Kept = {
  sku: 'PH-340',
  name: 'Heather Honey, 340 g',
  unitPrice: '5.4',
  weightGrams: 520,
  tracking: 'LOT',
  kind: 'Honey',
  case: 6,
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
  kind: 'Truffles',
  case: 12,
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
  kind: 'Radio',
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

export interface Arriving {
  productId: string
  quantity: number
  pack?: string
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
  const categories = await gatherCategories(ctx)
  const lines: ReturnType<typeof asTheyCome> = []
  for (const [nth, one] of all.entries()) {
    const { letter: _, batch: quantity, keeps: __, case: held, kind, ...facts } = one
    const packs = held ? [{ unit: 'XCS', quantity: held, gtin: gtinOf(nth, '2006') }] : []
    const described = { ...describedAs(kind, categories), packs, gtin: gtinOf(nth, '2004') }
    const productId = known.get(one.sku)?.id ?? (await createProduct(ctx, { ...facts, ...described })).productId
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

/** Whatever was sold or not found meanwhile: when the story ends, some truffles lie there that end soon. */
export async function keepSomeThatEndSoon(ctx: Ctx): Promise<void> {
  const [[left]] = await read(
    ctx,
    sql`SELECT 1 FROM lot l JOIN bin_stock b ON b.organisation_id = l.organisation_id AND b.product_id = l.product_id AND b.lot = l.number AND b.quantity > 0
      WHERE l.organisation_id = ${ctx.organisationId} AND l.blocked_at IS NULL AND l.expires_on BETWEEN ${ctx.today}::date AND ${addDays(ctx.today, 30)}::date LIMIT 1`,
  )
  const productId = (await knownOf(ctx)).get(truffles.sku)?.id
  if (left || !productId) return
  const lines = asTheyCome(ctx, { productId, quantity: 12 }, { ...truffles, letter: 'TL', keeps: 21 })
  await receive(ctx, { idempotencyKey: 'demo/lots/last', reference: `Delivery ${ctx.today}`, lines })
}

/** One order in seven asks for honey, truffles or a radio. */
export async function byLot(ctx: Ctx, seed: string, key: string): Promise<Arriving[]> {
  const luck = chance(seed, key, 'by lot')
  if (luck >= 0.14) return []
  const one = luck < 0.065 ? honey : luck < 0.105 ? truffles : radio
  const productId = (await knownOf(ctx)).get(one.sku)?.id
  const quantity = one === radio ? between(1, 2, seed, key, 'pieces') : 3 * between(1, 4, seed, key, 'jars')
  return productId ? [{ productId, quantity, ...(one.case && quantity % one.case === 0 && { pack: 'XCS' }) }] : []
}
