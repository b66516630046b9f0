import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { day } from '@/server/platform/web/input'

const idempotencyKey = z.string().min(1).max(255).optional()

export const troubleCauses = ['NOBODY_THERE', 'REFUSED', 'WRONG_ADDRESS', 'DAMAGED', 'LOST', 'OTHER'] as const
export type TroubleCause = (typeof troubleCauses)[number]

export const dispatchInput = z.strictObject({
  shipmentId: z.uuid(),
  /** The number that the carrier gave. */
  trackingNumber: z.string().trim().min(1).max(100).optional(),
  idempotencyKey,
})
export type DispatchInput = z.infer<typeof dispatchInput>

export const dispatchManyInput = z.strictObject({ shipmentIds: z.array(z.uuid()).min(1).max(100) })
export type DispatchManyInput = z.infer<typeof dispatchManyInput>

export const recallInput = z.strictObject({ shipmentId: z.uuid(), idempotencyKey })
export type RecallInput = z.infer<typeof recallInput>

export const handOverInput = z.strictObject({ shipmentIds: z.array(z.uuid()).min(1).max(100) })
export type HandOverInput = z.infer<typeof handOverInput>

const receipt = {
  /** The person who received it; a proof needs a name. */
  receivedByName: z.string().trim().min(1, 'Say who took it.').max(200),
  /** Now, when neither is given; a day without a time means its noon. */
  at: z.date().optional(),
  on: day.optional(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time like 14:30.')
    .optional(),
}

export const deliverInput = z.strictObject({ shipmentId: z.uuid(), ...receipt, idempotencyKey })
export type DeliverInput = z.infer<typeof deliverInput>

const someLines = z
  .array(z.strictObject({ orderLineId: z.uuid(), quantity: z.number().int().positive().max(1_000_000_000) }))
  .min(1)
  .max(2000)

/** The quantity of each line that arrived; a person must say what happened to the rest. */
export const deliverPartInput = z.strictObject({
  shipmentId: z.uuid(),
  ...receipt,
  lines: someLines,
  cause: z.enum(troubleCauses).default('OTHER'),
  idempotencyKey,
})
export type DeliverPartInput = z.input<typeof deliverPartInput>

export const failInput = z.strictObject({ shipmentId: z.uuid(), cause: z.enum(troubleCauses), idempotencyKey })
export type FailInput = z.infer<typeof failInput>

export const comeBackInput = z.strictObject({
  shipmentId: z.uuid(),
  cause: z.enum(troubleCauses).optional(),
  idempotencyKey,
})
export type ComeBackInput = z.infer<typeof comeBackInput>

/**
 * Takes in what came back: on the shelf again or written off, and credited. It is everything outstanding unless lines
 * are named.
 */
export const takeInInput = z.strictObject({
  shipmentId: z.uuid(),
  end: z.enum(['SHELF', 'WRITE_OFF', 'LOST']),
  lines: someLines.optional(),
  note: z.string().trim().max(1000).optional(),
  idempotencyKey,
})
export type TakeInInput = z.infer<typeof takeInInput>

export const sendAgainInput = z.strictObject({
  shipmentId: z.uuid(),
  /** The new service; without it, the one used before. */
  carrierServiceId: z.uuid().optional(),
  trackingNumber: z.string().trim().min(1).max(100).optional(),
  idempotencyKey,
})
export type SendAgainInput = z.infer<typeof sendAgainInput>

export const cancelShipmentInput = z.strictObject({
  shipmentId: z.uuid(),
  reason: z.string().trim().min(1).max(200),
  idempotencyKey,
})
export type CancelShipmentInput = z.infer<typeof cancelShipmentInput>

export const unpackInput = z.strictObject({
  parcelId: z.uuid(),
  reason: z.string().trim().min(1).max(200).optional(),
  idempotencyKey,
})
export type UnpackInput = z.infer<typeof unpackInput>

/** Another service, day or tracking number of a shipment that has not left, or the tracking number of one that has. */
export const replanInput = z.strictObject({
  shipmentId: z.uuid(),
  carrierServiceId: z.uuid().optional(),
  plannedOn: day.optional(),
  trackingNumber: z.string().trim().min(1).max(100).optional(),
})
export type ReplanInput = z.infer<typeof replanInput>

/** Printed labels: of one parcel, or of the whole shipment. */
export const noteLabelsInput = z.strictObject({
  shipmentId: z.uuid(),
  parcelId: z.uuid().optional(),
  /** The total number of parcels on the page from which they were printed. */
  of: z.number().int().min(1).max(10_000),
})
export type NoteLabelsInput = z.infer<typeof noteLabelsInput>

export const orderIdInput = z.strictObject({ orderId: z.uuid() })
export const shipmentIdInput = z.strictObject({ shipmentId: z.uuid() })

const shipmentViews = ['TO_DISPATCH', 'MISSED', 'PARKED', 'IN_TRANSIT', 'NOT_DELIVERED', 'DELIVERED', 'ENDED'] as const
export type ShipmentView = (typeof shipmentViews)[number]

/** The input of the work list of shipments. */
export const shipmentListInput = z.strictObject({
  /** A shipment or order number, the customer's own number, or the customer. */
  q: searchText,
  view: z.enum(shipmentViews).default('TO_DISPATCH'),
  carrierServiceId: z.uuid().optional(),
  /** Only what leaves this warehouse. */
  warehouseId: z.uuid().optional(),
  /** Only those planned to leave today or before. */
  today: z.boolean().optional(),
  /** Sorts by the day of the view: when it leaves, is expected, or left. */
  sort: z.enum(['day', '-day']).optional(),
  ...pageInput,
})
export type ShipmentListInput = z.input<typeof shipmentListInput>
export const shipmentListOf = ({ service, warehouse, today, ...said }: ListSearch): ShipmentListInput =>
  readable(shipmentListInput, { ...said, carrierServiceId: service, warehouseId: warehouse, today: today === '1' })

/** One lot, and who got it. */
export const lotRef = z.strictObject({ id: z.uuid() })
