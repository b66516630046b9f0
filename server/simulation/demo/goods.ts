import { createProduct } from '@/server/catalog/mutations/product'
import { setHomeBin } from '@/server/inventory/mutations/home-bin'
import { addBin } from '@/server/inventory/mutations/place'
import { receive } from '@/server/order/mutations/receive'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { between, chance } from '../chance'
import { ctxAt, type World } from '../drive'

const looks = ['Red', 'Ivory', 'Enamel', 'Vintage', 'Woven', 'Glass', 'Brass', 'Striped', 'Painted', 'Woodland']
const things = [
  'lantern',
  'tea towel',
  'candle holder',
  'picture frame',
  'cake stand',
  'doormat',
  'photo album',
  'storage tin',
  'wall clock',
  'apron',
  'hanging heart',
  'bird feeder',
  'mug',
  'bunting',
  'door stop',
  'vase',
  'coat hook',
  'recipe box',
  'cushion',
  'gift bag',
  'paper chain',
  'egg cup',
  'jam jar',
  'tray',
  'key rack',
  'napkin ring',
  'bread bin',
  'trinket box',
  'night light',
  'herb marker',
]

/** A GTIN-13 with its check digit, in a range kept for use inside a business. */
function gtinOf(index: number): string {
  const digits = `200${String(index).padStart(9, '0')}`
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

export const productCount = looks.length * things.length

export const skuOf = (index: number) => `MG-${String(index + 101)}`

/** Forty bins in walking order, and three hundred products at home in them. */
export async function stockTheShelves(world: World, at: Date): Promise<void> {
  const ctx = ctxAt(world, at)
  const [[warehouse], known] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND is_default`,
    sql<{ sku: string }>`SELECT sku FROM product WHERE organisation_id = ${ctx.organisationId}`,
  )
  const there = new Set(known.map((row) => row.sku))
  const bins: string[] = []
  for (let index = 0; index < 40 && there.size === 0; index++) {
    const code = `${'ABCD'[Math.floor(index / 10)]}-${String((index % 10) + 2).padStart(2, '0')}-1`
    bins.push((await addBin(ctx, { warehouseId: warehouse?.id as string, code, walkOrder: 100 + index * 10 })).id)
  }
  for (let index = 0; index < productCount; index++) {
    if (there.has(skuOf(index))) continue
    const name = `${looks[index % looks.length]} ${things[Math.floor(index / looks.length)]}`
    const unitPrice = (between(120, 2400, 'price', index) / 100).toFixed(2)
    const { productId } = await createProduct(ctx, {
      sku: skuOf(index),
      name,
      gtin: gtinOf(index),
      unitPrice,
      weightGrams: between(60, 1800, 'weight', index),
    })
    const binId = bins[index % 40]
    if (binId) await setHomeBin(ctx, { productId, binId })
  }
}

const keepsUnits = 160

/** Monday's delivery: what runs low is filled up, but for a few products whose supplier is late that week. */
export async function takeDelivery(world: World, at: Date): Promise<void> {
  const ctx = ctxAt(world, at)
  const [levels] = await read(
    ctx,
    sql<{
      productId: string
      free: number
    }>`SELECT product_id, on_hand - reserved - picked - blocked - backordered AS free FROM stock_level WHERE organisation_id = ${ctx.organisationId}`,
  )
  const week = at.toISOString().slice(0, 10)
  const lines = levels
    .filter(({ productId, free }) => free < keepsUnits / 2 && chance('supplier', productId, week) > 0.08)
    .map(({ productId, free }) => ({ productId, quantity: keepsUnits - free }))
  if (lines.length > 0)
    await receive(ctx, { lines, reference: `Delivery ${week}`, idempotencyKey: `demo/delivery/${week}` })
}
