import { z } from 'zod'

const text = z.string().trim().min(1, 'Write something down.').max(4000)

/** An order or a quote. */
export const saleInput = z.strictObject({ kind: z.enum(['order', 'quote']), id: z.uuid() })
export const addSaleNoteInput = z.strictObject({ about: saleInput, text, idempotencyKey: z.uuid().optional() })
export const changeSaleNoteInput = z.strictObject({ id: z.uuid(), text })
export type SaleInput = z.infer<typeof saleInput>
export type AddSaleNoteInput = z.infer<typeof addSaleNoteInput>
export type ChangeSaleNoteInput = z.infer<typeof changeSaleNoteInput>
