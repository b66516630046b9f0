import { refuse } from '@/server/platform/context/errors'
import { leftOf, type PickTask, shrink, type Take } from './picking'

/** An open pick task that asks for goods of a bin. `picker` is another person who works on its order now. */
export interface Asking extends PickTask {
  orderNumber: string
  picker: string | null
}

/** How many of the moved units open pick tasks ask for: a bin first gives up what nobody asks for. */
export const followedUnits = (
  quantity: number,
  inBin: number,
  asking: readonly Pick<PickTask, 'quantity' | 'picked'>[],
) =>
  Math.max(
    0,
    quantity -
      Math.max(
        0,
        asking.reduce((left, task) => left - leftOf(task), inBin),
      ),
  )

/**
 * Takes units off the open tasks of a bin and asks for them in the bin into which they move. Tasks of orders on which
 * nobody works follow first; nobody who stands before a bin finds it empty. Refuses with BIN_BEING_PICKED.
 */
export function follow(
  asking: readonly Asking[],
  units: number,
  to: { binId: string; walkOrder: number },
): { tasks: PickTask[]; takes: Map<string, Take[]> } {
  const inTurn = asking.toSorted((a, b) => Number(a.picker !== null) - Number(b.picker !== null))
  const tasks: PickTask[] = []
  const takes = new Map<string, Take[]>()
  let left = units
  for (const { orderNumber, picker, ...task } of inTurn) {
    const quantity = Math.min(left, leftOf(task))
    if (quantity === 0) continue
    if (picker !== null) refuse('BIN_BEING_PICKED', { name: picker, order: orderNumber })
    left -= quantity
    tasks.push(shrink(task, quantity))
    const { orderId, orderLineId, warehouseId, productId, lot } = task
    const take = { orderLineId, warehouseId, productId, lot, quantity, ...to }
    takes.set(orderId, [...(takes.get(orderId) ?? []), take])
  }
  return { tasks, takes }
}
