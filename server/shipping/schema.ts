import { z } from 'zod'

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

/** Another carrier service, day or tracking number of a shipment that has not left, or the tracking number of one that has. */
export const replanInput = z.object({
  shipmentId: z.uuid(),
  carrierServiceId: z.uuid().optional(),
  plannedOn: z.iso.date().optional(),
  trackingNumber: z.string().trim().min(1).max(100).optional(),
})
export type ReplanInput = z.infer<typeof replanInput>
