import { mintCtx, organisationOf } from '../context/ctx'
import { lookUp, readIn } from '../database/run'
import { sql } from '../database/sql'
import { keepFailedWork } from './failed'
import { outsideServer } from './outside'
import type { JobPorts } from './wrap'

/** The platform's side of background work, on the serving role's connections. */
export const jobPorts: JobPorts = {
  async mintCtx(organisationId) {
    const [[row]] = await readIn(
      organisationId,
      sql<Record<string, unknown>>`SELECT * FROM organisation WHERE id = ${organisationId}`,
    )
    return mintCtx({ organisation: organisationOf(row), actor: { kind: 'SYSTEM', id: null }, permissions: 'ALL' })
  },
  async dueOrganisations(due) {
    const rows = await lookUp(
      sql<{
        organisationId: string
      }>`SELECT organisation_id FROM due_organisations(${due}, ${new Date()}::timestamptz)`,
    )
    return rows.map((row) => row.organisationId)
  },
  async onFailure({ again, ...failure }) {
    console.error(JSON.stringify({ at: new Date().toISOString(), failed: failure }))
    // The executor of this program stores failures itself. An Inngest server stores them where the organisation's owner
    // cannot see them.
    if (outsideServer(process.env)) await keepFailedWork({ again, ...failure })
  },
}
