import { createProduct } from '@/server/catalog/mutations/product'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { between, chance, oneOf } from '../chance'
import { gtinOf } from './cast'
import { describedAs, gatherCategories } from './described'

// What the story sells by weight and by length. Its opening stock lasts, so that its days of buying are about pieces.

const sold = [
  {
    sku: 'CB-01',
    name: 'Coffee beans, house blend',
    kind: 'Coffee',
    unit: 'KGM',
    places: 3,
    unitPrice: '17.8',
    weightGrams: 1000,
    packs: [{ unit: 'XBG', quantity: 2500, gtin: gtinOf(0, '2007') }],
  },
  {
    sku: 'LR-20',
    name: 'Linen ribbon, 20 mm',
    kind: 'Ribbon',
    unit: 'MTR',
    places: 2,
    unitPrice: '0.95',
    weightGrams: 9,
    minQuantity: 100,
    multiple: 25,
    packs: [{ unit: 'XRO', quantity: 5000, gtin: gtinOf(1, '2007') }],
  },
] as const

const idsOf = async (ctx: Ctx): Promise<Map<string, string>> => {
  const [known] = await read(
    ctx,
    sql<{ sku: string; id: string }>`SELECT sku, id FROM product WHERE organisation_id = ${ctx.organisationId}
      AND sku = ANY(${sold.map(({ sku }) => sku)}::text[])`,
  )
  return new Map(known.map((row) => [row.sku, row.id]))
}

/** Adds the measured products with their stock; those that are there stay. */
export async function stockByMeasure(ctx: Ctx): Promise<void> {
  const known = await idsOf(ctx)
  const categories = await gatherCategories(ctx)
  for (const { kind, packs, ...facts } of sold) {
    if (known.has(facts.sku)) continue
    const described = { ...describedAs(kind, categories), packs: [...packs] }
    const { productId } = await createProduct(ctx, { ...facts, ...described })
    await receive(ctx, {
      idempotencyKey: `demo/opening-stock/${facts.sku}`,
      reference: 'Opening stock',
      lines: [{ productId, quantity: 2_000 * 10 ** facts.places }],
    })
  }
}

/** One order in eight asks for some kilograms of coffee, or for some metres of ribbon. */
export async function byMeasure(
  ctx: Ctx,
  seed: string,
  key: string,
): Promise<{ productId: string; quantity: number; pack?: string }[]> {
  const luck = chance(seed, key, 'measure')
  if (luck >= 0.12) return []
  const coffee = luck < 0.07
  const productId = (await idsOf(ctx)).get(sold[coffee ? 0 : 1].sku)
  const quantity = coffee
    ? oneOf([500, 1000, 1250, 2500, 5000], seed, key, 'kilograms')
    : 25 * between(4, 200, seed, key, 'metres')
  const { unit, quantity: holds } = sold[coffee ? 0 : 1].packs[0]
  return productId ? [{ productId, quantity, ...(quantity % holds === 0 && { pack: unit }) }] : []
}
