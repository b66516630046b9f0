import { z } from 'zod'

/** An order or a quote, as others are copied from it. */
export const saleInput = z.strictObject({ kind: z.enum(['order', 'quote']), id: z.uuid() })
export type SaleAsked = z.infer<typeof saleInput>

export const earlierInput = z.strictObject({ text: z.string().trim().min(1).max(100) })
