import { z } from 'zod'
import { kindNames } from './rules/fields'

export const importRef = z.strictObject({ id: z.uuid() })

/** What a file is, and which of its columns says what. */
export const chooseInput = z.strictObject({
  id: z.uuid(),
  kind: z.enum(kindNames),
  /** Which column, from 0, says what. */
  columns: z.array(z.strictObject({ field: z.string().max(40), column: z.number().int().min(0).max(300) })).max(300),
  /** How amounts and days are written, where the file was read wrongly. */
  decimalSign: z.enum(['.', ',']).optional(),
  dayOrder: z.enum(['DMY', 'MDY']).optional(),
})
export type ChooseInput = z.infer<typeof chooseInput>

export const startInput = z.strictObject({
  id: z.uuid(),
  /** Whether rows that are wrong are left out; otherwise nothing is done unless all are right. */
  skipsWrong: z.boolean(),
})
export type StartInput = z.infer<typeof startInput>

export const rowListInput = z.strictObject({
  id: z.uuid(),
  outcome: z.enum(['NEW', 'CHANGED', 'SAME', 'WRONG']).optional(),
  /** Rows behind this row of the file. */
  behind: z.number().int().min(0).max(2_000_000).default(0),
})
export type RowListInput = z.input<typeof rowListInput>
