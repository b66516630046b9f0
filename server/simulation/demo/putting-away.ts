import { move } from '@/server/fulfilment/mutations/move'
import { receiveTransfer } from '@/server/fulfilment/mutations/receive-transfer'
import { sendTransfer } from '@/server/fulfilment/mutations/send-transfer'
import { listPutAway } from '@/server/fulfilment/queries/moving'
import { listTransfers, transferRecord } from '@/server/fulfilment/queries/transfers'
import { addBin } from '@/server/inventory/mutations/place'
import { addWarehouse, receiveInto } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { listStock } from '@/server/inventory/queries/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays } from '@/server/platform/time/calendar'
import { honeyToSend } from './recall'

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
  for (const [nth, { productId, lot, fromBinId, toBinId, quantity }] of rows.entries())
    if (nth % 3 !== 1 && toBinId) await move(ctx, { productId, fromBinId, toBinId, quantity, ...(lot && { lot }) })
}

/** The second warehouse of the story, near the customers of the north. */
export async function secondWarehouse(ctx: Ctx): Promise<string> {
  const known = (await places(ctx)).warehouses.find((one) => one.code === 'NORTH')
  if (known) return known.id
  const facts = { code: 'NORTH', name: 'North warehouse', city: 'Northtown', postcodes: ['9'], rank: 200 }
  return (await addWarehouse(ctx, facts)).id
}

/** Takes in at the second warehouse what is on its way, one unit short, and sends it another dozen of a few products. */
export async function supplyNorth(ctx: Ctx, productIds: readonly string[]): Promise<void> {
  const toWarehouseId = await secondWarehouse(ctx)
  for (const { id } of (await listTransfers(ctx, {})).rows) {
    const { lines } = await transferRecord(ctx, id)
    const came = lines.map(({ productId, quantity }, index) => ({
      productId,
      quantity: index === 0 ? quantity - 1 : quantity,
    }))
    await receiveTransfer(ctx, { id, lines: came })
  }
  const fromWarehouseId = (await places(ctx)).warehouses.find((one) => one.isDefault)?.id as string
  const { rows } = await listStock(ctx, { limit: 100 })
  const dozens = rows
    .filter((row) => productIds.includes(row.productId) && row.available > 30)
    .slice(0, 6)
    .map(({ productId }) => ({ productId, quantity: 12 }))
  const lines = [...dozens, ...(await honeyToSend(ctx))]
  if (lines.length === 0) return
  const idempotencyKey = `demo/transfer/${ctx.today}`
  await sendTransfer(ctx, { fromWarehouseId, toWarehouseId, expectedOn: addDays(ctx.today, 2), lines, idempotencyKey })
}
