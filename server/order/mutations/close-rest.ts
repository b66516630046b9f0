import type { Ctx } from '@/server/platform/context/ctx'
import { withNumber } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import { recordEvents } from '@/server/platform/events/events'
import { closedOf } from '../rules/delivery'
import type { OrderLine } from '../rules/position'
import { cancelling, loadWhole } from './cancel'
import { followOrder, proformaSeries } from './proforma'

/** An event lists at most this many lines, so that it stays small. */
const toldAtMost = 25

/** The closed lines: position and number of units. */
const closedLines = (rule: Parameters<typeof closedOf>[0], lines: readonly OrderLine[]) =>
  lines
    .map((line) => [line.position, closedOf(rule, line)])
    .filter(([, units]) => units !== 0)
    .slice(0, toldAtMost)

/**
 * Cancels the short units of an order after its first part has left, if the order is set to close its rest then. Shipping calls it after
 * a dispatch. Other orders stay as they are. Refuses with NOT_FOUND.
 */
export async function closeRest(ctx: Ctx, orderId: string): Promise<{ closed: number }> {
  return withNumber(ctx, proformaSeries, (number) =>
    transaction(ctx, {}, async (tx) => {
      const found = await loadWhole(tx, orderId)
      const { deliveryRule, dispatchedAt } = found.order
      const closed = found.lines.reduce((sum, line) => sum + closedOf(deliveryRule, line), 0)
      if (!dispatchedAt || closed === 0) return { closed: 0 }
      const { order, statements, events } = cancelling(ctx, found, '', {
        of: (line) => closedOf(deliveryRule, line),
        said: { closed: closedLines(deliveryRule, found.lines) },
      })
      const follows = followOrder(ctx, found.proforma, order, number)
      await tx.commit(...statements, ...follows.statements, recordEvents(ctx, [...events, ...follows.events]))
      return { closed }
    }),
  )
}
