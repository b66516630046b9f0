import { z } from 'zod'
import { confirmLine, shipTo } from '@/server/order/schema'
import { day } from '@/server/platform/web/input'

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
const instant = z.iso.datetime()

/** An order as a shop sends it: names outside, never ids; amounts as decimal strings. */
export const apiOrderInput = z.strictObject({
  customer: z
    .strictObject({ number: z.string().min(1).max(60).optional(), externalKey: z.string().min(1).max(200).optional() })
    .refine(({ number, externalKey }) => Boolean(number) !== Boolean(externalKey), {
      error: 'Name the customer by number or by externalKey, and not by both.',
    }),
  /** The customer's own order number. */
  reference: z.string().trim().min(1).max(100).optional(),
  requestedOn: day.optional(),
  shipTo: z.strictObject(shipTo.shape).optional(),
  note: z.string().trim().max(2000).optional(),
  lines: z
    .array(
      z.strictObject({
        sku: z.string().min(1).max(100),
        quantity: confirmLine.shape.quantity,
        unitPrice: confirmLine.shape.unitPrice,
        description: confirmLine.shape.description,
      }),
    )
    .min(1)
    .max(2000),
})
export type ApiOrderInput = z.infer<typeof apiOrderInput>

export const apiOrder = z.object({
  number: z.string(),
  reference: z.string().nullable(),
  customerNumber: z.string(),
  stage: z.string(),
  waitsFor: z.string().nullable(),
  creditState: z.string(),
  currency: z.string(),
  net: decimal,
  tax: decimal,
  gross: decimal,
  orderedAt: instant,
  promisedOn: day.nullable(),
  lines: z.array(
    z.object({
      position: z.number().int(),
      sku: z.string(),
      description: z.string(),
      ordered: z.number().int(),
      cancelled: z.number().int(),
      backordered: z.number().int(),
      shipped: z.number().int(),
      unitPrice: decimal,
      priceQuantity: z.number().int(),
      net: decimal,
    }),
  ),
})
export type ApiOrder = z.infer<typeof apiOrder>

export const apiProduct = z.object({
  sku: z.string(),
  gtin: z.string().nullable(),
  name: z.string(),
  kind: z.enum(['GOODS', 'SERVICE', 'FREIGHT']),
  currency: z.string(),
  unitPrice: decimal,
  priceQuantity: z.number().int(),
  /** Free to promise now; null where nothing is stocked. */
  available: z.number().int().nullable(),
})

export const apiCustomer = z.object({
  number: z.string(),
  externalKey: z.string().nullable(),
  name: z.string(),
  country: z.string(),
  currency: z.string(),
})

export const apiPageInput = z.object({
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ApiPageInput = z.output<typeof apiPageInput>

export const apiProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** The name of the refusal. */
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
