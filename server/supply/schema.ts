import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { isCountry } from '@/server/platform/place/country'
import { day, version } from '@/server/platform/web/input'

/** Text that may be left out; an emptied field of a form counts as left out. */
const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null)

const idempotencyKey = z.string().min(1).max(255).optional()

/** A supplier as a form gives it. */
export const supplierInput = z.strictObject({
  name: z.string().trim().min(1, 'Say who the supplier is.').max(200),
  contact: optionalText(200),
  email: z
    .union([z.literal(''), z.email('Write an e-mail address, such as anna@example.com.')])
    .nullish()
    .transform((email) => email || null),
  phone: optionalText(50),
  addressLine: optionalText(200),
  postcode: optionalText(20),
  city: optionalText(100),
  country: z.string().refine(isCountry, 'Choose a country.').optional(),
  /** Calendar days from the order to the goods. */
  leadDays: z.number({ error: 'Write a number of days.' }).int().min(0).max(365).default(7),
  note: optionalText(2000),
})
export type SupplierInput = z.input<typeof supplierInput>
export const createSupplierInput = supplierInput.extend({ idempotencyKey })
export const changeSupplierInput = supplierInput.extend({ id: z.uuid(), version: version.optional() })
export type ChangeSupplierInput = z.input<typeof changeSupplierInput>
export const supplierRef = z.strictObject({ id: z.uuid() })

export const supplierListInput = z.strictObject({
  ...pageInput,
  q: searchText,
  archived: z.boolean().default(false),
  sort: z.enum(['name', '-name']).default('name'),
})
export type SupplierListInput = z.input<typeof supplierListInput>
export const supplierListOf = ({ state, ...said }: ListSearch): SupplierListInput =>
  readable(supplierListInput, { ...said, archived: state === 'archived' })
export const supplierSearchInput = z.strictObject({ text: z.string().trim().max(200).default('') })

const plannedLine = {
  productId: z.uuid(),
  quantity: z.number().int().positive().max(1_000_000_000),
  /** When it is expected; the day of the whole when left out. */
  expectedOn: day.optional(),
  /** For one unit. */
  unitCost: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/, 'A cost with at most six decimal places')
    .optional(),
}

const plannedFacts = z.strictObject({
  reference: optionalText(100),
  note: optionalText(2000),
  /** The supplier's lead time from today when left out. */
  expectedOn: day.optional(),
})

/** What is bought from a supplier: a purchase list. */
export const planInput = plannedFacts.extend({
  supplierId: z.uuid(),
  /** Where it comes in; the default warehouse when left out. */
  warehouseId: z.uuid().optional(),
  lines: z.array(z.strictObject(plannedLine)).min(1, 'Add a product.').max(500),
  idempotencyKey,
})
export type PlanInput = z.input<typeof planInput>

/** A planned receipt as it is to be from now on: lines without an id are new, those that are left out go. */
export const changePlannedInput = plannedFacts.extend({
  id: z.uuid(),
  version: version.optional(),
  lines: z
    .array(z.strictObject({ ...plannedLine, id: z.uuid().optional() }))
    .min(1, 'Add a product.')
    .max(500),
})
export type ChangePlannedInput = z.input<typeof changePlannedInput>

export const plannedRef = z.strictObject({ id: z.uuid() })
/** Another day for all that is still open. */
export const expectInput = z.strictObject({ id: z.uuid(), expectedOn: day })
export type ExpectInput = z.infer<typeof expectInput>

/** What is still expected, what of it is late, or what is over. */
export const plannedViews = ['EXPECTED', 'LATE', 'RECEIVED', 'CANCELLED', 'ALL'] as const
export const plannedListInput = z.strictObject({
  ...pageInput,
  /** Number, the supplier's number or name. */
  q: searchText,
  state: z.enum(plannedViews).default('EXPECTED'),
  supplierId: z.uuid().optional(),
  productId: z.uuid().optional(),
  sort: z.enum(['expectedOn', '-expectedOn']).default('expectedOn'),
})
export type PlannedListInput = z.input<typeof plannedListInput>
export const plannedListOf = ({ supplier, product, ...said }: ListSearch): PlannedListInput =>
  readable(plannedListInput, { ...said, supplierId: supplier, productId: product })

/** How a product is bought from now on. */
export const supplyInput = z.strictObject({
  productId: z.uuid(),
  supplierId: z.uuid().nullable(),
  reorderPoint: z.number({ error: 'Write a number of units.' }).int().min(0).max(1_000_000_000),
  /** Bought in so many units at once. */
  multiple: z.number({ error: 'Write a number of units.' }).int().min(1).max(1_000_000),
  unitCost: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/, 'A cost with at most six decimal places')
    .nullable(),
})
export type SupplyInput = z.infer<typeof supplyInput>
export const supplyRef = z.strictObject({ productId: z.uuid() })

/** What is proposed to be bought, as a person leaves it. */
export const planProposedInput = z.strictObject({
  lines: z
    .array(z.strictObject({ ...plannedLine, supplierId: z.uuid() }))
    .min(1, 'Choose a product.')
    .max(500),
  idempotencyKey,
})
export type PlanProposedInput = z.input<typeof planProposedInput>
