import { awaited, deliveries } from './delivery'
import type { LineQuantities } from './position'
import { type Promisable, type promiseClock, waitingArrival } from './promise'

export interface Moved {
  /** The day that the customer is told in place of the one before; null when that one stands. */
  movedOn: string | null
  /** What the customer is told; null when it changes nothing for them. With `open` the day is that of a part: for the rest no day is known. */
  told: { from: string | null; to: string | null; open?: true } | null
}

const nothing: Moved = { movedOn: null, told: null }

const dated = ({ backordered, plannedOn }: LineQuantities) => backordered === 0 || Boolean(plannedOn)

/**
 * What new days of waiting lines do to the day of arrival that the customer was told. A day that cannot be kept is replaced by the
 * first one that can. When a part has no day, the day is that of the rest if it may leave before, and otherwise not known any more.
 * Who knows that already is not told again.
 */
export function promiseMoved(
  order: Promisable & { promisedOn: string | null; movedOn: string | null },
  before: readonly LineQuantities[],
  after: readonly LineQuantities[],
  clock: ReturnType<typeof promiseClock>,
): Moved {
  const { deliveryRule } = order
  // Units that are in stock keep their promise and do not wait for the others.
  if (awaited(deliveryRule, before).length + awaited(deliveryRule, after).length === 0) return nothing
  const was = order.movedOn ?? order.promisedOn
  const knew = before.every(dated)
  const to = waitingArrival(order, after, clock)
  if (to !== null) {
    const later = was !== null && to > was
    const told = later || was === null || !knew ? { from: knew ? was : null, to } : null
    return { movedOn: later ? to : null, told }
  }
  if (was === null) return nothing
  const part = deliveries[deliveryRule].leaves === 'TOGETHER' ? null : waitingArrival(order, after.filter(dated), clock)
  if (part !== null && part > was) return { movedOn: part, told: { from: was, to: part, open: true } }
  return knew ? { movedOn: null, told: { from: was, to: null } } : nothing
}
