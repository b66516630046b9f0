import { z } from 'zod'

/** What a line says beside its product. */
export const lineWords = {
  /** The heading under which it stands; neighbours with the same one stand under it together. */
  section: z.string().trim().min(1).max(200).optional(),
  /** Printed below the line. */
  note: z.string().trim().min(1).max(1000).optional(),
}

export const lastOrderInput = z.strictObject({ customerId: z.uuid() })
export type LastOrderInput = z.infer<typeof lastOrderInput>

/** An order or a quote, as others are copied from it. */
export const saleInput = z.strictObject({ kind: z.enum(['order', 'quote']), id: z.uuid() })
export type SaleAsked = z.infer<typeof saleInput>

export const earlierInput = z.strictObject({ text: z.string().trim().min(1).max(100) })
