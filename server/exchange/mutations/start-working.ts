import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'

/**
 * Ends the standstill of an organisation that was read from an archive: from now on the program mails, invoices and reminds here, and what
 * waited since is done. Refuses with STALE when it works already.
 */
export async function startWorking(ctx: Ctx): Promise<void> {
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      expectRows(
        1,
        sql`UPDATE organisation SET still_since = NULL WHERE id = ${ctx.organisationId} AND still_since IS NOT NULL`,
      ),
      recordEvents(ctx, [{ name: 'exchange/archive.started', objects: [['organisation', ctx.organisationId]] }]),
    ),
  )
}
