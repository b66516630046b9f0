import type { Ctx } from '../ctx'
import { notFound, refuse } from '../errors'
import { recordEvents } from '../events'
import { transaction } from '../run'
import { bearerOf } from './executor/bearer'
import type { WorkOfOrganisation } from './executor/status'
import { outsideServer } from './outside'

/** Who carries out background work: the executor of this program, an Inngest server, or nobody who answers. */
export type BackgroundWork =
  | { carriedOutBy: 'PROGRAM'; work: WorkOfOrganisation }
  | { carriedOutBy: 'SERVER' }
  | { carriedOutBy: 'NOBODY' }

/** The background work of the organisation, asked of the background process. */
export async function backgroundWork(ctx: Ctx): Promise<BackgroundWork> {
  if (outsideServer(process.env)) return { carriedOutBy: 'SERVER' }
  const answer = await ask(`/organisations/${ctx.organisationId}/runs`, 'GET').catch(() => null)
  if (!answer?.ok) return { carriedOutBy: 'NOBODY' }
  return { carriedOutBy: 'PROGRAM', work: (await answer.json()) as WorkOfOrganisation }
}

/** Lets a failed run of the organisation try again from the step that failed. Refuses NOT_FOUND, WORKER_AWAY. */
export async function retryWork(ctx: Ctx, runId: string): Promise<{ functionId: string }> {
  const answer = await ask(`/organisations/${ctx.organisationId}/runs/${encodeURIComponent(runId)}`, 'POST').catch(
    () => null,
  )
  if (answer?.status === 404) notFound('failed run')
  if (!answer?.ok) refuse('WORKER_AWAY')
  const { functionId } = (await answer.json()) as { functionId: string }
  const retried = {
    name: 'platform/work.retried',
    objects: [['organisation', ctx.organisationId]],
    payload: { functionId },
  } as const
  await transaction(ctx, {}, (tx) => tx.commit(recordEvents(ctx, [retried])))
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
