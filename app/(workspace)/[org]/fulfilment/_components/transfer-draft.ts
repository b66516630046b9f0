import type { StockRow } from '@/server/inventory/queries/stock'

export interface TransferLine {
  /** Also when its lot is chosen otherwise later. */
  key: string
  product: StockRow
  quantity: number | null
  /** Empty: what should leave first. */
  lot?: string
}

export interface TransferDraft {
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

interface Proposed {
  fromId: string
  toId: string
  sku: string
  quantity: number
}

/** A proposed transfer as the search of the form's address: from where, to where, and each product as `12~SKU`. */
export function proposedSearch(rows: readonly Proposed[]): string {
  const search = new URLSearchParams()
  search.set('from', rows[0]?.fromId ?? '')
  search.set('to', rows[0]?.toId ?? '')
  for (const { sku, quantity } of rows) search.append('goods', `${quantity}~${sku}`)
  return search.toString()
}

/** The products and quantities of such an address; what cannot be read is left out. */
export const goodsOf = (search: URLSearchParams): { sku: string; quantity: number }[] =>
  search.getAll('goods').flatMap((text) => {
    const [, quantity, sku] = /^(\d{1,9})~(.+)$/.exec(text) ?? []
    return sku && Number(quantity) > 0 ? [{ sku, quantity: Number(quantity) }] : []
  })
