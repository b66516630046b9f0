import { z } from 'zod'

/** The words of a line beside its product. */
export const lineWords = {
  /** The heading above the line. Neighbouring lines with the same heading share it. */
  section: z.string().trim().min(1).max(200).optional(),
  /** Printed below the line. */
  note: z.string().trim().min(1).max(1000).optional(),
}

export const lastOrderInput = z.strictObject({ customerId: z.uuid() })
export type LastOrderInput = z.infer<typeof lastOrderInput>

/** The order or quote that is copied. */
export const saleInput = z.strictObject({ kind: z.enum(['order', 'quote']), id: z.uuid() })
export type SaleAsked = z.infer<typeof saleInput>

export const earlierInput = z.strictObject({ text: z.string().trim().min(1).max(100) })
