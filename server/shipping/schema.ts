import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { day } from '@/server/platform/web/input'

const idempotencyKey = z.string().min(1).max(255).optional()

export const dispatchInput = z.object({
  shipmentId: z.uuid(),
  /** As the carrier gave it. */
  trackingNumber: z.string().trim().min(1).max(100).optional(),
  idempotencyKey,
})
export type DispatchInput = z.infer<typeof dispatchInput>

export const dispatchManyInput = z.object({ shipmentIds: z.array(z.uuid()).min(1).max(100) })
export type DispatchManyInput = z.infer<typeof dispatchManyInput>

export const deliverInput = z.object({
  shipmentId: z.uuid(),
  receivedByName: z.string().trim().min(1).max(200).optional(),
  /** Now, when left out. */
  at: z.date().optional(),
  idempotencyKey,
})
export type DeliverInput = z.infer<typeof deliverInput>

export const cancelShipmentInput = z.object({
  shipmentId: z.uuid(),
  reason: z.string().trim().min(1).max(200),
  idempotencyKey,
})
export type CancelShipmentInput = z.infer<typeof cancelShipmentInput>

export const unpackInput = z.object({
  parcelId: z.uuid(),
  reason: z.string().trim().min(1).max(200).optional(),
  idempotencyKey,
})
export type UnpackInput = z.infer<typeof unpackInput>

/** Another carrier service, day or tracking number of a shipment that has not left, or the tracking number of one that has. */
export const replanInput = z.object({
  shipmentId: z.uuid(),
  carrierServiceId: z.uuid().optional(),
  plannedOn: day.optional(),
  trackingNumber: z.string().trim().min(1).max(100).optional(),
})
export type ReplanInput = z.infer<typeof replanInput>

export const orderIdInput = z.object({ orderId: z.uuid() })
export const shipmentIdInput = z.object({ shipmentId: z.uuid() })

export const shipmentViews = ['TO_DISPATCH', 'PARKED', 'IN_TRANSIT', 'DELIVERED'] as const
export type ShipmentView = (typeof shipmentViews)[number]

/** What the work list of shipments can be asked for. */
export const shipmentListInput = z.object({
  /** Shipment or order number, the customer's own number, or the customer. */
  q: searchText,
  view: z.enum(shipmentViews).default('TO_DISPATCH'),
  carrierServiceId: z.uuid().optional(),
  /** Planned to leave today or before. */
  today: z.boolean().optional(),
  /** By the day of the view: when it leaves, is expected, or left. */
  sort: z.enum(['day', '-day']).optional(),
  ...pageInput,
})
export type ShipmentListInput = z.input<typeof shipmentListInput>
export const shipmentListOf = ({ service, today, ...said }: ListSearch): ShipmentListInput =>
  readable(shipmentListInput, { ...said, carrierServiceId: service, today: today === '1' })
