import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,19}$/, 'Use letters, digits, dots and hyphens, at most 20.')
const name = z.string().trim().min(1, 'Say how it is called.').max(100)
/** Pickers walk through the bins in this order. */
const walkOrder = z.number().int().min(0).max(1_000_000)

export const warehouseInput = z.strictObject({ code, name })
export type WarehouseInput = z.input<typeof warehouseInput>
export const renameWarehouseInput = z.strictObject({ id: z.uuid(), name })

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
  sort: z.enum(['sku', '-sku']).optional(),
  ...pageInput,
})
export type StockListInput = z.input<typeof stockListInput>
export const stockListOf = (said: ListSearch): StockListInput => readable(stockListInput, said)

export const productIdInput = z.strictObject({ productId: z.uuid() })
export const codeInput = z.strictObject({ code: z.string().trim().min(1).max(100) })
export const homeBinInput = z.strictObject({ productId: z.uuid(), binId: z.uuid() })
export type HomeBinInput = z.infer<typeof homeBinInput>
