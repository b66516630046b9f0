import { quantityToDecimal } from '@/server/platform/money/quantity'
import { productOf } from './called'
import { type Cells, formulasIn, isProblem, type Problem, quantityIn, shown, withoutApostrophe } from './cells'
import { currencyWrong, moneyIn } from './currency'
import { type Decided, madeNew, type Reading, type SaidRow, wrongRow } from './decided'
import { placeKey, type StockBefore, type StockedProduct, type StockSurroundings, type StockWrite } from './stock-known'
import { lotIn, type SaidLot, serialProblem } from './stock-lot'

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

/** By what a row names a place of a product, or of a lot of it. */
export function stockKey(cells: Cells): string | null {
  if (!cells.sku) return null
  const place = [cells.warehouse, cells.bin, withoutApostrophe(cells.sku)].map((part) => (part ?? '').toLowerCase())
  return `b:${[...place, ...(cells.lot ? [withoutApostrophe(cells.lot)] : [])].join('/')}`
}

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
  const cost = cells.cost ? moneyIn('cost', cells.cost, reading) : null
  const lot = product ? lotIn(cells, product, around, reading) : null
  const problems: Problem[] = [
    ...formulasIn(cells),
    ...currencyWrong(cells, reading),
    ...[at, quantity, cost, lot].filter(isProblem),
  ]
  if (!product) problems.push({ field: 'sku', code: 'PRODUCT_UNKNOWN', parameters: { text: shown(sku) } })
  else if (product.archived) problems.push({ field: 'sku', code: 'PRODUCT_ARCHIVED' })
  else if (product.kind !== 'GOODS') problems.push({ field: 'sku', code: 'NOT_GOODS' })
  if (!isProblem(quantity) && (quantity < 0 || quantity > 1_000_000_000))
    problems.push({ field: 'quantity', code: 'QUANTITY_RANGE' })
  if (!isProblem(cost) && cost !== null && !/^\d{1,12}(\.\d{1,6})?$/.test(cost))
    problems.push({ field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: shown(cost) } })
  if (
    problems.length > 0 ||
    !product ||
    !lot ||
    isProblem(lot) ||
    isProblem(at) ||
    isProblem(quantity) ||
    isProblem(cost)
  )
    return wrongRow(place, key, problems)
  const was = around.content.get(placeKey(at.binId ?? '', product.id, lot.number)) ?? 0
  const serial = serialProblem(product, lot, { was, quantity }, around)
  if (serial) return wrongRow(place, key, [serial])
  return placed({ place, key, product, at, lot, was, quantity, cost })
}

interface Found {
  place: number
  key: string | null
  product: StockedProduct
  at: Place
  lot: SaidLot
  was: number
  quantity: number
  cost: string | null
}

/** What of a row that can be read is new, changed or the same. */
function placed({ place, key, product, at, lot, was, quantity, cost }: Found): Decided<StockWrite> {
  // What is withheld is promised to nobody.
  const free = lot.withheld ? was : (product.levels.find((level) => level.warehouseId === at.warehouseId)?.free ?? 0)
  if (quantity < was && free + quantity - was < 0)
    return wrongRow(place, key, [{ field: 'quantity', code: 'STOCK_RESERVED' }])
  const costChanges = cost !== null && Number(cost) !== Number(product.unitCost ?? Number.NaN)
  const dayChanges = lot.known && lot.expiresOn !== null
  const isSame = quantity === was && !costChanges && !dayChanges
  const outcome = isSame ? 'SAME' : was === 0 && quantity > 0 ? 'NEW' : 'CHANGED'
  const before: StockBefore = {
    warehouseId: at.warehouseId,
    binCode: at.binCode,
    was,
    quantity,
    ...(costChanges && { costWas: product.unitCost, costSet: cost }),
    ...(lot.number ? { lot: lot.number, expiresOn: dayChanges ? lot.expiresOn : null } : {}),
  }
  const decimal = (units: number) => quantityToDecimal(units, product.places)
  return {
    place,
    key,
    outcome,
    recordId: product.id,
    changes: [
      ...(at.binId === null ? [['bin', '', madeNew(at.binCode)] as const] : []),
      ...(quantity === was ? [] : [['quantity', decimal(was), decimal(quantity)] as const]),
      ...(dayChanges ? [['expiresOn', '', lot.expiresOn ?? ''] as const] : []),
      ...(costChanges ? [['cost', product.unitCost ?? '', cost ?? ''] as const] : []),
    ],
    problems: [],
    before: outcome === 'SAME' ? null : before,
    write:
      outcome === 'SAME'
        ? null
        : {
            productId: product.id,
            ...at,
            was,
            quantity,
            places: product.places,
            unitCost: costChanges ? cost : null,
            lot: lot.number,
            expiresOn: lot.expiresOn,
          },
  }
}
