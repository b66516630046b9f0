import type { StockRow } from '@/server/inventory/queries/stock'

export interface TransferLine {
  /** Also when its lot is chosen otherwise later. */
  key: string
  product: StockRow
  quantity: number | null
  /** Empty: what should leave first. */
  lot?: string
}

interface TransferDraft {
  from: string
  to: string
  expectedOn: string
  note: string
  lines: readonly TransferLine[]
}

export const nothing: TransferDraft = { from: '', to: '', expectedOn: '', note: '', lines: [] }

/** The lines with so much more of a product, or of one of its lots: each lot is a line of its own. */
export function withMore(lines: readonly TransferLine[], product: StockRow, more: number, lot = ''): TransferLine[] {
  const key = `${product.productId}/${lot}`
  const known = lines.find((line) => line.key === key)
  if (!known) return [{ key, product, quantity: more, ...(lot ? { lot } : {}) }, ...lines]
  return lines.map((line) => (line === known ? { ...line, quantity: (line.quantity ?? 0) + more } : line))
}
