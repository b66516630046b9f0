import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { rateFits } from '@/server/platform/money/tax'
import { version } from '@/server/platform/web/input'
import { packCodes } from '@/server/platform/words/packs'
import { unitCodes } from '@/server/platform/words/units'
import { isGtin, packSaidTwice, productKinds, trackings } from './rules'
import { described } from './schema/described'

const gtin = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .refine(
    (text) => text === '' || isGtin(text),
    'The check digit is wrong, or it is no GTIN of 8, 12, 13 or 14 digits.',
  )
  .nullish()
  .transform((text) => text || null)

/** A decimal in text, at most six places, '1234.5'. */
export const unitPrice = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'Write a price of at least 0, with at most six decimal places.')

const rate = z
  .string()
  .trim()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'Write a rate in percent, such as 5.5.')

const soldIn = z.number({ error: 'Write a quantity.' }).int().min(1).max(1_000_000_000).default(1)

/** The unit of a product by UN/ECE Recommendation 20, and the decimal places of its quantities. */
const measure = { unit: z.enum(unitCodes), places: z.number().int().min(0).max(3) }

/** A pack in which it is sold and scanned too, with how much it holds in smallest units. */
const pack = z.strictObject({
  unit: z.enum(packCodes),
  quantity: z
    .number({ error: 'Say how much it holds.' })
    .int()
    .min(2, 'A pack holds more than the smallest quantity.')
    .max(1_000_000_000),
  gtin,
})
const packs = z.array(pack).max(12)

/** The packaging in which it goes out and that comes back: one for each so many of its smallest units. */
const returnables = z
  .array(
    z.strictObject({
      returnableId: z.uuid(),
      per: z.number({ error: 'Say for how many one is.' }).int().min(1).max(1_000_000_000),
    }),
  )
  .max(6)
  .refine((list) => new Set(list.map((one) => one.returnableId)).size === list.length, 'Name each packaging once.')

/** Each pack of a product has a name and a barcode of its own. */
function eachOnce(
  product: { gtin: string | null; packs?: z.output<typeof packs> | undefined },
  context: z.core.$RefinementCtx,
): void {
  const twice = packSaidTwice(product.packs ?? [], product.gtin)
  if (!twice) return
  const message =
    twice.what === 'unit' ? 'The product has this pack already.' : 'The product or another pack of it has this barcode.'
  context.addIssue({ code: 'custom', path: ['packs', twice.at, twice.what], message, input: product.packs })
}

/** The facts of a product that can be changed. Its kind and SKU never change, and its unit only until it is used. */
const productFacts = z.strictObject({
  gtin,
  name: z.string().trim().min(1, 'Say what the product is called.').max(300),
  taxCategoryId: z.uuid().optional(),
  unitPrice,
  /** Of its units; 100 of a product that is sold by the metre are 100 metres. */
  priceQuantity: z.number().int().min(1).max(100_000).default(1),
  /** For the same number of units as the price. Only people with the permission may sell below it. */
  floorPrice: unitPrice.nullish().transform((price) => price ?? null),
  weightGrams: z.number().int().min(0).max(100_000_000).default(0),
  /** An order of more than can be promised is refused instead of waiting for stock. */
  refusesShort: z.boolean().default(false),
  /** Sold from this on and in whole multiples of that, in smallest units. */
  minQuantity: soldIn,
  multiple: soldIn,
  /** Left out, they stay. */
  packs: packs.optional(),
  /** Left out, they stay. */
  returnables: returnables.optional(),
  ...described,
})

const newProduct = productFacts.extend({
  sku: z.string().trim().min(1, 'Give it a SKU.').max(60),
  kind: z.enum(productKinds).default('GOODS'),
  unit: measure.unit.default('C62'),
  places: measure.places.default(0),
  /** Whether its stock is kept by lot, or piece by piece. */
  tracking: z.enum(trackings).default('NONE'),
})
export const productInput = newProduct.superRefine(eachOnce)
export type ProductInput = z.input<typeof productInput>

export const createProductInput = newProduct.extend({ idempotencyKey: z.uuid().optional() }).superRefine(eachOnce)
export const changeProductInput = productFacts
  .extend({
    id: z.uuid(),
    version: version.optional(),
    /** Left out, they stay. */
    unit: measure.unit.optional(),
    places: measure.places.optional(),
    tracking: z.enum(trackings).optional(),
  })
  .superRefine(eachOnce)
export type ChangeProductInput = z.input<typeof changeProductInput>
/** The tax category of a line that names no product; left out, the default one. */
export const freeTextInput = z.strictObject({ taxCategoryId: z.uuid().optional() })
export type FreeTextInput = z.infer<typeof freeTextInput>

export const productRef = z.strictObject({ id: z.uuid() })

export const productListInput = z.strictObject({
  ...pageInput,
  text: searchText,
  kind: z.enum(productKinds).optional(),
  categoryId: z.uuid().optional(),
  archived: z.boolean().default(false),
  sort: z.enum(['sku', '-sku', 'name', '-name']).default('name'),
})
export type ProductListInput = z.input<typeof productListInput>
export const productListOf = ({ q, state, category, ...said }: ListSearch): ProductListInput =>
  readable(productListInput, { ...said, text: q, categoryId: category, archived: state === 'archived' })

/** The customer who is being served; their own numbers find products too. */
const served = z.uuid().optional()

export const productSearchInput = z.strictObject({ text: z.string().trim().max(200).default(''), customerId: served })

export const productCodesInput = z.strictObject({ codes: z.array(z.string().max(200)).max(2500), customerId: served })

const taxCategoryFacts = z.strictObject({
  name: z.string().trim().min(1, 'Say how the category is called.').max(100),
  rate,
})
export const taxCategoryInput = taxCategoryFacts
  .extend({ code: z.enum(['S', 'AA', 'Z', 'E', 'AE', 'G', 'O', 'K']) })
  .refine(({ code, rate }) => rateFits(code, rate), { path: ['rate'], error: 'What is not taxed has a rate of 0.' })
export type TaxCategoryInput = z.input<typeof taxCategoryInput>
export const changeTaxCategoryInput = taxCategoryFacts.extend({ id: z.uuid() })
export const taxCategoryRef = z.strictObject({ id: z.uuid() })
