import { setTimeout as sleep } from 'node:timers/promises'
import { lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

/**
 * Runs a verb, and while it waits for the lock of this order, does other work: what the verb has read before is old when
 * it goes on. Fails when the verb does not wait for this order.
 */
export async function meanwhile<T>(
  ctx: Ctx,
  orderId: string,
  verb: () => Promise<T>,
  work: () => Promise<unknown>,
): Promise<T> {
  const running = await transaction(ctx, {}, async (tx) => {
    await tx.run(lockOrder(ctx, orderId))
    const verbs = verb()
    for (let looks = 0; ; looks++) {
      const [[waiting]] = await tx.run(
        sql<{
          verbs: number
        }>`SELECT count(*)::int AS verbs FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid`,
      )
      if (waiting && waiting.verbs > 0) break
      if (looks === 400) throw new Error('nobody waits for this order')
      await sleep(5)
    }
    await work()
    return { verbs }
  })
  return running.verbs
}
