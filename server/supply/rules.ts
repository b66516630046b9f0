import type { Day } from '@/server/platform/time/calendar'

export const plannedStates = ['OPEN', 'PART_RECEIVED', 'RECEIVED', 'CANCELLED'] as const
export type PlannedState = (typeof plannedStates)[number]

/** How much of a line was asked for, came and was given up, in the product's smallest unit. */
export interface PlannedQuantities {
  quantity: number
  /** All that came; more than was asked for may come. */
  received: number
  closed: number
}

/** What of a line is still expected. */
export const openOf = ({ quantity, received, closed }: PlannedQuantities): number =>
  Math.max(0, quantity - received - closed)

/** How a planned receipt stands, from its lines alone; the checker derives it again. */
export function stateOf(lines: readonly PlannedQuantities[]): PlannedState {
  const came = lines.some((line) => line.received > 0)
  if (lines.some((line) => openOf(line) > 0)) return came ? 'PART_RECEIVED' : 'OPEN'
  return came ? 'RECEIVED' : 'CANCELLED'
}

/** The first day on which something open is expected; of what is over, the last day. */
export function expectedOf(lines: readonly (PlannedQuantities & { expectedOn: Day })[]): Day {
  const daysOf = (some: typeof lines) => some.map((line) => line.expectedOn).toSorted()
  const [firstOpen] = daysOf(lines.filter((line) => openOf(line) > 0))
  return firstOpen ?? (daysOf(lines).at(-1) as Day)
}

/** A line that goods are put on. */
export interface PlannedLine extends PlannedQuantities {
  id: string
  productId: string
  position: number
  expectedOn: Day
  /** Decimal places of the product's quantities. */
  places: number
}

/** What came of a product in one delivery, beside what was still expected of it. */
export interface Difference {
  productId: string
  places: number
  expected: number
  received: number
}

/**
 * Puts what arrived on the lines of a planned receipt: the line that is expected first is filled first. What is more than was expected
 * stands on the product's last line, so that nothing that came is lost. Products that are on no line are left out of it.
 */
export function fillLines<Line extends PlannedLine>(
  lines: readonly Line[],
  arrived: ReadonlyMap<string, number>,
): { lines: Line[]; differences: Difference[] } {
  const left = new Map(arrived)
  const filled = new Map<string, number>()
  const inTurn = lines.toSorted((a, b) => a.expectedOn.localeCompare(b.expectedOn) || a.position - b.position)
  for (const line of inTurn) {
    const taken = Math.min(openOf(line), left.get(line.productId) ?? 0)
    filled.set(line.id, taken)
    left.set(line.productId, (left.get(line.productId) ?? 0) - taken)
  }
  for (const line of inTurn.toReversed()) {
    const over = left.get(line.productId) ?? 0
    filled.set(line.id, (filled.get(line.id) ?? 0) + over)
    left.set(line.productId, 0)
  }
  const products = [...new Map(lines.map((line) => [line.productId, line.places]))]
  const expected = (productId: string) =>
    lines.reduce((sum, line) => sum + (line.productId === productId ? openOf(line) : 0), 0)
  return {
    lines: lines.map((line) => ({ ...line, received: line.received + (filled.get(line.id) ?? 0) })),
    differences: products
      .map(([productId, places]) => ({
        productId,
        places,
        expected: expected(productId),
        received: arrived.get(productId) ?? 0,
      }))
      .filter((one) => one.expected !== one.received),
  }
}

/** Gives up what is still expected. */
export const closeLines = <Line extends PlannedQuantities>(lines: readonly Line[]): Line[] =>
  lines.map((line) => ({ ...line, closed: line.closed + openOf(line) }))

/** What of a product is needed beside what is there and expected. */
export interface Need {
  /** Units that released orders wait for. */
  waiting: number
  reorderPoint: number
  /** Free now: on hand less reserved, picked and blocked. */
  free: number
  /** Still expected of suppliers. */
  expected: number
  /** Bought in so many units at once. */
  multiple: number
}

/** How much to buy: what orders wait for, and as much as brings the stock to its reorder point, in whole lots; nought when enough is there or expected. */
export function toBuy({ waiting, reorderPoint, free, expected, multiple }: Need): number {
  const need = Math.max(0, waiting + reorderPoint - free - expected)
  return Math.ceil(need / multiple) * multiple
}

/** A warehouse in which orders wait for a product, beside another one in which some of it is free. */
export interface Elsewhere {
  productId: string
  /** Where orders wait, and for how much that is neither free nor expected there. */
  toId: string
  short: number
  fromId: string
  /** Free in the other warehouse. */
  free: number
}

/** What to bring from another warehouse: row by row what is still short there, at most what is still free elsewhere. */
export function toBring<Row extends Elsewhere>(rows: readonly Row[]): (Row & { quantity: number })[] {
  const taken = new Map<string, number>()
  const take = (key: string, most: number) => most - (taken.get(key) ?? 0)
  return rows.flatMap((row) => {
    const [to, from] = [`to ${row.productId} ${row.toId}`, `from ${row.productId} ${row.fromId}`]
    const quantity = Math.min(take(to, row.short), take(from, row.free))
    if (quantity <= 0) return []
    for (const key of [to, from]) taken.set(key, (taken.get(key) ?? 0) + quantity)
    return [{ ...row, quantity }]
  })
}
