import { bearerOf } from './executor/api'
import type { ExecutorStatus } from './executor/status'

/** The executor's state for an operations page, asked of the background process; null when it does not answer. */
export async function executorStatus(): Promise<ExecutorStatus | null> {
  const answer = await ask('/status', 'GET').catch(() => null)
  return answer?.ok ? ((await answer.json()) as ExecutorStatus) : null
}

/** Lets a failed run try again from the step that failed; false when there is no such run. */
export async function retryDeadLetter(runId: string): Promise<boolean> {
  return (await ask(`/runs/${encodeURIComponent(runId)}/retry`, 'POST')).ok
}

function ask(path: string, method: string): Promise<Response> {
  const key = process.env.INNGEST_SIGNING_KEY
  const headers = key ? { authorization: bearerOf(key) } : undefined
  const signal = AbortSignal.timeout(3_000)
  return fetch(`http://127.0.0.1:${process.env.WORKER_PORT}${path}`, { method, headers, signal })
}
