import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'

/** Takes a customer out of lists and choosers. Refuses with CUSTOMER_HAS_OPEN_BUSINESS while something is ordered or owed. */
export async function archiveCustomer(ctx: Ctx, input: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[account], [customer]] = await tx.run(
      sql<{
        busy: boolean
      }>`SELECT open_minor <> 0 OR unapplied_minor <> 0 OR EXISTS (SELECT 1 FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId}
          AND (o.customer_id = ${input.id} OR o.payer_id = ${input.id}) AND o.stage NOT IN ('SETTLED', 'CANCELLED')) AS busy
        FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${input.id} FOR NO KEY UPDATE`,
      sql<{
        archivedAt: Date | null
      }>`SELECT archived_at FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} FOR NO KEY UPDATE`,
    )
    if (!customer) notFound('customer')
    if (customer.archivedAt) conflict('STALE')
    if (account?.busy) refuse('CUSTOMER_HAS_OPEN_BUSINESS')
    await tx.commit(
      sql`UPDATE customer SET archived_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id}`,
      recordEvents(ctx, [{ name: 'customer/customer.archived', objects: [['customer', input.id]] }]),
    )
  })
}

/** Restores an archived customer. Refuses with MERGED_ALREADY one that is part of another now. */
export async function restoreCustomer(ctx: Ctx, input: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[customer]] = await tx.run(
      sql<{
        archivedAt: Date | null
        mergedInto: string | null
      }>`SELECT archived_at, merged_into FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} FOR NO KEY UPDATE`,
    )
    if (!customer) notFound('customer')
    if (customer.mergedInto) refuse('MERGED_ALREADY')
    if (!customer.archivedAt) conflict('STALE')
    const back = restoring(ctx, input.id)
    await tx.commit(back.statement, recordEvents(ctx, [back.event]))
  })
}

/** The statement that restores an archived customer, for a verb that does more in the same transaction. */
export function restoring(ctx: Ctx, id: string): { statement: Statement<never>; event: NewEvent } {
  return {
    statement: sql`UPDATE customer SET archived_at = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
    event: { name: 'customer/customer.restored', objects: [['customer', id]] },
  }
}
