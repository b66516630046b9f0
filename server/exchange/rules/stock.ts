import { quantityToDecimal } from '@/server/platform/money/quantity'
import { productOf } from './called'
import {
  type Cells,
  formulasIn,
  isProblem,
  numberIn,
  type Problem,
  quantityIn,
  shown,
  withoutApostrophe,
} from './cells'
import type { Decided, Reading, SaidRow } from './decided'
import { wrongRow } from './decided'

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
  /** What lies in the bins that rows name. */
  content: ReadonlyMap<string, number>
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
}

/** What was there before, for taking it back. */
export interface StockBefore {
  warehouseId: string
  binCode: string
  was: number
  quantity: number
  unitCost: string | null
}

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

/** By what a row names a place of a product. */
export const stockKey = (cells: Cells): string | null =>
  cells.sku
    ? `b:${[cells.warehouse, cells.bin, withoutApostrophe(cells.sku)].map((part) => (part ?? '').toLowerCase()).join('/')}`
    : null

export const placeKey = (binId: string, productId: string): string => `${binId}/${productId}`

interface Place {
  warehouseId: string
  binId: string | null
  binCode: string
}

function placeIn(cells: Cells, product: StockedProduct | undefined, around: StockSurroundings): Place | Problem {
  const { warehouse: said, bin } = cells
  const warehouse = around.warehouses.find((one) =>
    said ? same(one.code, said) || same(one.name, said) : one.isDefault,
  )
  if (!warehouse) return { field: 'warehouse', code: 'WAREHOUSE_UNKNOWN', parameters: { text: shown(said ?? '') } }
  const home = product?.levels.find((level) => level.warehouseId === warehouse.id)?.homeBinId
  const own = around.bins.filter((one) => one.warehouseId === warehouse.id)
  const found = own.find((one) => (bin ? same(one.code, bin) : one.id === home))
  if (found?.archived) return { field: 'bin', code: 'BIN_ARCHIVED' }
  if (!found && !bin) return { field: 'bin', code: 'SAID', parameters: { words: 'Say in which bin it lies.' } }
  if (bin && bin.length > 40) return { field: 'bin', code: 'NUMBER_TOO_LONG' }
  return { warehouseId: warehouse.id, binId: found?.id ?? null, binCode: found?.code ?? (bin as string) }
}

/** What becomes of a row of opening stock: so much of a product lies in a bin from now on. */
export function decideStock(
  { place, cells }: SaidRow,
  around: StockSurroundings,
  reading: Reading,
): Decided<StockWrite> {
  const key = stockKey(cells)
  const sku = withoutApostrophe(cells.sku ?? '')
  const product = productOf(around.products, sku)
  const at = placeIn(cells, product, around)
  const quantity = cells.quantity
    ? quantityIn('quantity', cells.quantity, product?.places ?? 0, reading)
    : ({ field: 'quantity', code: 'SAID', parameters: { words: 'This is missing.' } } as const)
  const cost = cells.cost ? numberIn('cost', cells.cost, reading) : null
  const problems: Problem[] = [...formulasIn(cells), ...[at, quantity, cost].filter(isProblem)]
  if (!product) problems.push({ field: 'sku', code: 'PRODUCT_UNKNOWN', parameters: { text: shown(sku) } })
  else if (product.archived) problems.push({ field: 'sku', code: 'PRODUCT_ARCHIVED' })
  else if (product.kind !== 'GOODS') problems.push({ field: 'sku', code: 'NOT_GOODS' })
  else if (product.tracking !== 'NONE')
    problems.push({
      field: 'sku',
      code: 'SAID',
      parameters: { words: 'It is kept by lot: take it in under Goods in.' },
    })
  if (!isProblem(quantity) && (quantity < 0 || quantity > 1_000_000_000))
    problems.push({ field: 'quantity', code: 'QUANTITY_RANGE' })
  if (!isProblem(cost) && cost !== null && !/^\d{1,12}(\.\d{1,6})?$/.test(cost))
    problems.push({ field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: shown(cost) } })
  if (problems.length > 0 || !product || isProblem(at) || isProblem(quantity) || isProblem(cost))
    return wrongRow(place, key, problems)
  const was = around.content.get(placeKey(at.binId ?? '', product.id)) ?? 0
  const free = product.levels.find((level) => level.warehouseId === at.warehouseId)?.free ?? 0
  if (quantity < was && free + quantity - was < 0)
    return wrongRow(place, key, [{ field: 'quantity', code: 'STOCK_RESERVED' }])
  const costChanges = cost !== null && Number(cost) !== Number(product.unitCost ?? Number.NaN)
  const outcome = quantity === was && !costChanges ? 'SAME' : was === 0 && quantity > 0 ? 'NEW' : 'CHANGED'
  const before: StockBefore = {
    warehouseId: at.warehouseId,
    binCode: at.binCode,
    was,
    quantity,
    unitCost: costChanges ? product.unitCost : null,
  }
  return {
    place,
    key,
    outcome,
    recordId: product.id,
    changes: [
      ...(quantity === was
        ? []
        : [['quantity', quantityToDecimal(was, product.places), quantityToDecimal(quantity, product.places)] as const]),
      ...(costChanges ? [['cost', product.unitCost ?? '', cost ?? ''] as const] : []),
    ],
    problems: [],
    before: outcome === 'SAME' ? null : before,
    write:
      outcome === 'SAME'
        ? null
        : { productId: product.id, ...at, was, quantity, places: product.places, unitCost: costChanges ? cost : null },
  }
}
