import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { isCountry } from '@/server/platform/place/country'
import { day, version } from '@/server/platform/web/input'
import { servingRules } from './rules/serving'

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,19}$/, 'Use letters, digits, dots and hyphens, at most 20.')
const name = z.string().trim().min(1, 'Say how it is called.').max(100)
const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null)
/** Pickers walk through the bins in this order. */
const walkOrder = z.number().int().min(0).max(1_000_000)

const place = {
  name,
  addressLine: optionalText(200),
  postcode: optionalText(20),
  city: optionalText(100),
  /** That of the organisation when left out. */
  country: z.string().refine(isCountry, 'Choose a country.').optional(),
  /** Beginnings of postcodes that it serves first. */
  postcodes: z.array(z.string().trim().min(1).max(20)).max(200).default([]),
  /** The lower, the earlier, among warehouses that are equally near. */
  rank: z.number({ error: 'Write a number.' }).int('A whole number.').min(0).max(1_000_000).default(100),
}
export const warehouseInput = z.strictObject({ code, ...place })
export type WarehouseInput = z.input<typeof warehouseInput>
export const changeWarehouseInput = z.strictObject({ id: z.uuid(), version: version.optional(), ...place })
export type ChangeWarehouseInput = z.input<typeof changeWarehouseInput>
export const warehouseRef = z.strictObject({ id: z.uuid() })
export const servingRuleInput = z.strictObject({ rule: z.enum(servingRules) })

/** The bin into which a warehouse receives; null: goods go to their home bins at once. */
export const receiveIntoInput = z.strictObject({ warehouseId: z.uuid(), binId: z.uuid().nullable() })

export const binInput = z.strictObject({ warehouseId: z.uuid(), code, walkOrder })
export type BinInput = z.input<typeof binInput>
export const changeBinInput = z.strictObject({ id: z.uuid(), walkOrder })
export const binRef = z.strictObject({ id: z.uuid() })

/** The input of the list of stock. */
export const stockListInput = z.strictObject({
  /** SKU, name or GTIN. */
  q: searchText,
  /** Orders wait for it; nothing is left to promise; something is reserved or picked. */
  state: z.enum(['WAITED_FOR', 'NOTHING_FREE', 'IN_USE']).optional(),
  /** The default one when none is named. */
  warehouseId: z.uuid().optional(),
  sort: z.enum(['sku', '-sku']).optional(),
  ...pageInput,
})
export type StockListInput = z.input<typeof stockListInput>
export const stockListOf = ({ warehouse, ...said }: ListSearch): StockListInput =>
  readable(stockListInput, { ...said, warehouseId: warehouse })

export const productIdInput = z.strictObject({ productId: z.uuid() })
export const codeInput = z.strictObject({ code: z.string().trim().min(1).max(100) })
/** A product in a warehouse, the default one when none is named. */
export const stockInput = z.strictObject({ productId: z.uuid(), warehouseId: z.uuid().optional() })
export type StockInput = z.infer<typeof stockInput>
/** What a scanner read, or a person `typed` or pasted. */
export const stockCodeInput = codeInput.extend({ warehouseId: z.uuid().optional(), typed: z.boolean().optional() })
export type StockCodeInput = z.infer<typeof stockCodeInput>
export const homeBinInput = z.strictObject({ productId: z.uuid(), binId: z.uuid() })
export type HomeBinInput = z.infer<typeof homeBinInput>

export const lotNumber = z
  .string()
  .trim()
  .min(1, 'Give the number of the lot.')
  .max(60)
  .regex(/^[^\p{C}]+$/u, 'Use letters, digits and signs.')
/** A lot as a person or a scanner names it; a serial number is the lot of one piece. */
export const namedLot = z.strictObject({
  number: lotNumber,
  /** The last day on which it may be sold. */
  expiresOn: day.optional(),
  /** What the supplier says of it. */
  note: z.string().trim().max(500).optional(),
})
