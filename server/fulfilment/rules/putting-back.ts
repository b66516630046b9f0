import type { LineQuantities, OrderLine } from '@/server/order/rules/position'
import { notFound, refuse } from '@/server/platform/context/errors'
import { inUnits, unitTold } from '@/server/platform/money/quantity'

/** The loose quantities of a line in a tote: no longer wanted, and wanted but in no parcel yet. */
export const looseOf = (line: Pick<LineQuantities, 'toPutBack' | 'boxed' | 'picked' | 'packed'>) => ({
  unwanted: line.toPutBack - line.boxed,
  wanted: line.picked - line.packed,
})

/** Whether goods in a parcel are no longer wanted: it is unpacked, and neither planned nor sent. */
export const isStopped = (
  parcel: { lines: readonly { orderLineId: string }[] },
  lines: readonly Pick<OrderLine, 'id' | 'boxed'>[],
): boolean => parcel.lines.some(({ orderLineId }) => lines.some(({ id, boxed }) => id === orderLineId && boxed > 0))

/**
 * A line of which this quantity goes back into a bin: first units that are no longer wanted, then units that were
 * picked by mistake and must be picked again. Refuses with MORE_THAN_LOOSE.
 */
export function shelve(line: OrderLine, quantity: number): { line: OrderLine; unwanted: number; again: number } {
  const loose = looseOf(line)
  const left = loose.unwanted + loose.wanted
  if (quantity > left)
    refuse('MORE_THAN_LOOSE', {
      position: line.position,
      left: inUnits(left, line),
      boxed: inUnits(line.packed + line.boxed, line),
      ...unitTold(line),
    })
  const unwanted = Math.min(quantity, loose.unwanted)
  const again = quantity - unwanted
  return {
    line: {
      ...line,
      toPutBack: line.toPutBack - unwanted,
      picked: line.picked - again,
      reserved: line.reserved + again,
    },
    unwanted,
    again,
  }
}

/** Lines after parcels were unpacked: units that are no longer wanted come first. Refuses with NOT_PACKED. */
export function unpackLines(
  lines: readonly OrderLine[],
  opened: readonly { orderLineId: string; quantity: number }[],
): OrderLine[] {
  const out = new Map<string, number>()
  for (const { orderLineId, quantity } of opened) out.set(orderLineId, (out.get(orderLineId) ?? 0) + quantity)
  return lines.map((line) => {
    const quantity = out.get(line.id) ?? 0
    if (quantity === 0) return line
    const boxed = Math.min(quantity, line.boxed)
    if (quantity - boxed > line.packed) refuse('NOT_PACKED', { position: line.position })
    return { ...line, boxed: line.boxed - boxed, packed: line.packed - (quantity - boxed) }
  })
}

/**
 * The lines after shipped goods came back; two mentions of a line count together. Refuses with NOT_FOUND and
 * MORE_THAN_SHIPPED.
 */
export function comeBack(
  lines: readonly OrderLine[],
  wanted: readonly { orderLineId: string; quantity: number }[],
): { lines: OrderLine[]; returned: { orderLineId: string; quantity: number }[] } {
  const joined = new Map<string, number>()
  for (const { orderLineId, quantity } of wanted) joined.set(orderLineId, (joined.get(orderLineId) ?? 0) + quantity)
  for (const id of joined.keys()) if (!lines.some((line) => line.id === id)) notFound('order line')
  const after = lines.map((line) => {
    const quantity = joined.get(line.id) ?? 0
    const left = line.shipped - line.returned
    if (quantity > left)
      refuse('MORE_THAN_SHIPPED', { position: line.position, left: inUnits(left, line), ...unitTold(line) })
    return quantity === 0 ? line : { ...line, returned: line.returned + quantity }
  })
  return { lines: after, returned: [...joined].map(([orderLineId, quantity]) => ({ orderLineId, quantity })) }
}
