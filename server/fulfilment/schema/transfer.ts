import { z } from 'zod'
import { lotNumber } from '@/server/inventory/schema'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { day } from '@/server/platform/web/input'

const units = z.number({ error: 'Write a number of units.' }).int().max(1_000_000_000)
const idempotencyKey = z.string().min(1).max(255).optional()

/** Goods that leave one warehouse for another. */
export const sendTransferInput = z.strictObject({
  fromWarehouseId: z.uuid(),
  toWarehouseId: z.uuid(),
  /** When it is expected to arrive. */
  expectedOn: day,
  note: z.string().trim().max(2000).optional(),
  /** Taken from the named bin, otherwise from the bins in walking order. */
  lines: z
    .array(
      z.strictObject({
        productId: z.uuid(),
        quantity: units.positive(),
        binId: z.uuid().optional(),
        lot: lotNumber.optional(),
      }),
    )
    .min(1, 'Add a product.')
    .max(500),
  idempotencyKey,
})
export type SendTransferInput = z.infer<typeof sendTransferInput>

/** What of a transfer arrived; what is left out did not come with it. */
export const receiveTransferInput = z.strictObject({
  id: z.uuid(),
  lines: z
    .array(
      z.strictObject({
        productId: z.uuid(),
        quantity: units.min(0),
        binId: z.uuid().optional(),
        lot: lotNumber.optional(),
      }),
    )
    .max(500),
  /** Whether the rest is still on its way, or is lost. */
  rest: z.enum(['EXPECTED', 'LOST']).default('LOST'),
  idempotencyKey,
})
export type ReceiveTransferInput = z.input<typeof receiveTransferInput>

/** Another day for what is on its way: the driver leaves later. */
export const postponeTransferInput = z.strictObject({ id: z.uuid(), expectedOn: day })
export type PostponeTransferInput = z.infer<typeof postponeTransferInput>

export const transferRef = z.strictObject({ id: z.uuid() })

export const transferListInput = z.strictObject({
  ...pageInput,
  q: searchText,
  state: z.enum(['SENT', 'RECEIVED', 'ALL']).default('SENT'),
  /** Leaves this warehouse, or goes there. */
  warehouseId: z.uuid().optional(),
  /** Only those on their way that were expected before today. */
  late: z.boolean().optional(),
  sort: z.enum(['expectedOn', '-expectedOn']).default('expectedOn'),
})
export type TransferListInput = z.input<typeof transferListInput>
export const transferListOf = ({ late, warehouse, ...said }: ListSearch): TransferListInput =>
  readable(transferListInput, { ...said, warehouseId: warehouse, late: late === '1' })

/** Another warehouse for an order of which nothing is picked. */
export const serveFromInput = z.strictObject({
  orderId: z.uuid(),
  warehouseId: z.uuid(),
  idempotencyKey,
})
export type ServeFromInput = z.infer<typeof serveFromInput>
