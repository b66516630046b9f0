import { z } from 'zod'
import { cutOverFigures } from './rules/cut-over'
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

/** What the program before says; an amount in minor units. */
export const totalsInput = z.strictObject({
  totals: z
    .array(
      z.strictObject({
        figure: z.enum(cutOverFigures.map(({ key }) => key)),
        value: z.string().regex(/^-?\d{1,15}$/, 'Write an amount.'),
      }),
    )
    .max(cutOverFigures.length),
})
export type TotalsInput = z.infer<typeof totalsInput>
/** Whether this program counts although the totals differ. */
export const goInput = z.strictObject({ although: z.boolean() })

export const startInput = z.strictObject({
  id: z.uuid(),
  /** Whether rows that are wrong are left out; otherwise nothing is done unless all are right. */
  skipsWrong: z.boolean(),
  /** Whether new customers abroad of whom the file does not say how they are taxed are taxed as is usual there; otherwise as at home. */
  usualTax: z.boolean().default(false),
})
export type StartInput = z.input<typeof startInput>

export const rowListInput = z.strictObject({
  id: z.uuid(),
  outcome: z.enum(['NEW', 'CHANGED', 'SAME', 'WRONG']).optional(),
  /** Rows behind this row of the file. */
  behind: z.number().int().min(0).max(2_000_000).default(0),
})
export type RowListInput = z.input<typeof rowListInput>
