import { ignoreLine } from '@/server/collection/mutations/bank-line'
import { pack } from '@/server/fulfilment/mutations/pack'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { pickAll, shrug } from '../people'

interface Left {
  id: string
}

const dayMs = 86_400_000

/** Does each morning what was left undone: picking, packing, sending; puts back goods that no order wants. */
export async function makeRound(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now.getTime() - dayMs)
  const [orders, shipments, strange] = await read(
    ctx,
    sql<Left>`SELECT id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND stage = 'FULFILMENT'
      AND waits_for IN ('PICKING', 'PACKING') AND stage_since < ${since} ORDER BY ordered_at, id`,
    sql<Left>`SELECT id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND state = 'PLANNED' AND planned_on < ${ctx.today}::date ORDER BY id`,
    sql<Left>`SELECT id FROM bank_line WHERE organisation_id = ${ctx.organisationId} AND state = 'UNMATCHED' AND booked_on < ${addDays(ctx.today, -14)}::date ORDER BY id`,
  )
  for (const { id: orderId } of orders) {
    await shrug(pickAll(ctx, orderId))
    await shrug(pack(ctx, { orderId }))
  }
  for (const { id: shipmentId } of shipments) await shrug(dispatch(ctx, { shipmentId }))
  for (const { id: bankLineId } of strange)
    await shrug(ignoreLine(ctx, { bankLineId, reason: 'Nobody claims it; asked the bank' }))
}
