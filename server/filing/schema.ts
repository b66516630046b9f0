import { z } from 'zod'

/** The record beside which a file lies. */
export const aboutInput = z.strictObject({ kind: z.enum(['customer', 'order', 'quote', 'product']), id: z.uuid() })
export const fileRef = z.strictObject({ id: z.uuid() })
export type AboutInput = z.infer<typeof aboutInput>
