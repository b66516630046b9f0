import { type FreeStock, stockKey } from '@/server/inventory/rules'
import type { LineQuantities, OrderLine } from './position'

/** The quantities of a new line. */
export const newQuantities = {
  cancelled: 0,
  picked: 0,
  packed: 0,
  shipped: 0,
  performed: 0,
  invoiced: 0,
  returned: 0,
  credited: 0,
  released: 0,
  toPutBack: 0,
  boxed: 0,
} as const

/**
 * Takes `quantity` off the units that have not left: first backordered units, then reserved ones, the released ones last. Picked
 * units come after that, loose before packed. They count as cancelled at once, but stay where they are until somebody puts them back.
 */
export function takeBack(
  line: OrderLine,
  quantity: number,
): { line: OrderLine; freed: { reserved: number; backordered: number } } {
  const backordered = Math.min(quantity, line.backordered)
  const reserved = Math.min(quantity - backordered, line.reserved)
  const open = Math.min(quantity - backordered - reserved, line.open)
  const picked = Math.min(quantity - backordered - reserved - open, line.picked)
  const boxed = Math.max(0, picked - (line.picked - line.packed))
  const next = {
    ...line,
    cancelled: line.cancelled + backordered + reserved + open + picked,
    backordered: line.backordered - backordered,
    reserved: line.reserved - reserved,
    released: Math.min(line.released, line.reserved - reserved),
    open: line.open - open,
    picked: line.picked - picked,
    packed: line.packed - boxed,
    toPutBack: line.toPutBack + picked,
    boxed: line.boxed + boxed,
  }
  return { line: next, freed: { reserved, backordered } }
}

/** The units of a line that can still be cancelled: they have not left and are not performed. */
export function cancellable(line: LineQuantities): number {
  return line.backordered + line.reserved + line.open + line.picked
}

/** The units of a line that an amendment may take off. Units in a parcel have to be unpacked first. */
export const lowerable = (line: LineQuantities) => cancellable(line) - line.packed

/** Gives the free stock of their warehouses to waiting lines in the given order. Returns the changed lines and the units taken of each product. */
export function serveBackorders(
  lines: readonly OrderLine[],
  free: FreeStock,
): { lines: OrderLine[]; served: Map<string, number> } {
  const served = new Map<string, number>()
  const after = lines.map((line) => {
    const quantity = Math.min(line.backordered, Math.max(0, free.get(stockKey(line)) ?? 0))
    if (quantity === 0) return line
    free.set(stockKey(line), (free.get(stockKey(line)) ?? 0) - quantity)
    served.set(line.id, quantity)
    return { ...line, backordered: line.backordered - quantity, reserved: line.reserved + quantity }
  })
  return { lines: after, served }
}

/** Turns reservations into backorders until `quantity` is free (rule 1). The lines are sorted, latest promise first. */
export function loseReservations(
  lines: readonly OrderLine[],
  quantity: number,
): { lines: OrderLine[]; lost: Map<string, number> } {
  const lost = new Map<string, number>()
  let left = quantity
  const after = lines.map((line) => {
    const taken = Math.min(line.reserved, left)
    if (taken === 0) return line
    left -= taken
    lost.set(line.id, taken)
    const reserved = line.reserved - taken
    return { ...line, reserved, backordered: line.backordered + taken, released: Math.min(line.released, reserved) }
  })
  return { lines: after, lost }
}
