import type { Described, Pack, ProductKind, ReturnableArticle, SoldIn, Tracking } from '@/server/catalog/rules'
import type { Measure } from '@/server/platform/money/quantity'
import type { KnownPackaging } from './product-returnables'

/** A product as a file can say it. */
interface FileProduct extends Measure, SoldIn, Described {
  sku: string
  gtin: string | null
  name: string
  kind: ProductKind
  taxCategoryId: string
  unitPrice: string
  priceQuantity: number
  floorPrice: string | null
  weightGrams: number
  refusesShort: boolean
  tracking: Tracking
}

/** A product that is there already. */
export interface KnownProduct extends FileProduct {
  id: string
  categoryName: string | null
  successorSku: string | null
  /** The smallest first. */
  packs: Pack[]
  returnables: ReturnableArticle[]
  /** What a unit costs, where that is known. */
  unitCost: string | null
  archived: boolean
}

export interface KnownTax {
  id: string
  name: string
  code: string
  rate: string
  isDefault: boolean
}

export interface KnownCategory {
  id: string
  name: string
  archived: boolean
}

/** A product that takes the place of another one, and the one that takes its own. */
export interface KnownSuccessor {
  id: string
  sku: string
  successorSku: string | null
}

export interface ProductSurroundings {
  known: readonly KnownProduct[]
  /** The products in use that have a barcode of these rows, by its fourteen digits. */
  gtins: ReadonlyMap<string, string>
  taxes: readonly KnownTax[]
  /** The packaging that comes back. */
  packaging: readonly KnownPackaging[]
  categories: readonly KnownCategory[]
  /** The products that rows name as successors, and those behind them. */
  successors: readonly KnownSuccessor[]
  /** SKUs in small letters that other rows of the file give, with the successor that they say. */
  toCome: ReadonlyMap<string, string | null>
}

export interface ProductWrite extends FileProduct {
  /** Only where they change. */
  packs?: Pack[]
  returnables?: { returnableId: string; per: number }[]
  priceBefore: string
  /** What a unit costs from now on; null: as before. */
  newCost: string | null
  /** It goes out of use, or comes in so. */
  isOut: boolean
  /** A category that has to be made first, by its name. */
  newCategory: string | null
  /** The SKU of a successor that the same file makes. */
  newSuccessor: string | null
}
