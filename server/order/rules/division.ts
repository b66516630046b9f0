import { refuse } from '@/server/platform/context/errors'
import { extendedMinor } from '@/server/platform/money/money'
import { type Goods, goodsIn, inUnits, unitTold } from '@/server/platform/money/quantity'
import type { Whole } from '@/server/pricing/rules/whole'
import { totalsOf } from './amounts'
import { packOfPart } from './packs'
import { type OrderLine, remaining } from './position'
import { newQuantities, takeBack } from './quantities'
import { followGoods, isReturnable, packedParts } from './returnables'

/** The units of a line that may continue in another order: they are neither picked nor shipped. */
const movable = (line: Pick<OrderLine, 'backordered' | 'reserved' | 'open'>): number =>
  line.backordered + line.reserved + line.open

/** The units of a line that have to stay in its order. */
export const staying = (line: OrderLine): number => remaining(line) - movable(line)

interface PartWish {
  lineId: string
  quantity: number
}

export interface Divided {
  /** The lines of the order with the units that stay. The rest counts as cancelled there. */
  kept: OrderLine[]
  /** The rest as lines with the same price, tax and reservations, still without ids. */
  rest: OrderLine[]
  goods: Goods
}

function checked(line: OrderLine, quantity: number): number {
  const [least, most] = [staying(line), remaining(line)]
  if (quantity < least)
    refuse('PART_PICKED', { position: line.position, least: inUnits(least, line), ...unitTold(line) })
  if (quantity > most)
    refuse('PART_TOO_LARGE', { position: line.position, most: inUnits(most, line), ...unitTold(line) })
  return quantity
}

/**
 * Divides an order into the part that is wished, line by line, and the rest; of a line that is not named nothing is wished but
 * what has to stay. The part keeps its reservations as far as they reach. Refuses with PART_PICKED, PART_TOO_LARGE, PART_EMPTY, PART_WHOLE.
 */
export function divide(lines: readonly OrderLine[], wishes: readonly PartWish[], currency: string): Divided {
  const wished = new Map(wishes.map((wish) => [wish.lineId, wish.quantity]))
  const stays: OrderLine[] = []
  const moves: OrderLine[] = []
  for (const line of lines) {
    if (isReturnable(line)) {
      stays.push(line)
      continue
    }
    const off = remaining(line) - checked(line, wished.get(line.id) ?? staying(line))
    const { line: kept, freed } = takeBack(line, off)
    stays.push(kept)
    if (off === 0) continue
    const open = line.kind === 'GOODS' ? 0 : off
    const position = moves.length + 1
    const netMinor = extendedMinor(line.unitPrice, off, line.priceQuantity, currency)
    moves.push({
      ...line,
      ...newQuantities,
      ...freed,
      ...packOfPart(line, off),
      plannedOn: null,
      open,
      position,
      ordered: off,
      netMinor,
    })
  }
  const goods = goodsIn(moves, (line) => line.ordered)
  const kept = followGoods(stays, currency)
  const rest = followGoods([...moves, ...packagingOfRest(lines, moves)], currency)
  if (goods.units === 0) refuse('PART_WHOLE')
  if (kept.every((line) => remaining(line) === 0)) refuse('PART_EMPTY')
  return { kept, rest, goods }
}

/** The lines for the packaging of the rest, still without a quantity of their own. */
function packagingOfRest(lines: readonly OrderLine[], rest: readonly OrderLine[]): OrderLine[] {
  const named = new Set(rest.flatMap(({ returnables = [] }) => returnables.map(({ lineId }) => lineId)))
  return lines
    .filter((line) => named.has(line.id))
    .map((line, index) => ({ ...line, ...newQuantities, open: 0, ordered: 0, position: rest.length + index + 1 }))
}

/** The most units of one line with which the part stays within the amount. */
function mostOf(part: { line: OrderLine; quantity: number }[], line: OrderLine, amountMinor: bigint, whole: Whole) {
  let [low, high] = [staying(line), remaining(line)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (totalsOf(packedParts([...part, { line, quantity: middle }]), whole).grossMinor <= amountMinor) low = middle
    else high = middle - 1
  }
  return low
}

/** The quantities of the lines, in their order, that stay within an amount with tax. Units that have to stay always count. */
export function partUpTo(lines: readonly OrderLine[], amountMinor: bigint, whole: Whole): Map<string, number> {
  const part = lines.map((line) => ({ line, quantity: staying(line) }))
  for (const [index, line] of lines.entries()) {
    if (isReturnable(line)) continue
    const others = part.filter((_, other) => other !== index)
    part[index] = { line, quantity: mostOf(others, line, amountMinor, whole) }
  }
  return new Map(packedParts(part).map(({ line, quantity }) => [line.id, quantity]))
}
