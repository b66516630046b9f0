import { move } from '@/server/fulfilment/mutations/move'
import { listPutAway } from '@/server/fulfilment/queries/moving'
import { addBin, receiveInto } from '@/server/inventory/mutations/place'
import { places } from '@/server/inventory/queries/places'
import type { Ctx } from '@/server/platform/context/ctx'

const dock = 'DOCK'

/** From now on goods come in at the dock, from which they are put away. */
export async function openDock(ctx: Ctx): Promise<void> {
  const { warehouses, bins } = await places(ctx)
  const warehouseId = warehouses.find((one) => one.isDefault)?.id as string
  const known = bins.find((bin) => bin.warehouseId === warehouseId && bin.code === dock)
  if (known?.isReceiving) return
  const binId = known?.id ?? (await addBin(ctx, { warehouseId, code: dock, walkOrder: 5 })).id
  await receiveInto(ctx, { warehouseId, binId })
}

/** Puts away what came in, but for every third product, which still waits for somebody. */
export async function putAway(ctx: Ctx): Promise<void> {
  const { rows } = await listPutAway(ctx, { limit: 100 })
  for (const [nth, { productId, fromBinId, toBinId, quantity }] of rows.entries())
    if (nth % 3 !== 1 && toBinId) await move(ctx, { productId, fromBinId, toBinId, quantity })
}
