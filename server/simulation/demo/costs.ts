import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { setSupply } from '@/server/supply/mutations/reorder'
import { between } from '../chance'
import type { Shop } from './shop'

/** What a unit of a product costs when it is bought, from its price: about half, and the same each time. */
export const costOf = (seed: string, price: number, product: number | string): string =>
  ((price * between(42, 63, seed, 'cost', product)) / 100).toFixed(2)

/** The goods of the first day cost what they cost later, so that every sale has a margin. Costs that are set stay. */
export async function costGoods(ctx: Ctx, { seed, products }: Pick<Shop, 'seed' | 'products'>): Promise<void> {
  const [goods] = await read(
    ctx,
    sql<{
      productId: string
      sku: string
      price: string
    }>`SELECT p.id AS product_id, p.sku, (p.unit_price * power(10::numeric, p.places) / p.price_quantity)::text AS price FROM product p
      WHERE p.organisation_id = ${ctx.organisationId} AND p.kind = 'GOODS' AND NOT EXISTS (SELECT 1 FROM product_supply s
        WHERE s.organisation_id = p.organisation_id AND s.product_id = p.id AND s.unit_cost IS NOT NULL) ORDER BY p.sku`,
  )
  for (const { productId, sku, price } of goods) {
    const index = products.indexOf(productId)
    const unitCost = costOf(seed, Number(price), index < 0 ? sku : index)
    await setSupply(ctx, { productId, supplierId: null, reorderPoint: 0, multiple: 1, unitCost })
  }
}
