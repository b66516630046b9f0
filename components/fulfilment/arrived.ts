import type { Tracking } from '@/server/catalog/rules'

interface Product {
  productId: string
  sku: string
  tracking: Tracking
}

interface Line {
  product: Product
  quantity: number | null
  lot?: string
}

/**
 * The lines of goods in with a pasted row, which names no lot: it joins the line of its product that has none yet. A piece with a serial
 * number is a line of its own. Null where the row cannot be meant: several pieces under one serial number.
 */
export function withPasted<One extends Line>(lines: readonly One[], made: One & { quantity: number }): One[] | null {
  const { product, quantity } = made
  if (product.tracking === 'SERIAL') return quantity === 1 ? [...lines, made] : null
  const at = lines.findIndex((line) => line.product.productId === product.productId && !line.lot)
  if (at < 0) return [...lines, made]
  return lines.map((line, index) => (index === at ? { ...line, quantity: (line.quantity ?? 0) + quantity } : line))
}

/** Why a pasted row of several pieces was not taken. */
export const oneSerialEach = (sku: string): string =>
  `Each ${sku} has a serial number of its own: scan the pieces, or paste a row of 1 for each.`
