import { z } from 'zod'
import { lotNumber } from '@/server/inventory/schema'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'

const quantity = z.number().int().positive().max(1_000_000_000)
/** The lot is needed where several lots of the line are there; a packer who names none takes what expires first. */
const ofLine = { orderLineId: z.uuid(), quantity, lot: lotNumber.optional() }
const idempotencyKey = z.string().min(1).max(255).optional()
/** How long ago the action was done, when it could not be sent at once. */
const agoMs = z.number().int().min(0).max(31_536_000_000).optional()

export const shortCauses = ['NOT_FOUND', 'BIN_EMPTY', 'DAMAGED', 'WRONG_PRODUCT'] as const
export type ShortCause = (typeof shortCauses)[number]

export const returnCauses = [
  'DAMAGED',
  'WRONG_PRODUCT',
  'NOT_WANTED',
  'CANCELLED',
  'NOT_DELIVERED',
  'LOST',
  'OTHER',
] as const
export type ReturnCause = (typeof returnCauses)[number]

export const orderIdInput = z.strictObject({ orderId: z.uuid() })

/** A code as a scanner reads it. */
export const foundInput = z.strictObject({ code: z.string().trim().min(1).max(200) })

export const turnInput = z.strictObject({
  orderId: z.uuid(),
  /** Where the person works, of an order that is divided between warehouses; the one that serves it when left out. */
  warehouseId: z.uuid().optional(),
  /** Whether to take the order over from another person. */
  over: z.boolean().optional(),
})
export type TurnInput = z.infer<typeof turnInput>

/** Without a warehouse, a person leaves the order everywhere. */
export const leaveTurnInput = turnInput.omit({ over: true })
export type LeaveTurnInput = z.infer<typeof leaveTurnInput>

/** Many tasks of one order in one request; quantities in the product's smallest unit. */
export const pickInput = z.strictObject({
  orderId: z.uuid(),
  picks: z
    .array(
      z.strictObject({
        taskId: z.uuid(),
        quantity,
        /** Another lot, or serial number, than the task asks for, as it was scanned. */
        lot: lotNumber.optional(),
      }),
    )
    .min(1)
    .max(2000),
  agoMs,
  idempotencyKey,
})
export type PickInput = z.infer<typeof pickInput>

/** A scanned GTIN or SKU. */
export const pickByScanInput = z.strictObject({
  orderId: z.uuid(),
  code: z.string().trim().min(1).max(100),
  quantity: quantity.optional(),
  agoMs,
  idempotencyKey,
})
export type PickByScanInput = z.infer<typeof pickByScanInput>

export const shortPickInput = z.strictObject({
  taskId: z.uuid(),
  /** The quantity that was found of the rest. */
  picked: z.number().int().min(0).max(1_000_000_000),
  cause: z.enum(shortCauses),
  agoMs,
  idempotencyKey,
})
export type ShortPickInput = z.infer<typeof shortPickInput>

/** Puts back what was picked: the given quantity, or all of the task. `of` is the key of the pick that is taken back. */
export const undoPickInput = z.strictObject({
  taskId: z.uuid(),
  quantity: quantity.optional(),
  of: z.string().min(1).max(255).optional(),
  agoMs,
  idempotencyKey,
})
export type UndoPickInput = z.infer<typeof undoPickInput>

/** The units of a short pick that were there after all: the given quantity, or all of them. */
export const correctShortInput = z.strictObject({ taskId: z.uuid(), quantity: quantity.optional(), idempotencyKey })
export type CorrectShortInput = z.infer<typeof correctShortInput>

/** Puts picked goods back into a bin: the product's home bin unless another is named. */
export const putBackInput = z.strictObject({
  orderId: z.uuid(),
  lines: z
    .array(z.strictObject({ ...ofLine, binId: z.uuid().optional() }))
    .min(1)
    .max(2000),
  idempotencyKey,
})
export type PutBackInput = z.infer<typeof putBackInput>

/** The input of the list of goods to put back. */
export const putBackListInput = z.strictObject({ q: searchText, ...pageInput })
export type PutBackListInput = z.input<typeof putBackListInput>
export const putBackListOf = (said: ListSearch): PutBackListInput => readable(putBackListInput, said)

export const packagings = ['BOX', 'ENVELOPE', 'BAG', 'TUBE', 'CRATE', 'PALLET'] as const
export type Packaging = (typeof packagings)[number]

const parcel = z.strictObject({
  /** The weighed weight; without it, the sum of the products' weights. */
  weightGrams: z.number().int().positive().max(100_000_000).optional(),
  packaging: z.enum(packagings).optional(),
  lines: z.array(z.strictObject(ofLine)).min(1).max(2000),
})

/** Without parcels everything that is picked is packed, into as few as the weight limit allows. */
export const packInput = z.strictObject({
  orderId: z.uuid(),
  parcels: z.array(parcel).min(1).max(200).optional(),
  /**
   * Whether no more parcels follow, so that the shipment can be planned. Without it, that is so when no parcels are
   * named or everything is packed.
   */
  finished: z.boolean().optional(),
  weightGrams: z.number().int().positive().max(100_000_000).optional(),
  /** Without parcels: only what is picked in this warehouse; without both, in every one by itself. */
  warehouseId: z.uuid().optional(),
  idempotencyKey,
})
export type PackInput = z.infer<typeof packInput>

export const takeBackInput = z.strictObject({
  orderId: z.uuid(),
  cause: z.enum(returnCauses),
  /** Whether the goods can be sold again and go back to the shelf; otherwise they are written off as damaged. */
  restock: z.boolean(),
  lines: z.array(z.strictObject(ofLine)).min(1).max(2000),
  note: z.string().trim().max(1000).optional(),
  idempotencyKey,
})
export type TakeBackInput = z.infer<typeof takeBackInput>

const floorWaits = ['PICKING', 'PACKING', 'STOCK'] as const
export type FloorWait = (typeof floorWaits)[number]

/** Whose counts the floor shows: those of all warehouses, or of one. */
export const floorCountInput = z.strictObject({ warehouseId: z.uuid().optional() })
export type FloorCountInput = z.infer<typeof floorCountInput>

/** The input of the floor's work list. */
export const floorListInput = z.strictObject({
  q: searchText,
  waitsFor: z.enum(floorWaits).optional(),
  /** Only what this warehouse serves. */
  warehouseId: z.uuid().optional(),
  /** Released to the floor, held back because of the payer, or reserved without a bin that has the goods. */
  state: z.enum(['ON_FLOOR', 'PARKED', 'WITHOUT_BIN']).optional(),
  /** Only those promised for a day before today. */
  late: z.boolean().optional(),
  sort: z.enum(['leaves', '-leaves', 'stageSince', '-stageSince', 'promisedOn', '-promisedOn']).optional(),
  ...pageInput,
})
export type FloorListInput = z.output<typeof floorListInput>
export const floorListOf = ({ waits, late, warehouse, ...said }: ListSearch): z.input<typeof floorListInput> =>
  readable(floorListInput, { ...said, waitsFor: waits, warehouseId: warehouse, late: late === '1' })
