import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { record } from '@/server/platform/events/events'
import type { HomeBinInput } from '../schema'

/** Sets the bin into which a product goes from now on; units in other bins stay there. Refuses with NOT_FOUND. */
export async function setHomeBin(ctx: Ctx, { productId, binId }: HomeBinInput): Promise<{ productId: string }> {
  return withOrganisation(ctx, async (db) => {
    const bin = await db.bin.findFirst({ where: { id: binId, archivedAt: null }, select: { warehouseId: true } })
    if (!bin) notFound('bin')
    const { count } = await db.stockLevel.updateMany({
      where: { organisationId: ctx.organisationId, warehouseId: bin.warehouseId, productId },
      data: { homeBinId: binId },
    })
    if (count === 0) notFound('product')
    await record(db, ctx, { name: 'inventory/homeBin.changed', objects: [['product', productId]] })
    return { productId }
  })
}
