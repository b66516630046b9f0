import { refuse } from '@/server/platform/context/errors'
import type { StockDelta } from '../rules'

/** Goods of a product that belong together; a serial number is a lot of one. */
export interface Lot {
  productId: string
  number: string
  /** The last day on which it may be sold. */
  expiresOn: string | null
  blockedReason: string | null
  /** Whether its stock counts as blocked: its last day has passed, or a person blocked it. */
  withheld: boolean
}

/** What a person or a scanner says of a lot. */
export interface NamedLot {
  number: string
  expiresOn?: string | null
  note?: string | null
}

export const lotKey = (productId: string, lot: string): string => `${productId}/${lot}`

export const lotsByKey = <One extends Lot>(lots: readonly One[]): Map<string, One> =>
  new Map(lots.map((lot) => [lotKey(lot.productId, lot.number), lot]))

interface Gone {
  warehouseId: string
  productId: string
  lot?: string
  quantity: number
}

const isWithheld = ({ productId, lot }: Pick<Gone, 'productId' | 'lot'>, lots: ReadonlyMap<string, Lot>): boolean =>
  lot ? (lots.get(lotKey(productId, lot))?.withheld ?? false) : false

/** What comes into bins, or leaves them, of lots that are withheld: so much more, or less, is blocked. */
export const blockedBy = (moved: readonly Gone[], lots: ReadonlyMap<string, Lot>): StockDelta[] =>
  moved
    .filter((one) => isWithheld(one, lots))
    .map(({ warehouseId, productId, quantity }) => ({ warehouseId, productId, blocked: quantity }))

/** What of goods that move can be promised. */
export const freeOf = <One extends Pick<Gone, 'productId' | 'lot'>>(
  moved: readonly One[],
  lots: ReadonlyMap<string, Lot>,
): One[] => moved.filter((one) => !isWithheld(one, lots))

/** Whether somebody may get goods of a lot: it is not blocked, and its last day has not passed. */
export const isFit = ({ expiresOn, blockedReason }: Pick<Lot, 'expiresOn' | 'blockedReason'>, today: string): boolean =>
  blockedReason === null && (expiresOn === null || expiresOn >= today)

/** Nobody gets what is blocked, or whose last day has passed. Refuses with LOT_BLOCKED, LOT_EXPIRED. */
export function mustBeFit(lot: Pick<Lot, 'number' | 'expiresOn' | 'blockedReason'>, today: string): void {
  if (lot.blockedReason !== null) refuse('LOT_BLOCKED', { lot: lot.number, reason: lot.blockedReason })
  if (lot.expiresOn !== null && lot.expiresOn < today) refuse('LOT_EXPIRED', { lot: lot.number, day: lot.expiresOn })
}

interface OfLot {
  orderLineId: string
  lot: string
  quantity: number
}

/**
 * The lots of quantities of order lines, out of those that are there in the order in which they should be taken. A named
 * lot must have enough. Without a name, the only lot or all of them: which one otherwise, nobody may guess, unless
 * `anyLot` says that it does not matter. Lines without lots stay as they are. Refuses with LOT_NEEDED, LOT_HAS_FEWER.
 */
export function divideByLot<Line extends { orderLineId: string; quantity: number; lot?: string }>(
  lines: readonly Line[],
  there: readonly OfLot[],
  { tracked, anyLot = false }: { tracked: (orderLineId: string) => boolean; anyLot?: boolean },
): (Line & { lot: string })[] {
  const left = there.map((one) => ({ ...one }))
  return lines.flatMap((line) => {
    if (!tracked(line.orderLineId)) return [{ ...line, lot: '' }]
    const all = left.filter((one) => one.orderLineId === line.orderLineId && one.quantity > 0)
    const own = all.filter((one) => line.lot === undefined || one.lot === line.lot)
    const sum = own.reduce((units, one) => units + one.quantity, 0)
    const numbers = all.map((one) => one.lot).join(', ')
    if (sum < line.quantity) refuse('LOT_HAS_FEWER', { lot: line.lot ?? numbers })
    if (!anyLot && own.length > 1 && sum > line.quantity) refuse('LOT_NEEDED', { lots: numbers })
    let need = line.quantity
    return own.flatMap((one) => {
      const quantity = Math.min(need, one.quantity)
      need -= quantity
      one.quantity -= quantity
      return quantity > 0 ? [{ ...line, lot: one.lot, quantity }] : []
    })
  })
}
