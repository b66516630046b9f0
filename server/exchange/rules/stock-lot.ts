import { lotKey } from '@/server/inventory/rules/lots'
import { lotNumber } from '@/server/inventory/schema'
import { type Cells, dayIn, isProblem, type Problem, withoutApostrophe } from './cells'
import type { Reading } from './decided'
import type { StockedProduct, StockSurroundings } from './stock-known'

/** The lot of a row, and the last day that is written to it. */
export interface SaidLot {
  number: string
  expiresOn: string | null
  /** Whether it is here already, and whether its stock counts as blocked. */
  known: boolean
  withheld: boolean
}

const none: SaidLot = { number: '', expiresOn: null, known: false, withheld: false }

/** The lot of a row by the rules of goods in: named where the product has lots, and nowhere else; goods of one lot expire together. */
export function lotIn(
  cells: Cells,
  product: StockedProduct,
  around: StockSurroundings,
  reading: Reading,
): SaidLot | Problem {
  const { sku, tracking } = product
  if (tracking === 'NONE')
    return cells.lot || cells.expiresOn ? { field: 'lot', code: 'NOT_TRACKED', parameters: { sku } } : none
  if (!cells.lot) return { field: 'lot', code: 'LOT_NEEDED_FOR', parameters: { sku, tracking } }
  const number = lotNumber.safeParse(withoutApostrophe(cells.lot))
  if (!number.success)
    return { field: 'lot', code: 'SAID', parameters: { words: number.error.issues[0]?.message ?? '' } }
  const day = cells.expiresOn ? dayIn('expiresOn', cells.expiresOn, reading) : null
  if (isProblem(day)) return day
  const known = around.lots.get(lotKey(product.id, number.data))
  if (day && known?.expiresOn && known.expiresOn !== day)
    return { field: 'expiresOn', code: 'LOT_EXPIRES_OTHERWISE', parameters: { lot: number.data, day: known.expiresOn } }
  return {
    number: number.data,
    expiresOn: known?.expiresOn ? null : day,
    known: known !== undefined,
    withheld: known?.withheld ?? false,
  }
}

/** A serial number is one piece, in one place. */
export function serialProblem(
  { id, sku, tracking }: StockedProduct,
  { number }: SaidLot,
  { was, quantity }: { was: number; quantity: number },
  { lots }: StockSurroundings,
): Problem | null {
  if (tracking !== 'SERIAL') return null
  const parameters = { sku, number }
  if (quantity > 1) return { field: 'quantity', code: 'SERIAL_IS_ONE', parameters }
  const known = lots.get(lotKey(id, number))
  if (quantity <= was || !known) return null
  if (known.here) return { field: 'lot', code: 'SERIAL_HERE', parameters }
  return known.out ? { field: 'lot', code: 'SERIAL_OUT', parameters } : null
}
