import { decimalOf, plainDecimal, powerOfTen, roundedQuotient, scaled } from '@/server/platform/money/decimal'
import { called, productOf } from './called'
import {
  type Cells,
  dayIn,
  formulasIn,
  isProblem,
  numberIn,
  type Problem,
  quantityIn,
  shown,
  withoutApostrophe,
} from './cells'
import { currencyWrong, moneyIn } from './currency'
import type { Reading, SaidRow } from './decided'

/** A product that lines of a file name. */
export interface LineProduct {
  id: string
  sku: string
  gtins: string[]
  kind: string
  places: number
  /** In smallest units, as it is stored. */
  priceQuantity: number
  archived: boolean
  freeText: boolean
  /** Whether some warehouse keeps it. */
  stocked: boolean
}

export interface Place {
  id: string
  code: string
  name: string
}

const missing = (field: string): Problem => ({ field, code: 'SAID', parameters: { words: 'This is missing.' } })

/** Rows that are one record, in the order of the file; a row that belongs to none stands alone. */
export function byGroup(rows: readonly SaidRow[]): SaidRow[][] {
  const groups: SaidRow[][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last && row.group !== null && last[0]?.group === row.group) last.push(row)
    else groups.push([row])
  }
  return groups
}

/** What the rows of a record say of the whole: of each field the first that says it. */
export const headOf = (rows: readonly SaidRow[]): Cells =>
  Object.assign({}, ...rows.map(({ cells }) => cells).toReversed()) as Cells

/** The product of a line, by SKU or by a barcode of its own or of a pack. */
export function lineProduct(cells: Cells, products: readonly LineProduct[]): LineProduct | Problem {
  if (!cells.sku) return missing('sku')
  const said = withoutApostrophe(cells.sku)
  const bare = said.replace(/[\s-]/g, '').padStart(14, '0')
  const product = productOf(products, said) ?? products.find(({ gtins }) => gtins.includes(bare))
  if (!product) return { field: 'sku', code: 'PRODUCT_UNKNOWN', parameters: { text: shown(said) } }
  return product.archived ? { field: 'sku', code: 'PRODUCT_ARCHIVED' } : product
}

/** What of a line is still to come, in smallest units: said so, or the quantity without what came; nought when nothing is. */
export function restIn(cells: Cells, places: number, reading: Reading): number | Problem {
  const of = (field: string) => (cells[field] ? quantityIn(field, cells[field], places, reading) : null)
  const [quantity, delivered, rest] = [of('quantity'), of('delivered'), of('rest')]
  for (const one of [quantity, delivered, rest]) if (isProblem(one)) return one
  if ([quantity, delivered, rest].some((one) => Number(one) < 0)) return { field: 'quantity', code: 'QUANTITY_RANGE' }
  const left = rest ?? (quantity === null ? null : Number(quantity) - Number(delivered ?? 0))
  if (left === null) return missing('quantity')
  return Number(left) <= 1_000_000_000 ? Math.max(0, Number(left)) : { field: 'quantity', code: 'QUANTITY_RANGE' }
}

/** A price or cost as it is written, with at most six places; null when the row says none. */
export function priceIn(field: string, cells: Cells, reading: Reading): string | null | Problem {
  if (!cells[field]) return null
  const isMoney = field === 'unitPrice' || field === 'cost'
  const read = (isMoney ? moneyIn : numberIn)(field, cells[field], reading)
  if (isProblem(read)) return read
  return /^\d{1,12}(\.\d{1,6})?$/.test(read)
    ? read
    : { field, code: 'NUMBER_UNREAD', parameters: { text: shown(cells[field]) } }
}

/** A price for so many units of a file, less a percent, as the price for so many as the product is priced by. */
export function priceFor(price: string, per: string, percentOff: string, product: LineProduct): string | null {
  const [p, q, d] = [scaled(plainDecimal(price)), scaled(plainDecimal(per)), scaled(plainDecimal(percentOff))]
  const hundred = 100n * powerOfTen(d.places)
  if (q.units <= 0n || d.units < 0n || d.units > hundred) return null
  const over = p.units * BigInt(product.priceQuantity) * powerOfTen(q.places) * (hundred - d.units) * powerOfTen(6)
  const under = powerOfTen(p.places) * powerOfTen(product.places) * q.units * hundred
  return plainDecimal(decimalOf(roundedQuotient(over, under), 6))
}

/** A warehouse by code or name; null when none is named. */
export function warehouseIn(cells: Cells, warehouses: readonly Place[]): Place | null | Problem {
  if (!cells.warehouse) return null
  const found = called(warehouses, 'code', cells.warehouse)[0] ?? called(warehouses, 'name', cells.warehouse)[0]
  return found ?? { field: 'warehouse', code: 'WAREHOUSE_UNKNOWN', parameters: { text: shown(cells.warehouse) } }
}

/** A day that a field says; null when it says none. */
export const dayOf = (field: string, cells: Cells, reading: Reading) =>
  cells[field] ? dayIn(field, cells[field], reading) : null

/** What is wrong with the cells of a row whatever it says. */
export function alwaysWrong(cells: Cells, reading: Reading): Problem[] {
  return [...formulasIn(cells), ...currencyWrong(cells, reading)]
}

/** The number of a record in the program before. */
export function numberOf(rows: readonly SaidRow[]): string | Problem {
  const number = withoutApostrophe(rows[0]?.group ?? '')
  if (!number) return missing('number')
  return number.length > 60 ? { field: 'number', code: 'NUMBER_TOO_LONG' } : number
}
