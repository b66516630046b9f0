import type { Ctx } from '@/server/platform/context/ctx'
import type { Statement } from '@/server/platform/database/sql'

/** A rule that does not hold for one record. */
export interface Violation {
  rule: number
  what: string
  /** The record. */
  subject: string
}

/** One row of a rule's statement: one violation. */
interface Found {
  subject: string
}

/**
 * A line of the checker: the number of the rule, the sentence that must hold, and a statement that finds the rows for
 * which it does not.
 */
export interface Rule {
  rule: number
  what: string
  broken(ctx: Ctx): Statement<Found>
}
