/** The quantities of a product in a warehouse, in the product's smallest unit. */
export interface StockLevel {
  warehouseId: string
  productId: string
  onHand: number
  reserved: number
  picked: number
  blocked: number
  backordered: number
  homeBinId: string | null
}

/** available = on hand − reserved − picked − blocked (rule 1); never below zero. */
export function available(level: Pick<StockLevel, 'onHand' | 'reserved' | 'picked' | 'blocked'>): number {
  return level.onHand - level.reserved - level.picked - level.blocked
}

/** Names the stock of a product in a warehouse. */
export type StockKey = `${string}/${string}`

interface Stocked {
  warehouseId: string
  productId: string
}

export const stockKey = ({ warehouseId, productId }: Stocked): StockKey => `${warehouseId}/${productId}`

/** What can be promised of each product in each warehouse. */
export type FreeStock = Map<StockKey, number>

export const freeStock = (
  levels: readonly (Stocked & Pick<StockLevel, 'onHand' | 'reserved' | 'picked' | 'blocked'>)[],
): FreeStock => new Map(levels.map((level) => [stockKey(level), available(level)]))

/** A change of a stock row; missing fields do not change. */
export interface StockDelta {
  warehouseId: string
  productId: string
  onHand?: number
  reserved?: number
  picked?: number
  blocked?: number
  backordered?: number
}

/** Sums the changes of each stock row, so that every row is written once. A delta may be a whole line: the rest of it is left out. */
export function joinDeltas(deltas: readonly StockDelta[]): Required<StockDelta>[] {
  const joined = new Map<StockKey, Required<StockDelta>>()
  for (const delta of deltas) {
    const { warehouseId, productId } = delta
    const key = stockKey(delta)
    const none = { warehouseId, productId, onHand: 0, reserved: 0, picked: 0, blocked: 0, backordered: 0 }
    const sum = joined.get(key) ?? none
    sum.onHand += delta.onHand ?? 0
    sum.reserved += delta.reserved ?? 0
    sum.picked += delta.picked ?? 0
    sum.blocked += delta.blocked ?? 0
    sum.backordered += delta.backordered ?? 0
    joined.set(key, sum)
  }
  return [...joined.values()].filter((d) => d.onHand || d.reserved || d.picked || d.blocked || d.backordered)
}

/** How much of `wanted` can be reserved and how much waits. */
export function split(wanted: number, free: number): { reserved: number; backordered: number } {
  const reserved = Math.max(0, Math.min(wanted, free))
  return { reserved, backordered: wanted - reserved }
}

export type StockCause =
  | 'RECEIVED'
  | 'COUNTED'
  | 'SHIPPED'
  | 'RETURNED'
  | 'DAMAGED'
  | 'PUT_BACK'
  | 'MOVED'
  | 'SENT'
  | 'ARRIVED'
