import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'

const articleFacts = {
  customerId: z.uuid(),
  productId: z.uuid('Choose the product.'),
  /** What they call it by: their own number. */
  number: z.string().trim().min(1, 'Write the number that they use.').max(60),
  /** Their own words for it. */
  description: z
    .string()
    .trim()
    .max(300)
    .nullish()
    .transform((text) => text || null),
}

export const articleInput = z.strictObject(articleFacts)
export type ArticleInput = z.input<typeof articleInput>
export const articleRef = z.strictObject({ customerId: z.uuid(), productId: z.uuid() })
export type ArticleRef = z.infer<typeof articleRef>

export const articleListInput = z.strictObject({
  ...pageInput,
  customerId: z.uuid().optional(),
  productId: z.uuid().optional(),
  /** A part of their number or words, or of the product's SKU or name. */
  q: searchText,
  sort: z.enum(['number', '-number', 'sku', '-sku']).default('number'),
})
export type ArticleListInput = z.input<typeof articleListInput>
export const articleListOf = ({ customer, product, ...said }: ListSearch): ArticleListInput =>
  readable(articleListInput, { ...said, customerId: customer, productId: product })
