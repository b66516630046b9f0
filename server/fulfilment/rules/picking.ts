import type { BinContent } from '@/server/inventory/queries/bins'
import type { LineQuantities, OrderLine } from '@/server/order/rules/position'
import { refuse } from '@/server/platform/context/errors'
import { type Goods, goodsIn, inUnits, type Measure, unitTold } from '@/server/platform/money/quantity'

/** An order's credit lets goods go to the floor. */
export function isReleased(creditState: string): boolean {
  return creditState === 'PASSED' || creditState === 'NOT_NEEDED'
}

/** For how long an order stays with the person who said last that they are at it: four times as long as their page waits to say it again. */
export const turnMs = 2 * 60_000

/**
 * An entry that is sent later than this was made without a network, by a person who could not know who else works on
 * the order.
 */
export const liveMs = 15_000

/**
 * Only one person works on an order. Goods that were taken long before the entry is sent are in a tote already, so they
 * count whoever works on the order, as far as they are still asked for. Refuses with SOMEBODY_IS_ON_IT.
 */
export function mustBeMine(other: { name: string; takenAt: Date } | undefined, agoMs = 0): void {
  if (other && agoMs < liveMs) refuse('SOMEBODY_IS_ON_IT', { name: other.name })
}

/** One product to take from one bin for one order line. */
export interface PickTask {
  id: string
  orderId: string
  orderLineId: string
  warehouseId: string
  binId: string
  productId: string
  /** Empty for a product without lots. */
  lot: string
  quantity: number
  picked: number
  state: 'OPEN' | 'PICKED' | 'SHORT' | 'CANCELLED'
  cause: string | null
  walkOrder: number
  /** The units that a short pick took off the books, and how many of them were found after all. */
  missing: number
  found: number
}

export type Take = Pick<
  PickTask,
  'orderLineId' | 'warehouseId' | 'binId' | 'productId' | 'lot' | 'quantity' | 'walkOrder'
>

/** The quantity that a task still asks for. */
export const leftOf = (task: Pick<PickTask, 'quantity' | 'picked'>) => task.quantity - task.picked

/**
 * Decides from which bins to take reserved goods that are not released yet: from the first bin in walking order that
 * has everything, otherwise bin by bin. Lots are taken in the order in which they should leave, in which the bins come.
 * Goods that no bin has stay unreleased.
 */
export function allocate(lines: readonly OrderLine[], bins: readonly BinContent[]): Take[] {
  const left = bins.map((bin) => ({ ...bin }))
  const takes: Take[] = []
  for (const line of lines) {
    let need = line.reserved - line.released
    if (need <= 0) continue
    const own = left.filter((bin) => bin.productId === line.productId && bin.quantity > 0)
    const whole = own.find((bin) => bin.lot === '' && bin.quantity >= need)
    for (const bin of whole ? [whole] : own) {
      const quantity = Math.min(need, bin.quantity)
      if (quantity === 0) break
      bin.quantity -= quantity
      need -= quantity
      takes.push({
        orderLineId: line.id,
        warehouseId: line.warehouseId,
        binId: bin.binId,
        productId: line.productId,
        lot: bin.lot,
        quantity,
        walkOrder: bin.walkOrder,
      })
    }
  }
  return takes
}

/** The lines with the quantities that these takes release. */
export function withReleased(lines: readonly OrderLine[], takes: readonly Take[]): OrderLine[] {
  const released = new Map<string, number>()
  for (const take of takes) released.set(take.orderLineId, (released.get(take.orderLineId) ?? 0) + take.quantity)
  return lines.map((line) => ({ ...line, released: line.released + (released.get(line.id) ?? 0) }))
}

/** Whether no goods are left to move, so that the rest of the services and freight is performed now. */
export function onlyServicesRemain(lines: readonly LineQuantities[]): boolean {
  return (
    lines.some((line) => line.open > 0) && lines.every((line) => line.backordered + line.reserved + line.picked === 0)
  )
}

/** The lines with services and freight performed. */
export function perform(lines: readonly OrderLine[]): OrderLine[] {
  return lines.map((line) => (line.open > 0 ? { ...line, open: 0, performed: line.performed + line.open } : line))
}

/**
 * Moves units of a line from the shelf to the trolley. Refuses with TASK_OUTDATED when the line no longer has them
 * reserved.
 */
export function pickLine(line: OrderLine, quantity: number): OrderLine {
  if (line.released < quantity || line.reserved < quantity) refuse('TASK_OUTDATED', { position: line.position })
  return {
    ...line,
    reserved: line.reserved - quantity,
    released: line.released - quantity,
    picked: line.picked + quantity,
  }
}

