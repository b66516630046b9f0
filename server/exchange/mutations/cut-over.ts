import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { cutOver, waitingDocuments } from '../queries/cut-over'
import { agrees } from '../rules/cut-over'
import type { KindName } from '../rules/fields'
import type { TotalsInput } from '../schema'

const told = (
  ctx: Ctx,
  name: 'exchange/cutOver.gone' | 'exchange/cutOver.reopened' | 'exchange/cutOver.compared',
  payload = {},
) => recordEvents(ctx, [{ name, objects: [['organisation', ctx.organisationId]], payload }])

/** Keeps what the program before says; what is left out is no longer compared. */
export async function sayTotals(ctx: Ctx, { totals }: TotalsInput): Promise<void> {
  const said = json(Object.fromEntries(totals.map(({ figure, value }) => [figure, value])))
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`INSERT INTO cut_over (organisation_id, totals) VALUES (${ctx.organisationId}, ${said}::jsonb)
        ON CONFLICT (organisation_id) DO UPDATE SET totals = excluded.totals`,
      told(ctx, 'exchange/cutOver.compared'),
    ),
  )
}

/**
 * This program counts from now on: stock, open invoices, open orders and planned receipts are no longer moved in from files, nor taken back,
 * and customers are told of their orders again: the documents of goods that left before are mailed now. Refuses with TOTALS_DIFFER
 * when a figure is not said or not the same, unless that is meant.
 */
export async function go(ctx: Ctx, { although }: { although: boolean }): Promise<void> {
  const { figures } = await cutOver(ctx)
  if (!agrees(figures) && !although) refuse('TOTALS_DIFFER')
  await transaction(ctx, {}, async (tx) => {
    // Orders are locked first: what is invoiced at the same moment is either found here, or mailed because it is no longer quiet.
    const [, quiet] = await tx.run(
      sql`SELECT 1 FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND quiet ORDER BY id FOR UPDATE`,
      waitingDocuments(ctx),
    )
    const due = quiet.map(({ id, type }): NewEvent => ({ name: 'exchange/document.released', objects: [[type, id]] }))
    await tx.commit(
      sql`INSERT INTO cut_over (organisation_id, totals, gone_at, gone_by) VALUES (${ctx.organisationId}, '{}'::jsonb, ${ctx.now}, ${ctx.actor.id}::uuid)
        ON CONFLICT (organisation_id) DO UPDATE SET gone_at = excluded.gone_at, gone_by = excluded.gone_by`,
      sql`UPDATE sales_order SET quiet = false WHERE organisation_id = ${ctx.organisationId} AND quiet`,
      told(ctx, 'exchange/cutOver.gone', { agrees: agrees(figures) }),
      recordEvents(ctx, due),
    )
  })
}

/** Goes on with moving in after all. */
export async function reopen(ctx: Ctx): Promise<void> {
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`UPDATE cut_over SET gone_at = NULL, gone_by = NULL WHERE organisation_id = ${ctx.organisationId}`,
      told(ctx, 'exchange/cutOver.reopened'),
    ),
  )
}

/** Whether this program counts already. */
export const goneOver = (ctx: Ctx): Statement<{ gone: boolean }> =>
  sql`SELECT gone_at IS NOT NULL AS gone FROM cut_over WHERE organisation_id = ${ctx.organisationId}`

/** What stands in the program before until this one counts. */
const balances = new Set<KindName>(['STOCK', 'OPEN_INVOICES', 'OPEN_ORDERS', 'PLANNED_RECEIPTS'])

/** Refuses to move balances in, or back, once this program counts. */
export function refuseAfterGo(kind: KindName, over: { gone: boolean } | undefined): void {
  if (over?.gone && balances.has(kind)) refuse('CUT_OVER_DONE')
}
