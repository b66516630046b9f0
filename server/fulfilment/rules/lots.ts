import { mustBeFit } from '@/server/inventory/rules/lots'
import type { OrderLine } from '@/server/order/rules/position'
import { refuse } from '@/server/platform/context/errors'
import { inUnits, type Measure, pieces, unitTold } from '@/server/platform/money/quantity'
import type { TaskContent } from '../queries/floor'
import { leftOf, type PickTask, pickTask, shrink } from './picking'

/** A task after a pick, and the one of the other lot that was taken in its place. */
interface PickedTask {
  task: PickTask
  other: Omit<PickTask, 'id'> | null
  lot: string
}

/**
 * A task of which a quantity is picked, of its own lot or of another one that lies in the same bin. All of a task that was
 * not begun becomes one for the other lot; of a part, the task asks for less, and the part has a task of its own.
 * Refuses with TASK_ENDED, MORE_THAN_ASKED.
 */
export function pickLot(task: PickTask, quantity: number, of: Measure, said?: string): PickedTask {
  const lot = task.lot === '' ? '' : (said ?? task.lot)
  if (lot === task.lot) return { task: pickTask(task, quantity, of), other: null, lot }
  const { id: _, ...facts } = pickTask(
    { ...task, lot, picked: 0, missing: 0, found: 0, quantity: leftOf(task) },
    quantity,
    of,
  )
  if (task.picked === 0 && quantity === task.quantity) return { task: { ...task, ...facts }, other: null, lot }
  return { task: shrink(task, quantity), other: { ...facts, quantity, state: 'PICKED' }, lot }
}

interface Taken {
  binId: string
  productId: string
  lot: string
  quantity: number
}

/**
 * Refuses to take more than a bin has: a count can find fewer units than its tasks still ask for. Refuses with BIN_SHORT,
 * LOT_NOT_HERE, LOT_BLOCKED, LOT_EXPIRED.
 */
export function refuseBeyond(
  content: readonly TaskContent[],
  taken: readonly Taken[],
  lines: readonly OrderLine[],
  today: string,
): void {
  const placeOf = (one: Omit<Taken, 'quantity'>) => `${one.binId}/${one.productId}/${one.lot}`
  const left = new Map(content.map((one) => [placeOf(one), one.quantity]))
  for (const one of taken) {
    const there = left.get(placeOf(one)) ?? 0
    const lot = content.find((other) => one.lot !== '' && placeOf(other) === placeOf(one))
    if (lot) mustBeFit({ ...lot, number: one.lot }, today)
    else if (one.lot !== '') refuse('LOT_NOT_HERE', { lot: one.lot })
    const of = lines.find((line) => line.productId === one.productId) ?? pieces
    if (one.quantity > there) refuse('BIN_SHORT', { left: inUnits(there, of), ...unitTold(of) })
    left.set(placeOf(one), there - one.quantity)
  }
}
