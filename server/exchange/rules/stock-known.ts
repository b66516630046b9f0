import type { KnownLot } from '@/server/inventory/queries/lots'

/** A product whose stock rows speak of. */
export interface StockedProduct {
  id: string
  sku: string
  kind: string
  archived: boolean
  tracking: string
  places: number
  unitCost: string | null
  levels: { warehouseId: string; homeBinId: string | null; free: number }[]
}

export interface StockSurroundings {
  products: readonly StockedProduct[]
  warehouses: readonly { id: string; code: string; name: string; isDefault: boolean }[]
  bins: readonly { id: string; code: string; warehouseId: string; archived: boolean }[]
  /** What lies in the bins that rows name, lot by lot. */
  content: ReadonlyMap<string, number>
  /** The lots that rows name, by product and number. */
  lots: ReadonlyMap<string, KnownLot>
}

export interface StockWrite {
  productId: string
  warehouseId: string
  /** Null for a bin that has to be made first. */
  binId: string | null
  binCode: string
  was: number
  quantity: number
  places: number
  unitCost: string | null
  /** Empty for a product without lots. */
  lot: string
  /** A last day that is written to the lot. */
  expiresOn: string | null
}

/** What was there before, for taking it back. */
export interface StockBefore {
  warehouseId: string
  binCode: string
  was: number
  quantity: number
  /** What a unit cost, and costs since, where the row changed it. */
  costWas?: string | null
  costSet?: string
  lot?: string
  /** The last day that a lot which was here already was given. */
  expiresOn?: string | null
}

/** By what the place of a product, or of a lot of it, is found. */
export const placeKey = (binId: string, productId: string, lot = ''): string =>
  [binId, productId, ...(lot ? [lot] : [])].join('/')
