import { z } from 'zod'

const text = z.string().trim().min(1, 'Write something down.').max(4000)

export const addNoteInput = z.strictObject({ customerId: z.uuid(), text, idempotencyKey: z.uuid().optional() })
export const changeNoteInput = z.strictObject({ id: z.uuid(), text })
export type AddNoteInput = z.infer<typeof addNoteInput>
export type ChangeNoteInput = z.infer<typeof changeNoteInput>
