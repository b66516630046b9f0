import { mintCtx, organisationOf } from '../ctx'
import { pool } from '../db'
import { lookUp } from '../run'
import { sql } from '../sql'
import type { JobPorts } from './wrap'

/** The platform's side of background work, on the serving role's connections. */
export const jobPorts: JobPorts = {
  async mintCtx(organisationId) {
    const connection = await pool().connect()
    let broken: Error | undefined
    try {
      const [, , found] = await Promise.all([
        connection.query('BEGIN'),
        connection.query(`SELECT set_config('app.organisation_id', $1, true)`, [organisationId]),
        connection.query('SELECT * FROM organisation WHERE id = $1', [organisationId]),
        connection.query('COMMIT'),
      ])
      const organisation = organisationOf(found.rows[0])
      return mintCtx({ organisation, actor: { kind: 'SYSTEM', id: null }, permissions: 'ALL' })
    } catch (error) {
      broken = error as Error
      throw error
    } finally {
      connection.release(broken)
    }
  },
  async dueOrganisations(due) {
    const rows = await lookUp(
      sql<{
        organisationId: string
      }>`SELECT organisation_id FROM due_organisations(${due}, ${new Date()}::timestamptz)`,
    )
    return rows.map((row) => row.organisationId)
  },
  onFailure(failure) {
    console.error(JSON.stringify({ at: new Date().toISOString(), failed: failure }))
  },
}
