import type { BinContent } from '@/server/inventory/queries/bins'
import { refuse } from '@/server/platform/context/errors'
import { inUnits, type Measure, type Units, unitsOf, unitTold } from '@/server/platform/money/quantity'

/** One product of a transfer, in its smallest unit. */
export interface TransferQuantities {
  quantity: number
  received: number
  lost: number
}

/** What of a line is on its way. */
export const onItsWay = ({ quantity, received, lost }: TransferQuantities): number =>
  Math.max(0, quantity - received - lost)

interface Wish {
  productId: string
  quantity: number
  binId?: string
  lot?: string
}

/**
 * From which bins sent goods are taken: from the named one, otherwise bin by bin in walking order, of lots
 * the one that should leave first; what open pick tasks
 * ask for stays. Refuses with NOT_FREE.
 */
export function takeFrom(
  wishes: readonly Wish[],
  bins: readonly BinContent[],
  productOf: (productId: string) => Measure & { sku: string },
): { productId: string; binId: string; lot: string; quantity: number }[] {
  const left = bins.map((bin) => ({ ...bin, quantity: Math.max(0, bin.quantity) }))
  return wishes.flatMap(({ productId, quantity, binId, lot }) => {
    const own = left.filter(
      (bin) => bin.productId === productId && (!binId || bin.binId === binId) && (!lot || bin.lot === lot),
    )
    const free = own.reduce((sum, bin) => sum + bin.quantity, 0)
    const product = productOf(productId)
    if (free < quantity) refuse('NOT_FREE', { sku: product.sku, free: inUnits(free, product), ...unitTold(product) })
    let need = quantity
    return own.flatMap((bin) => {
      const taken = Math.min(need, bin.quantity)
      need -= taken
      bin.quantity -= taken
      return taken > 0 ? [{ productId, binId: bin.binId, lot: bin.lot, quantity: taken }] : []
    })
  })
}

/** A transfer's lines after what arrived was counted: more than was sent may come, and the rest is lost or still on its way. */
export function arriveOn<Line extends TransferQuantities & { productId: string; places: number }>(
  lines: readonly Line[],
  arrived: ReadonlyMap<string, number>,
  rest: 'EXPECTED' | 'LOST',
): { lines: Line[]; lost: Units; over: Units; ended: boolean } {
  const after = lines.map((line) => {
    const came = { ...line, received: line.received + (arrived.get(line.productId) ?? 0) }
    const lost = came.lost + (rest === 'LOST' ? onItsWay(came) : 0)
    // More came than was sent: nothing of it was lost.
    return { ...came, lost: Math.min(lost, Math.max(0, came.quantity - came.received)) }
  })
  const grown = (of: (line: TransferQuantities) => number) =>
    unitsOf(
      after.map((line, at) => ({ places: line.places, by: of(line) - of(lines[at] as Line) })),
      ({ by }) => by,
    )
  const over = (line: TransferQuantities) => Math.max(0, line.received - line.quantity)
  return {
    lines: after,
    lost: grown((line) => line.lost),
    over: grown(over),
    ended: after.every((line) => onItsWay(line) === 0),
  }
}
