import type { ToldGoods } from '../money/quantity'

export type RefusalKind = 'NOT_FOUND' | 'CONFLICT' | 'REFUSED' | 'FORBIDDEN' | 'UNAUTHENTICATED' | 'TOO_MANY'
type RefusalParameters = Record<string, string | number | bigint | boolean | null | string[] | string[][]> & ToldGoods

/** A refusal with a code: the answer of a verb that does not do what was asked. `words` turns the code into a sentence. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly parameters: RefusalParameters

  constructor(kind: RefusalKind, code: string, parameters: RefusalParameters = {}) {
    super(code)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.parameters = parameters
  }
}

/** A failure of background work that a repetition cannot mend: the work is given up at once. */
export class GivenUp extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'GivenUp'
  }
}

/** Refuses because a rule of the trade forbids it (status 422). */
export function refuse(code: string, parameters?: RefusalParameters): never {
  throw new Refusal('REFUSED', code, parameters)
}

/** Refuses because the organisation has no such record (404). A record of another organisation gets exactly the same answer. */
export function notFound(noun: string): never {
  throw new Refusal('NOT_FOUND', 'NOT_FOUND', { noun })
}

/** Refuses because somebody else was faster or the record has changed (409). */
export function conflict(code: string, parameters?: RefusalParameters): never {
  throw new Refusal('CONFLICT', code, parameters)
}

const unreachableCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
]
const unreachableWords =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/i

/**
 * Whether an error says that the database is unreachable, full or closing, rather than that the request is wrong:
 * classes 08, 53 and 57P of PostgreSQL's codes, the errors of sockets and drivers, and any of them wrapped.
 */
export function isUnreachable(error: unknown): boolean {
  let current: unknown = error
  for (let depth = 0; depth < 5 && current && typeof current === 'object'; depth++) {
    const { code, originalCode, cause, message } = current as Record<string, unknown>
    const said = String(originalCode ?? code ?? '')
    if (unreachableCodes.includes(said) || /^(08|53|57P)[0-9A-Z]{2,3}$/.test(said)) return true
    if (typeof message === 'string' && unreachableWords.test(message)) return true
    current = cause
  }
  return false
}

/** The PostgreSQL code of an error, even when a driver has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  let current: unknown = error
  for (let depth = 0; depth < 5 && current && typeof current === 'object'; depth++) {
    const { code, originalCode, cause } = current as { code?: unknown; originalCode?: unknown; cause?: unknown }
    if (typeof originalCode === 'string') return originalCode
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
    current = cause
  }
  return undefined
}
