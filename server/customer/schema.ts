import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { isCountry } from '@/server/platform/place/country'
import { version } from '@/server/platform/web/input'

/** Optional text. An empty field of a form counts as left out. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null)

/** A part of an address. Left out, it stays; empty, it is removed. */
const addressPart = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => (text === undefined ? undefined : text || null))

export const country = z.string().refine(isCountry, 'Choose a country.')

/** The languages for customers, by ISO 639-1. */
export const languages = 'bg cs da de el en es et fi fr ga hr hu is it lt lv mt nl no pl pt ro sk sl sv tr uk'.split(
  ' ',
)

/** The language of a customer. */
export const language = z
  .union([z.literal(''), z.string().refine((code) => languages.includes(code), 'Choose a language.')])
  .nullish()
  .transform((code) => code || null)

/** Tags by which a customer is found. A repeated tag counts once. */
const tags = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(30)
      .regex(/^[^,]+$/, 'A comma separates tags.'),
  )
  .max(20, 'Twenty tags are enough.')
  .transform((given) => {
    const seen = new Map(given.map((tag) => [tag.toLowerCase(), tag] as const).toReversed())
    return [...seen.values()].sort()
  })

/** How an order is sent of which something is short: as it comes, all of it together, or what is there while the rest is closed. */
export const deliveryRules = ['PART', 'COMPLETE', 'CLOSE_REST', 'REFUSE'] as const
export const deliveryRule = z.enum(deliveryRules)
export type DeliveryRule = z.infer<typeof deliveryRule>

export const taxTreatments = ['DOMESTIC', 'EXEMPT', 'REVERSE_CHARGE', 'EXPORT'] as const

/** A customer as a form, a shop or a file gives it. What is left out comes from the organisation. */
export const customerInput = z.strictObject({
  name: z.string().trim().min(1, 'Say who the customer is.').max(200),
  email: z
    .union([z.literal(''), z.email('Write an e-mail address, such as anna@example.com.')])
    .nullish()
    .transform((email) => email || null),
  phone: optionalText(50),
  taxNumber: optionalText(40),
  registrationNumber: optionalText(40),
  taxTreatment: z.enum(taxTreatments).default('DOMESTIC'),
  country: country.optional(),
  paymentTermsId: z.uuid().optional(),
  payerId: z.uuid().nullish(),
  /** The address for invoices, and the one for goods where that is another. Further ones have verbs of their own. */
  billLine: addressPart(200),
  billExtra: addressPart(200),
  billPostcode: addressPart(20),
  billCity: addressPart(100),
  billRegion: addressPart(100),
  shipName: addressPart(200),
  shipLine: addressPart(200),
  shipExtra: addressPart(200),
  shipPostcode: addressPart(20),
  shipCity: addressPart(100),
  shipRegion: addressPart(100),
  shipCountry: z
    .union([z.literal(''), country])
    .nullish()
    .transform((code) => (code === undefined ? undefined : code || null)),
  externalKey: optionalText(200),
  groupId: z.uuid().nullish(),
  /** The member of the team who looks after them. */
  ownerId: z.uuid().nullish(),
  language,
  /** The carrier service that they prefer. */
  carrierServiceId: z.uuid().nullish(),
  /** Whether every order needs their own order number. */
  referenceRequired: z.boolean().default(false),
  /** Their orders are sent so, unless an order says something else. */
  deliveryRule: deliveryRule.default('PART'),
  tags: tags.default([]),
  note: optionalText(2000),
})
export type CustomerInput = z.input<typeof customerInput>
export type CustomerFacts = z.output<typeof customerInput>

export const createCustomerInput = customerInput.extend({ idempotencyKey: z.uuid().optional() })
export const changeCustomerInput = customerInput.extend({ id: z.uuid(), version: version.optional() })
export const customerRef = z.strictObject({ id: z.uuid() })

export const customerListInput = z.strictObject({
  ...pageInput,
  text: searchText,
  archived: z.boolean().default(false),
  held: z.boolean().optional(),
  groupId: z.uuid().optional(),
  ownerId: z.uuid().optional(),
  tag: z.string().trim().max(30).optional(),
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt']).default('name'),
})
export type CustomerListInput = z.input<typeof customerListInput>
export const customerListOf = ({ q, state, group, owner, ...said }: ListSearch): CustomerListInput =>
  readable(customerListInput, {
    ...said,
    text: q,
    held: state === 'held',
    archived: state === 'archived',
    groupId: group,
    ownerId: owner,
  })

export const customerSearchInput = z.strictObject({ text: z.string().trim().max(200).default('') })

export const customerGroupInput = z.strictObject({
  name: z.string().trim().min(1, 'Say how the group is called.').max(100),
})
export type CustomerGroupInput = z.input<typeof customerGroupInput>
export const changeCustomerGroupInput = customerGroupInput.extend({ id: z.uuid() })

/** The typed facts of a customer, by which the program finds duplicates. */
export const alikeInput = z.strictObject({
  /** The customer that is being changed. */
  id: z.uuid().optional(),
  name: z.string().trim().max(200).default(''),
  email: z.string().trim().max(254).default(''),
  taxNumber: z.string().trim().max(40).default(''),
  postcode: z.string().trim().max(20).default(''),
  country: country.optional(),
})
export type AlikeInput = z.input<typeof alikeInput>

/** A tax number that is being typed; without a country, of the organisation's. */
export const taxNumberInput = z.strictObject({ country: country.optional(), taxNumber: z.string().trim().max(40) })
export type TaxNumberInput = z.output<typeof taxNumberInput>

export const paymentTermsInput = z
  .strictObject({
    code: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9_-]{1,20}$/, 'Use letters, digits and hyphens, at most 20.'),
    name: z.string().trim().min(1, 'Say how the terms are called.').max(100),
    kind: z.enum(['NET', 'PREPAID', 'CASH']),
    dueDays: z.number().int().min(0).max(365),
  })
  .transform((terms) => (terms.kind === 'NET' ? terms : { ...terms, dueDays: 0 }))
export type PaymentTermsInput = z.input<typeof paymentTermsInput>
export const changePaymentTermsInput = z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(100) })
export const paymentTermsRef = z.strictObject({ id: z.uuid() })
