import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { inUnits, unitTold } from '@/server/platform/money/quantity'
import { type PlanProposedInput, planProposedInput, type SupplyInput, supplyInput } from '../schema'
import { plan } from './plan'

/** Sets how a product is bought: supplier, lot size, cost, and the stock below which it is reordered. Refuses with NOT_FOUND, NOT_BOUGHT, SUPPLIER_ARCHIVED. */
export async function setSupply(ctx: Ctx, input: SupplyInput): Promise<void> {
  const { productId, supplierId, reorderPoint, multiple, unitCost } = supplyInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const [[product], [supplier]] = await tx.run(
      sql<{
        sku: string
        kind: string
        unit: string
        places: number
      }>`SELECT sku, kind, unit, places FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ${productId} FOR NO KEY UPDATE`,
      sql<{
        archived: boolean
      }>`SELECT archived_at IS NOT NULL AS archived FROM supplier WHERE organisation_id = ${ctx.organisationId} AND id = ${supplierId}::uuid`,
    )
    if (!product) notFound('product')
    if (product.kind !== 'GOODS') refuse('NOT_BOUGHT', { sku: product.sku })
    if (supplierId && !supplier) notFound('supplier')
    if (supplier?.archived) refuse('SUPPLIER_ARCHIVED')
    await tx.commit(
      sql`INSERT INTO product_supply AS s (organisation_id, product_id, supplier_id, reorder_point, multiple, unit_cost)
        VALUES (${ctx.organisationId}, ${productId}, ${supplierId}::uuid, ${reorderPoint}, ${multiple}, ${unitCost}::numeric)
        ON CONFLICT (organisation_id, product_id) DO UPDATE SET supplier_id = excluded.supplier_id, reorder_point = excluded.reorder_point,
          multiple = excluded.multiple, unit_cost = excluded.unit_cost`,
      recordEvents(ctx, [
        {
          name: 'supply/product.set',
          objects: [['product', productId], ...(supplierId ? [['supplier', supplierId] as const] : [])],
          payload: {
            ...unitTold(product),
            reorderPoint: inUnits(reorderPoint, product),
            multiple: inUnits(multiple, product),
          },
        },
      ]),
    )
  })
}

/**
 * Makes the purchase lists of what is proposed, one for each supplier. Under the same key each list is made once, also when it was
 * interrupted between two of them. Refuses as `plan` does.
 */
export async function planProposed(
  ctx: Ctx,
  input: PlanProposedInput,
): Promise<{ planned: { id: string; number: string }[] }> {
  const { lines, idempotencyKey } = planProposedInput.parse(input)
  const planned: { id: string; number: string }[] = []
  for (const supplier of [...new Set(lines.map((line) => line.supplierId))]) {
    const own = lines.filter((line) => line.supplierId === supplier).map(({ supplierId: _, ...line }) => line)
    const key = idempotencyKey && `${idempotencyKey}/${supplier}`.slice(0, 255)
    const { id, number } = await plan(ctx, { supplierId: supplier, lines: own, idempotencyKey: key })
    planned.push({ id, number })
  }
  return { planned }
}
