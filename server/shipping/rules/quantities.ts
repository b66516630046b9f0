import type { OrderLine } from '@/server/order/rules/position'
import { notFound, refuse } from '@/server/platform/context/errors'
import { inUnits, type Measure, unitTold } from '@/server/platform/money/quantity'

/**
 * Lines after a shipment left: its quantities are shipped, and open services and freight are performed with it. Refuses
 * with NOT_PACKED.
 */
export function dispatchLines(
  lines: readonly OrderLine[],
  shipped: readonly { orderLineId: string; quantity: number }[],
): OrderLine[] {
  const byLine = new Map(shipped.map((line) => [line.orderLineId, line.quantity]))
  return lines.map((line) => {
    const quantity = byLine.get(line.id) ?? 0
    if (quantity > line.packed) refuse('NOT_PACKED', { position: line.position })
    if (quantity === 0 && line.open === 0) return line
    return {
      ...line,
      picked: line.picked - quantity,
      packed: line.packed - quantity,
      shipped: line.shipped + quantity,
      open: 0,
      performed: line.performed + line.open,
    }
  })
}

/**
 * Lines after a dispatch was taken back: its quantities are packed again. Services that are not invoiced are open
 * again, unless another dispatched shipment performed them too. Refuses with CAME_BACK.
 */
export function recallLines(
  lines: readonly OrderLine[],
  held: readonly { orderLineId: string; quantity: number }[],
  otherWaits: boolean,
): OrderLine[] {
  const byLine = new Map(held.map((line) => [line.orderLineId, line.quantity]))
  return lines.map((line) => {
    const quantity = byLine.get(line.id) ?? 0
    // Services are invoiced but never shipped, so a shipment holds none that could have come back.
    if (quantity > 0 && quantity > line.shipped - Math.max(line.returned, line.invoiced))
      refuse('CAME_BACK', { position: line.position })
    const undone = otherWaits || line.kind === 'GOODS' ? 0 : line.performed - line.invoiced
    if (quantity === 0 && undone === 0) return line
    return {
      ...line,
      picked: line.picked + quantity,
      packed: line.packed + quantity,
      shipped: line.shipped - quantity,
      open: line.open + undone,
      performed: line.performed - undone,
    }
  })
}

/** The quantity of an order line in a shipment, and what happened to it on the way. */
export interface Outstanding extends Measure {
  orderLineId: string
  quantity: number
  arrived: number
  cameBack: number
}

/** The quantity of a line whose end is not known. */
export const outstandingOf = (line: Outstanding) => line.quantity - line.arrived - line.cameBack

/**
 * Takes these quantities of each line, or everything outstanding when none is named. Refuses with NOTHING_OUTSTANDING,
 * MORE_THAN_OUTSTANDING, NOT_FOUND (order line).
 */
export function takeOutstanding(
  lines: readonly Outstanding[],
  wanted: readonly { orderLineId: string; quantity: number }[] | undefined,
): { orderLineId: string; quantity: number }[] {
  const open = lines.flatMap((line) =>
    outstandingOf(line) > 0 ? [{ orderLineId: line.orderLineId, quantity: outstandingOf(line) }] : [],
  )
  if (open.length === 0) refuse('NOTHING_OUTSTANDING')
  if (!wanted) return open
  const joined = new Map<string, number>()
  for (const { orderLineId, quantity } of wanted) joined.set(orderLineId, (joined.get(orderLineId) ?? 0) + quantity)
  return [...joined].map(([orderLineId, quantity]) => {
    const left = open.find((line) => line.orderLineId === orderLineId)?.quantity ?? 0
    const of = lines.find((line) => line.orderLineId === orderLineId) ?? notFound('order line')
    if (quantity > left) refuse('MORE_THAN_OUTSTANDING', { left: inUnits(left, of), ...unitTold(of) })
    return { orderLineId, quantity }
  })
}

interface Held {
  productId: string
  quantity: number
}

/** What leaves, or comes back, by product and lot. */
export const byLot = (
  held: readonly (Held & { isTracked: boolean })[],
  lots: readonly { productId: string; lot: string; quantity: number }[],
) => [
  ...byProduct(held.filter((line) => !line.isTracked)).map((one) => ({ ...one, lot: '' })),
  ...lots.map(({ productId, lot, quantity }) => ({ productId, lot, quantity })),
]

/** The quantity of each product in a shipment. */
export function byProduct(held: readonly Held[]): { productId: string; quantity: number }[] {
  const sums = new Map<string, number>()
  for (const { productId, quantity } of held) sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  return [...sums].map(([productId, quantity]) => ({ productId, quantity }))
}