/** A task of a line after a part of it was picked. Refuses with TASK_ENDED and MORE_THAN_ASKED. */
export function pickTask(task: PickTask, quantity: number, of: Measure): PickTask {
  if (task.state !== 'OPEN') refuse('TASK_ENDED', { state: task.state })
  if (quantity > leftOf(task)) refuse('MORE_THAN_ASKED', { left: inUnits(leftOf(task), of), ...unitTold(of) })
  const picked = task.picked + quantity
  return { ...task, picked, state: picked === task.quantity ? 'PICKED' : 'OPEN' }
}

interface Shortage {
  /** The quantity that the task still asked for, and how much of it was found. */
  left: number
  picked: number
  /** The quantity in the bin by the books; a count may have removed already what the picker does not find. */
  inBin: number
  damaged: boolean
  /** Other units that should be in that bin and belong to no task. */
  free: number
  /** The quantity that the warehouse could promise before. */
  available: number
}

/**
 * A line whose bin had too little. Units that were not found are removed from the books, and with them the other units
 * that the bin should have had, unless the goods were there but damaged. The line reserves other available units at
 * once; the rest waits.
 */
export function shorten(line: OrderLine, { left, picked, inBin, damaged, free, available }: Shortage) {
  const short = left - picked
  const alsoMissing = damaged ? 0 : Math.max(0, Math.min(free, available))
  const missing = Math.min(short + alsoMissing, inBin - picked)
  const reservedAgain = Math.min(short, available + short - missing)
  const backordered = short - reservedAgain
  return {
    short,
    missing,
    reservedAgain,
    backordered,
    line: {
      ...line,
      reserved: line.reserved - left + reservedAgain,
      released: line.released - left,
      picked: line.picked + picked,
      backordered: line.backordered + backordered,
    },
    delta: { reserved: reservedAgain - left, backordered },
  }
}

/**
 * Makes the open tasks of each line ask for exactly the released quantity: the last tasks on the way are reduced first.
 * A line that has released more than its tasks ask for gets the difference back, to be released again.
 */
export function revise(
  lines: readonly OrderLine[],
  open: readonly PickTask[],
): { lines: OrderLine[]; tasks: PickTask[] } {
  const tasks: PickTask[] = []
  const after = lines.map((line) => {
    const own = open.filter((task) => task.orderLineId === line.id).sort((a, b) => b.walkOrder - a.walkOrder)
    let excess = own.reduce((sum, task) => sum + leftOf(task), 0) - line.released
    if (excess < 0) return { ...line, released: line.released + excess }
    for (const task of own) {
      if (excess <= 0) break
      const less = Math.min(excess, leftOf(task))
      excess -= less
      tasks.push(shrink(task, less))
    }
    return line
  })
  return { lines: after, tasks }
}

/** A task that asks for fewer units; one that asks for none ends. */
export function shrink(task: PickTask, by: number): PickTask {
  if (by === task.quantity) return { ...task, state: 'CANCELLED' }
  const quantity = task.quantity - by
  return { ...task, quantity, state: task.picked === quantity ? 'PICKED' : 'OPEN' }
}

/**
 * Takes from an order's open tasks of one product what their bins lack, and gives it to tasks in bins that have it.
 * Goods that no bin has are not released for now.
 */
export function reroute(
  lines: readonly OrderLine[],
  open: readonly PickTask[],
  over: readonly { binId: string; lot: string; units: number }[],
  bins: readonly BinContent[],
): { lines: OrderLine[]; tasks: PickTask[]; takes: Take[]; goods: Goods } {
  const placeOf = (one: { binId: string; lot: string }) => `${one.binId}/${one.lot}`
  const left = new Map(over.map((bin) => [placeOf(bin), bin.units]))
  const lost = new Map<string, number>()
  const tasks: PickTask[] = []
  for (const task of open) {
    const less = Math.min(left.get(placeOf(task)) ?? 0, leftOf(task))
    if (less === 0) continue
    left.set(placeOf(task), (left.get(placeOf(task)) ?? 0) - less)
    lost.set(task.orderLineId, (lost.get(task.orderLineId) ?? 0) + less)
    tasks.push(shrink(task, less))
  }
  const goods = goodsIn(lines, (line) => lost.get(line.id) ?? 0)
  const without = lines.map((line) => ({ ...line, released: line.released - (lost.get(line.id) ?? 0) }))
  const takes = allocate(without, bins)
  return { lines: withReleased(without, takes), tasks, takes, goods }
}

/** A short task of which some units were found after all. Refuses with NOTHING_TO_CORRECT. */
export function correctTask(task: PickTask, quantity = task.missing - task.found): PickTask {
  const left = task.missing - task.found
  if (task.state !== 'SHORT' || quantity === 0 || quantity > left) refuse('NOTHING_TO_CORRECT')
  return { ...task, found: task.found + quantity }
}
