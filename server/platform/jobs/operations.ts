import type { Ctx } from '../context/ctx'
import { notFound, refuse } from '../context/errors'
import { transaction } from '../database/run'
import { sql } from '../database/sql'
import { recordEvents } from '../events/events'
import { sendEvents } from './deliver'
import { bearerOf } from './executor/bearer'
import type { ExecutorStatus, FailedWork, FailingSchedule, WorkOfOrganisation } from './executor/status'
import { eventToRetry, failedWork } from './failed'
import { type Outside, outsideServer } from './outside'

/** Who runs background work: the executor of this program, an Inngest server, or nothing that answers. */
export type BackgroundWork =
  | { carriedOutBy: 'PROGRAM'; work: WorkOfOrganisation }
  | { carriedOutBy: 'SERVER'; failed: FailedWork[] }
  | { carriedOutBy: 'NOBODY' }

/** The background work of the organisation, as the background process reports it. */
export async function backgroundWork(ctx: Ctx): Promise<BackgroundWork> {
  if (outsideServer(process.env)) return { carriedOutBy: 'SERVER', failed: await failedWork(ctx) }
  const answer = await ask(`/organisations/${ctx.organisationId}/runs`, 'GET').catch(() => null)
  if (!answer?.ok) return { carriedOutBy: 'NOBODY' }
  return { carriedOutBy: 'PROGRAM', work: (await answer.json()) as WorkOfOrganisation }
}

/** The schedules of the whole installation that fail. The list is empty when an Inngest server runs them or nothing answers. */
export async function failingSchedules(): Promise<FailingSchedule[]> {
  if (outsideServer(process.env)) return []
  const answer = await ask('/status', 'GET').catch(() => null)
  return answer?.ok ? ((await answer.json()) as ExecutorStatus).failingSchedules : []
}

const retried = (ctx: Ctx, functionId: string) =>
  recordEvents(ctx, [
    { name: 'platform/work.retried', objects: [['organisation', ctx.organisationId]], payload: { functionId } },
  ])

/** Tries a failed run of the organisation again. Refuses NOT_FOUND, WORKER_AWAY. */
export async function retryWork(ctx: Ctx, runId: string): Promise<{ functionId: string }> {
  const outside = outsideServer(process.env)
  return outside ? retryOutside(ctx, runId, outside) : retryInside(ctx, runId)
}

/** Tries again from the step that failed. */
async function retryInside(ctx: Ctx, runId: string): Promise<{ functionId: string }> {
  const answer = await ask(`/organisations/${ctx.organisationId}/runs/${encodeURIComponent(runId)}`, 'POST').catch(
    () => null,
  )
  if (answer?.status === 404) notFound('failed run')
  if (!answer?.ok) refuse('WORKER_AWAY')
  const { functionId } = (await answer.json()) as { functionId: string }
  await transaction(ctx, {}, (tx) => tx.commit(retried(ctx, functionId)))
  return { functionId }
}

/** Starts a new run of the same function. Two requests start one run. */
async function retryOutside(ctx: Ctx, runId: string, { eventUrl, eventKey }: Outside): Promise<{ functionId: string }> {
  const found = (await eventToRetry(ctx, runId)) ?? notFound('failed run')
  const { functionId, name, data } = found
  const event = { id: `again:${runId}`, name, ts: Date.now(), data }
  if (!(await sendEvents(eventUrl, eventKey, [event]).catch(() => false))) refuse('WORKER_AWAY')
  const done = sql`UPDATE failed_work SET retried_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND run_id = ${runId}`
  await transaction(ctx, {}, (tx) => tx.commit(done, retried(ctx, functionId)))
  return { functionId }
}

function ask(path: string, method: string): Promise<Response> {
  const key = process.env.INNGEST_SIGNING_KEY
  const headers = key ? { authorization: bearerOf(key) } : undefined
  return fetch(`http://127.0.0.1:${process.env.WORKER_PORT}${path}`, {
    method,
    headers,
    signal: AbortSignal.timeout(3_000),
  })
}
