import type { NewApplication } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

interface StandingApplication extends NewApplication {
  id: string
}

/** The applications of a receipt or refund that nobody has taken back. */
export function standingApplications(ctx: Ctx, sourceId: string): Statement<StandingApplication> {
  return sql`SELECT a.id, a.open_item_id, a.source_kind, a.source_id, a.amount_minor, a.posting_id FROM application a
    WHERE a.organisation_id = ${ctx.organisationId} AND a.source_id = ${sourceId} AND a.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM application r WHERE r.organisation_id = a.organisation_id AND r.reverses_id = a.id)`
}
