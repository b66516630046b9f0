import type { DayNumber } from './days'
import { historyDays } from './known'
import { orderDays } from './ordered'
import { byPayerOf, type Past } from './past'

const before = (day: DayNumber | null, end: DayNumber) => (day !== null && day < end ? day : null)

/**
 * The past without everything from a Monday on, which is all that completed weeks can tell. It also leaves out what
 * will be too old at the end of the week that begins then, so that the past is the same on each day of that week.
 */
export function pastUntil(past: Past, end: DayNumber): Past {
  const [from, orderedFrom] = [end + 7 - historyDays, end + 7 - orderDays]
  const items = past.items
    .filter(({ issued, settled }) => issued < end && (settled === null || settled >= from))
    .map((item) => ({
      ...item,
      ordered: item.ordered !== null && item.ordered >= orderedFrom ? item.ordered : null,
      settled: before(item.settled, end),
      taken: item.taken.filter(({ on }) => on < end),
    }))
  const ended = <One extends { ended: DayNumber | null }>(one: One) => ({ ...one, ended: before(one.ended, end) })
  return {
    banking: past.banking,
    items,
    byPayer: byPayerOf(items),
    promises: past.promises
      .filter(({ made, promised }) => made < end && promised >= from)
      .map(ended)
      .map((one) => ({ ...one, kept: one.kept && one.ended !== null })),
    disputes: past.disputes.filter(({ raised }) => raised < end && raised >= from).map(ended),
    orders: past.orders
      .filter(({ ordered }) => ordered < end && ordered >= orderedFrom)
      .map((order) => ({
        ...order,
        cancelled: before(order.cancelled, end),
        invoices: order.invoices.filter(({ on }) => on < end),
      })),
  }
}

/** A hash of a past; two pasts with the same content have the same hash, whatever their order. */
export function markOf({ items, promises, disputes, orders }: Past): string {
  let [sum, mixed] = [0, 0]
  for (const one of [items, promises, disputes, orders].flat()) {
    const text = JSON.stringify(one)
    let [first, second] = [0x811c9dc5, 0x9747b28c]
    for (let index = 0; index < text.length; index++) {
      first = Math.imul(first ^ text.charCodeAt(index), 0x01000193)
      second = Math.imul(second ^ text.charCodeAt(index), 0x5bd1e995)
    }
    sum = (sum + (first ^ (second >>> 15))) | 0
    mixed = (mixed + Math.imul(second ^ (second >>> 13), 0x85ebca6b)) | 0
  }
  return `${items.length}/${orders.length}/${sum}/${mixed}`
}
