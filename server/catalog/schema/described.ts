import { z } from 'zod'
import { countryCodes } from '@/server/platform/place/country'

const millimetres = z
  .number({ error: 'Write whole millimetres.' })
  .int('Write whole millimetres.')
  .min(1)
  .max(100_000)
  .nullish()
  .transform((length) => length ?? null)
const named = z
  .uuid()
  .nullish()
  .transform((id) => id ?? null)

/** What a product is beyond its name: kept for people, papers and customs; what is left out is empty. */
export const described = {
  categoryId: named,
  /** Printed below the name where an order is confirmed. */
  description: z
    .string()
    .trim()
    .max(1000)
    .nullish()
    .transform((text) => text || null),
  lengthMm: millimetres,
  widthMm: millimetres,
  heightMm: millimetres,
  /** ISO 3166-1: where it was made. */
  originCountry: z
    .union([z.enum(countryCodes()), z.literal('')], 'Choose a country.')
    .nullish()
    .transform((code) => code || null),
  /** The digits by which customs know it; blanks and points between them do not count. */
  tariffCode: z
    .string()
    .transform((text) => text.replace(/[\s.]/g, ''))
    .refine((text) => text === '' || /^\d{6,10}$/.test(text), 'Write its 6 to 10 digits.')
    .nullish()
    .transform((text) => text || null),
  /** Sold in its place once it is archived. */
  successorId: named,
}

export const productCategoryInput = z.strictObject({
  name: z.string().trim().min(1, 'Say how the category is called.').max(100),
})
export type ProductCategoryInput = z.infer<typeof productCategoryInput>
export const changeProductCategoryInput = productCategoryInput.extend({ id: z.uuid() })
