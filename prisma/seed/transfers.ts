import { sendTransfer } from '@/server/fulfilment/mutations/send-transfer'
import type { SendTransferInput } from '@/server/fulfilment/schema/transfer'
import { addWarehouse } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays } from '@/server/platform/time/calendar'

/** The default warehouse, a second one called North, and how goods are sent from the first to the second. */
export async function makeHouses(ctx: Ctx) {
  const main = (await places(ctx)).warehouses[0]?.id as string
  const north = (await addWarehouse(ctx, { code: 'north', name: 'North' })).id
  const send = (lines: SendTransferInput['lines'], facts: Partial<SendTransferInput> = {}) =>
    sendTransfer(ctx, {
      fromWarehouseId: main,
      toWarehouseId: north,
      expectedOn: addDays(ctx.today, 3),
      lines,
      ...facts,
    })
  return { main, north, send }
}
export type MadeHouses = Awaited<ReturnType<typeof makeHouses>>
