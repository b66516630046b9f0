import { z } from 'zod'

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,19}$/, 'Use letters, digits, dots and hyphens, at most 20.')
const name = z.string().trim().min(1, 'Say how it is called.').max(100)
/** Pickers walk through the bins in this order. */
const walkOrder = z.number().int().min(0).max(1_000_000)

export const warehouseInput = z.object({ code, name })
export type WarehouseInput = z.input<typeof warehouseInput>
export const renameWarehouseInput = z.object({ id: z.uuid(), name })
export const warehouseRef = z.object({ id: z.uuid() })

export const binInput = z.object({ warehouseId: z.uuid(), code, walkOrder })
export type BinInput = z.input<typeof binInput>
export const changeBinInput = z.object({ id: z.uuid(), walkOrder })
export const binRef = z.object({ id: z.uuid() })
