import { setServingRule } from '@/server/inventory/mutations/warehouse'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays, instantAt } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { previousWorkingDay } from '@/server/platform/time/working-days'
import { later } from '../people'
import { finaleDay, goodStanding } from './finale'
import type { Story } from './plan'
import { secondWarehouse } from './putting-away'

interface Free {
  productId: string
  free: number
}

/**
 * What is sold by the piece, with what can be promised of it in the default warehouse, the scarcest first; nothing that the other warehouse can
 * promise, and nothing that orders wait for: they would no longer wait.
 */
async function onlyHere(ctx: Ctx, otherId: string): Promise<Free[]> {
  const [rows] = await read(
    ctx,
    sql<Free>`SELECT p.id AS product_id, coalesce(s.on_hand - s.reserved - s.picked - s.blocked, 0)::int AS free FROM product p
      JOIN warehouse w ON w.organisation_id = p.organisation_id AND w.is_default
      JOIN stock_level s ON s.organisation_id = p.organisation_id AND s.warehouse_id = w.id AND s.product_id = p.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.kind = 'GOODS' AND p.archived_at IS NULL AND NOT p.free_text
        AND p.tracking = 'NONE' AND p.places = 0 AND p.min_quantity <= 4 AND p.multiple = 1
        AND s.backordered = 0
        AND NOT EXISTS (SELECT 1 FROM product_returnable r WHERE r.organisation_id = p.organisation_id AND r.product_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM stock_level o WHERE o.organisation_id = p.organisation_id AND o.warehouse_id = ${otherId} AND o.product_id = p.id
          AND o.on_hand - o.reserved - o.picked - o.blocked > 0)
      ORDER BY 2, p.sku`,
  )
  return rows
}

/**
 * From now on an order that no warehouse has whole is divided. A delivery of what has run low goes straight to the second warehouse, and
 * a customer orders that together with what only the first one has.
 */
const orderFromBoth =
  (nth: number) =>
  async (ctx: Ctx): Promise<void> => {
    const warehouseId = await secondWarehouse(ctx)
    await setServingRule(ctx, { rule: 'SPLIT' })
    const here = await onlyHere(ctx, warehouseId)
    const customerId = (await goodStanding(ctx))[nth]
    const [scarce] = here
    const plenty = here.findLast(({ free }) => free >= 6)
    if (!customerId || !scarce || !plenty || scarce === plenty) return
    const { productId, free } = scarce
    await receive(ctx, {
      warehouseId,
      reference: `Delivery ${ctx.today}`,
      lines: [{ productId, quantity: free + 12 }],
      idempotencyKey: `demo/divided/goods/${nth}`,
    })
    const lines = [
      { productId, quantity: free + 4 },
      { productId: plenty.productId, quantity: 4 },
    ]
    await confirm(ctx, { customerId, lines, deliveryRule: 'PART', idempotencyKey: `demo/divided/${nth}` })
  }

/** Plans the orders that two warehouses serve together: one that has long left when the story ends, and two of its last working day. */
export function planDivided(story: Story): void {
  const { world, team, lastDay } = story
  const { country, workingWeekdays, timeZone } = world.organisation
  const early = previousWorkingDay(workingCalendar({ country, workingWeekdays }), addDays(lastDay, -9))
  const days = [`${early} 10:25`, `${finaleDay(story)} 16:35`, `${finaleDay(story)} 16:45`]
  for (const [nth, moment] of days.entries()) {
    const [day = '', time = ''] = moment.split(' ')
    later(world, instantAt(timeZone, day, time), `divided ${nth}`, orderFromBoth(nth), team.sales)
  }
}
