import type { Ctx } from '@/server/platform/context/ctx'
import { addDays } from '@/server/platform/time/calendar'
import { plan } from '@/server/supply/mutations/plan'
import { setSupply } from '@/server/supply/mutations/reorder'
import { createSupplier } from '@/server/supply/mutations/supplier'
import type { PlanInput } from '@/server/supply/schema'

export const makeSupplier = (ctx: Ctx, name = 'Gebr. Holz GmbH') =>
  createSupplier(ctx, { name, email: 'orders@holz.example', contact: 'Frau Holz', leadDays: 5 })

/** Says what one unit of a product costs from now on. */
export const costs = (ctx: Ctx, productId: string, unitCost: string) =>
  setSupply(ctx, { productId, supplierId: null, reorderPoint: 0, multiple: 1, unitCost })

/** A planned receipt of one supplier, expected in so many days. */
export async function makePlanned(
  ctx: Ctx,
  lines: readonly { productId: string; quantity: number; inDays?: number }[],
  facts: Partial<Omit<PlanInput, 'lines'>> = {},
): Promise<{ id: string; number: string }> {
  const supplierId = facts.supplierId ?? (await makeSupplier(ctx)).supplierId
  return plan(ctx, {
    ...facts,
    supplierId,
    lines: lines.map(({ inDays = 7, ...line }) => ({ ...line, expectedOn: addDays(ctx.today, inDays) })),
  })
}
