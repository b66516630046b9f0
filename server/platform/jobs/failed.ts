import type { Ctx } from '../context/ctx'
import { read, readIn } from '../database/run'
import { json, sql } from '../database/sql'
import type { FailedWork } from './executor/status'
import type { Failure } from './wrap'

/** Stores a run that failed for good on an Inngest server, so that its organisation sees it. */
export async function keepFailedWork(failure: Failure): Promise<void> {
  const { organisationId, runId, functionId, name, message, again } = failure
  if (organisationId === null) return
  await readIn(
    organisationId,
    sql`INSERT INTO failed_work (organisation_id, run_id, function_id, event, error, failed_at)
      VALUES (${organisationId}, ${runId}, ${functionId}, ${json(again)}, ${json({ name, message: message.slice(0, 2_000) })}, ${new Date()})
      ON CONFLICT DO NOTHING`,
  )
}

/** The newest 50 runs on an Inngest server that have used up their attempts and were not tried again. */
export async function failedWork(ctx: Ctx): Promise<FailedWork[]> {
  const [rows] = await read(
    ctx,
    sql<{
      runId: string
      functionId: string
      error: FailedWork['error']
      failedAt: Date
    }>`SELECT run_id, function_id, error, failed_at FROM failed_work
      WHERE organisation_id = ${ctx.organisationId} AND retried_at IS NULL ORDER BY failed_at DESC LIMIT 50`,
  )
  return rows.map((row) => ({ ...row, failedAt: row.failedAt.toISOString() }))
}

/** The event that makes a failed run's function try again; undefined when there is no such run. */
export async function eventToRetry(
  ctx: Ctx,
  runId: string,
): Promise<(Failure['again'] & { functionId: string }) | undefined> {
  const [[row]] = await read(
    ctx,
    sql<{ event: Failure['again']; functionId: string }>`SELECT event, function_id FROM failed_work
      WHERE organisation_id = ${ctx.organisationId} AND run_id = ${runId} AND retried_at IS NULL`,
  )
  return row && { ...row.event, functionId: row.functionId }
}
