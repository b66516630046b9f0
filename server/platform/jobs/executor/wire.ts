/** An event as the SDK sends and receives it. Fields that the executor does not know are kept as they are. */
export interface WireEvent {
  id: string
  name: string
  /** Epoch milliseconds. */
  ts: number
  data: Record<string, unknown>
  [field: string]: unknown
}

/** The serialised error of a step or a function. */
export interface WireError {
  name: string
  message: string
  stack?: string
}

/** The result of a step: exactly one of the two. */
export type StepResult = { data: unknown } | { error: unknown }

/** One instruction of a 206 reply. */
export interface Op {
  id: string
  op: string
  name?: string
  displayName?: string
  data?: unknown
  error?: unknown
  opts?: {
    if?: string
    event?: string
    timeout?: string
    duration?: string
    parallelMode?: string
    function_id?: string
    payload?: Record<string, unknown>
  }
}

/** A function as it was registered, reduced to what the executor acts on. */
export interface RegisteredFunction {
  id: string
  app: string
  url: string
  triggers: Trigger[]
  /** All attempts: the first and the retries. */
  maxAttempts: number
  concurrency: { limit: number; key?: string } | null
}

export type Trigger = { event: string; expression?: string } | { cron: string }

/** The call that a queued job asks for. `step` is the word "step" for a discovery call, otherwise the id of a planned step. */
export type JobData =
  | { kind: 'CALL'; run: string; step: string; attempt: number; unreached?: number }
  | { kind: 'TIMER'; run: string; step: string; result: StepResult }
  | { kind: 'CRON'; fn: string; cron: string }

const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * Reads a duration of the SDK ("2h30m") or an ISO instant as milliseconds from `now`; never negative. Text that cannot
 * be read counts as 0, so that a run goes on instead of waiting for ever.
 */
export function millisecondsUntil(text: string, now: number): number {
  if (/^\d{4}-/.test(text)) return Math.max(0, (Date.parse(text) || now) - now)
  let total = 0
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|[smhdw])/g)) total += Number(amount) * units[unit!]!
  return total
}

/** The error of anything thrown or received, with at most 8 kB of stack. */
export function wireError(thrown: unknown): WireError {
  const error = (thrown ?? {}) as Partial<WireError> & { error?: unknown }
  const message = error.message ?? error.error ?? thrown ?? 'Unknown error'
  return {
    name: String(error.name ?? 'Error'),
    message: typeof message === 'string' ? message : JSON.stringify(message),
    ...(error.stack ? { stack: String(error.stack).slice(0, 8_000) } : {}),
  }
}
