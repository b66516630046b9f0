import { z } from 'zod'
import { freightTable } from '@/server/carrier/schema'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { compareDecimals } from '@/server/platform/money/decimal'
import { day, version } from '@/server/platform/web/input'
import { audiences } from './rules/prices'
import { chargeKinds } from './rules/whole'

const price = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'Write a price of at least 0, with at most six decimal places.')
const percent = z
  .string()
  .trim()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'Write so many percent, such as 12.5.')
  .refine(
    // The pattern above refuses what is no percentage.
    (text) =>
      !/^\d{1,3}(\.\d{1,4})?$/.test(text) || (compareDecimals(text, '0') > 0 && compareDecimals(text, '100') <= 0),
    'More than 0, and at most 100.',
  )

const listFacts = {
  name: z.string().trim().min(1, 'Say what the list is called.').max(100),
  validFrom: day,
  /** The last day on which it holds. Without it, it holds until further notice. */
  validTo: day.nullish(),
}
const inOrder = <T extends { validFrom: string; validTo?: string | null | undefined }>({ validFrom, validTo }: T) =>
  !validTo || validTo >= validFrom
const disordered = { path: ['validTo'], error: 'The last day is before the first.' }

export const priceListInput = z
  .strictObject({
    ...listFacts,
    audience: z.enum(audiences),
    /** Whether its prices contain the tax of each product. It stays as it was made. */
    withTax: z.boolean().default(false),
    customerId: z.uuid().optional(),
    groupId: z.uuid().optional(),
  })
  .refine(inOrder, disordered)
  .refine(({ audience, customerId }) => (audience === 'CUSTOMER') === (customerId !== undefined), {
    path: ['customerId'],
    error: 'Choose the customer it is for.',
  })
  .refine(({ audience, groupId }) => (audience === 'GROUP') === (groupId !== undefined), {
    path: ['groupId'],
    error: 'Choose the group it is for.',
  })
export type PriceListInput = z.input<typeof priceListInput>
export const changePriceListInput = z
  .strictObject({ ...listFacts, id: z.uuid(), version: version.optional() })
  .refine(inOrder, disordered)
export type ChangePriceListInput = z.input<typeof changePriceListInput>
export const priceListRef = z.strictObject({ id: z.uuid() })

const entryFacts = {
  fromQuantity: z.number().int().min(1).max(1_000_000_000).default(1),
  /** For the same number of units as the product's own price. Either this or `percentOff`. */
  unitPrice: price.optional(),
  /** Off the product's own price. */
  percentOff: percent.optional(),
}
const one = <T extends { unitPrice?: string | undefined; percentOff?: string | undefined }>(entry: T) =>
  (entry.unitPrice === undefined) !== (entry.percentOff === undefined)
const either = { path: ['unitPrice'], error: 'Write a price, or so many percent off, and not both.' }

export const addEntryInput = z
  .strictObject({ priceListId: z.uuid(), productId: z.uuid(), ...entryFacts })
  .refine(one, either)
export type AddEntryInput = z.input<typeof addEntryInput>
/** Rows of a spreadsheet. */
export const addEntriesInput = z.strictObject({
  priceListId: z.uuid(),
  entries: z
    .array(z.strictObject({ productId: z.uuid(), ...entryFacts }).refine(one, either))
    .min(1)
    .max(500, 'At most 500 prices at once.'),
})
export type AddEntriesInput = z.input<typeof addEntriesInput>
export const changeEntryInput = z.strictObject({ id: z.uuid(), ...entryFacts }).refine(one, either)
export type ChangeEntryInput = z.input<typeof changeEntryInput>
export const entryRef = z.strictObject({ id: z.uuid() })

export const priceListsInput = z.strictObject({
  ...pageInput,
  /** A part of the list's name, or of the customer's. */
  q: searchText,
  audience: z.enum(audiences).optional(),
  /** HOLDS: today. */
  state: z.enum(['HOLDS', 'COMING', 'OVER', 'ARCHIVED']).optional(),
  customerId: z.uuid().optional(),
  sort: z.enum(['name', '-name', 'validFrom', '-validFrom']).default('name'),
})
export type PriceListsInput = z.input<typeof priceListsInput>
export const priceListsOf = ({ customer, ...said }: ListSearch): PriceListsInput =>
  readable(priceListsInput, { ...said, customerId: customer })

export const entriesInput = z.strictObject({
  ...pageInput,
  priceListId: z.uuid(),
  /** SKU, name or barcode of a product. */
  q: searchText,
})
export type EntriesInput = z.input<typeof entriesInput>
export const entriesOf = ({ list, ...said }: ListSearch): EntriesInput =>
  readable(entriesInput, { ...said, priceListId: list }) as EntriesInput

/** A discount on a price with its reason: a percentage, or an amount for the same number of units as the price. */
export const lineDiscount = z
  .strictObject({ percent: percent.optional(), amount: price.optional(), reasonId: z.uuid() })
  .refine(({ percent, amount }) => (percent === undefined) !== (amount === undefined), {
    path: ['percent'],
    error: 'Write percent or an amount, and not both.',
  })
  .refine(({ amount }) => amount === undefined || Number(amount) !== 0, { path: ['amount'], error: 'More than 0.' })

/** What is charged beside the lines: by a person or a shop, in place of what the settings ask where they ask it too. */
export const typedCharge = z.strictObject({
  kind: z.enum(chargeKinds),
  /** Before tax. Nought: this is not charged. */
  amount: price,
  description: z.string().trim().min(1).max(100).optional(),
})

/** The discount and charges of a whole order or quote. */
export const wholeFields = {
  /** The discount on all lines together: a percentage or an amount. */
  discount: lineDiscount.optional(),
  charges: z
    .array(typedCharge)
    .max(10)
    .refine((all) => new Set(all.map(({ kind, description }) => `${kind} ${description}`)).size === all.length, {
      error: 'The same charge is there twice.',
    })
    .optional(),
}

const chargeAmount = z.bigint().min(1n, 'Write an amount above zero.').max(1_000_000_000_000n).nullable()
/** What the settings charge beside the lines, in minor units before tax; null: not. */
export const chargePolicyInput = z
  .strictObject({
    freight: freightTable.nullable(),
    smallBelowMinor: chargeAmount,
    smallMinor: chargeAmount,
    minimumMinor: chargeAmount,
    /** With the last invoice of an order; otherwise with the first. */
    withLast: z.boolean(),
  })
  .refine(({ smallMinor, smallBelowMinor }) => (smallMinor === null) === (smallBelowMinor === null), {
    path: ['smallMinor'],
    error: 'Say both: the surcharge, and below which value.',
  })
export type ChargePolicyInput = z.input<typeof chargePolicyInput>

export const reasonInput = z.strictObject({
  name: z.string().trim().min(1, 'Say what the reason is called.').max(100),
})
export type ReasonInput = z.input<typeof reasonInput>
export const changeReasonInput = reasonInput.extend({ id: z.uuid() })
export const reasonRef = z.strictObject({ id: z.uuid() })

export const pricesOfProductInput = z.strictObject({ productId: z.uuid() })
export const listsOfCustomerInput = z.strictObject({ customerId: z.uuid() })
