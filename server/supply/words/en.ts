import { unitsOf } from '@/server/platform/money/quantity'
import type { Sentences } from '@/server/platform/words/words'
import type { Difference, PlannedState } from '../rules'

interface Arrived {
  number: string
  state: PlannedState
  differences: readonly Difference[]
}

/** How a planned receipt stands, in words. */
export const plannedWords: Record<string, string> = {
  OPEN: 'Expected',
  PART_RECEIVED: 'Part received',
  RECEIVED: 'Received',
  CANCELLED: 'Cancelled',
}

const days = (from: unknown, to: unknown, say: { day(day: unknown): string }) =>
  `expected on ${say.day(to)} instead of ${say.day(from)}`

/** What a delivery made of its purchase list: all came, or how much less or more. */
export function arrivedWords({ number, state, differences }: Arrived): string {
  const sum = (of: (one: Difference) => number) => unitsOf(differences, (one) => Math.max(0, of(one)))
  const less = sum((one) => one.expected - one.received)
  const more = sum((one) => one.received - one.expected)
  const parts = [
    less > 0 && (state === 'RECEIVED' ? `${less} less than asked for, given up` : `${less} still expected`),
    more > 0 && `${more} more than asked for`,
  ].filter(Boolean)
  return `${number}: ${parts.length > 0 ? parts.join(', ') : 'all of it came'}`
}

export const sentences: Sentences = {
  'supply/supplier.created': () => 'Supplier added',
  'supply/supplier.changed': () => 'Supplier changed',
  'supply/supplier.archived': () => 'Archived',
  'supply/supplier.restored': () => 'Restored from the archive',
  'supply/product.set': ({ reorderPoint, unit }, say) => `Bought anew below ${say.goods(reorderPoint, unit)}`,
  'supply/receipt.planned': ({ number, units, expectedOn, unit, mixed }, say) =>
    `${number} planned: ${say.goods(units, unit, mixed)}, expected on ${say.day(expectedOn)}`,
  'supply/receipt.changed': ({ units, before, expectedOn, expectedBefore, unit, mixed }, say) => {
    const parts = [
      units !== before &&
        (mixed ? 'other quantities' : `${say.goods(units, unit)} instead of ${say.goods(before, unit)}`),
      expectedOn !== expectedBefore && days(expectedBefore, expectedOn, say),
    ].filter(Boolean)
    return parts.length > 0 ? `Changed: ${parts.join(', ')}` : 'Changed'
  },
  'supply/receipt.postponed': ({ from, to }, say) => `Another day: ${days(from, to, say)}`,
  'supply/receipt.late': ({ from, to }, say) =>
    `Did not come on ${say.day(from)}: promises reckon with ${say.day(to)} until the supplier names a day`,
  'supply/receipt.closed': ({ units, unit, mixed }, say) =>
    `The rest was given up: ${say.goods(units, unit, mixed)} will not come`,
  'supply/receipt.cancelled': ({ units, unit, mixed }, say) =>
    `Cancelled: ${say.goods(units, unit, mixed)} will not come`,
}

export const refusals: Sentences = {
  PLANNED_OVER: () =>
    'All of it has come or was given up already. What came beside it is taken in without a purchase list.',
  SUPPLIER_ARCHIVED: () => 'This supplier is archived. Restore the supplier first.',
  PLANNED_BELOW_RECEIVED: ({ sku, received, unit }, say) =>
    `${say.goods(received, unit)} of ${sku} came already: less cannot be asked for.`,
  PLANNED_LINE_RECEIVED: ({ sku }) => `Some of ${sku} came already: the line stays. Lower it to what came instead.`,
  NOT_BOUGHT: ({ sku }) => `${sku} is a service or freight: only goods come in.`,
  PLANNED_ELSEWHERE: ({ number }) =>
    `${number} is expected at another warehouse. Take the goods in there, or without a list.`,
  NO_OPEN_LINES: () => 'Nothing of it is expected any more.',
}
