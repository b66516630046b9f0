import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { turnMs } from '../rules/picking'
import type { LeaveTurnInput, TurnInput } from '../schema'

interface Turn {
  /** Whose turn it is now. */
  userId: string
  name: string
  takenAt: Date
  mine: boolean
}

/**
 * Records that this person works on an order now, in one warehouse; the page repeats it. Others are not sent there until
 * some minutes after the last call, or until this person leaves. Of two who call at once one gets it; `over` takes it from
 * the other person. Goods that were already taken from the shelf count, whoever works on the order. It records no event,
 * because nothing of the trade has changed. Refuses with NOT_FOUND.
 */
export async function takeTurn(ctx: Ctx, { orderId, warehouseId, over = false }: TurnInput): Promise<Turn> {
  const until = new Date(ctx.now.getTime() + turnMs)
  return transaction(ctx, {}, async (tx) => {
    const [, [turn]] = await tx.run(
      sql`INSERT INTO pick_turn AS t (organisation_id, order_id, warehouse_id, user_id, taken_at, until)
        SELECT o.organisation_id, o.id, w.id, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz, ${until}::timestamptz
        FROM sales_order o JOIN warehouse w ON w.organisation_id = o.organisation_id AND w.id = CASE WHEN ${warehouseId ?? null}::uuid IS NULL THEN o.warehouse_id ELSE ${warehouseId ?? null}::uuid END
        WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId}
        ON CONFLICT (organisation_id, order_id, warehouse_id) DO UPDATE SET user_id = excluded.user_id, until = excluded.until,
          taken_at = CASE WHEN t.user_id = excluded.user_id AND t.until > ${ctx.now} THEN t.taken_at ELSE excluded.taken_at END
        WHERE t.user_id = excluded.user_id OR t.until <= ${ctx.now} OR ${over}::boolean`,
      sql<Omit<Turn, 'mine'>>`SELECT t.user_id, m.name, t.taken_at FROM pick_turn t
        JOIN membership m ON m.organisation_id = t.organisation_id AND m.user_id = t.user_id
        JOIN sales_order o ON o.organisation_id = t.organisation_id AND o.id = t.order_id
        WHERE t.organisation_id = ${ctx.organisationId} AND t.order_id = ${orderId} AND t.warehouse_id = CASE WHEN ${warehouseId ?? null}::uuid IS NULL THEN o.warehouse_id ELSE ${warehouseId ?? null}::uuid END`,
    )
    if (!turn) notFound('order')
    await tx.commit()
    return { ...turn, mine: turn.userId === ctx.actor.id }
  })
}

/** Leaves an order, in one warehouse or everywhere, so that others can work on it; does nothing when somebody else works on it. */
export async function leaveTurn(ctx: Ctx, { orderId, warehouseId }: LeaveTurnInput): Promise<{ orderId: string }> {
  return transaction(ctx, {}, async (tx) => {
    await tx.commit(
      sql`DELETE FROM pick_turn WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND user_id = ${ctx.actor.id}
        AND (${warehouseId ?? null}::uuid IS NULL OR warehouse_id = ${warehouseId ?? null}::uuid)`,
    )
    return { orderId }
  })
}
