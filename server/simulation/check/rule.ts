import type { Ctx } from '@/server/platform/context/ctx'
import type { Statement } from '@/server/platform/database/sql'

/** One thing that is not as it must be. */
export interface Violation {
  rule: number
  what: string
  /** Which record. */
  subject: string
}

/** What a statement of a rule answers: a row per violation. */
export interface Found {
  subject: string
}

/** A line of the checker: the number of the rule, what must hold, and a statement that answers what breaks it. */
export interface Rule {
  rule: number
  what: string
  broken(ctx: Ctx): Statement<Found>
}
