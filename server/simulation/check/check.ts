import type { Ctx } from '@/server/platform/context/ctx'
import { type Reader, snapshot } from '@/server/platform/database/run'
import { checkDecisions, checkOrders } from './derived'
import { flowRules } from './flow'
import { moneyRules } from './money'
import type { Rule, Violation } from './rule'
import { stockRules } from './stock'

/** The lines of the checker that are one statement each. */
export const rules: Rule[] = [...stockRules, ...moneyRules, ...flowRules]

/** How many lines the checker has. */
export const ruleCount = rules.length + 2

const shownOfEach = 20

/**
 * Rules 1 to 18 of one organisation, rebuilt from its rows; an empty answer means that all hold. Everything is read as it
 * stood at one moment, so that a program that writes meanwhile is never taken for a violation.
 */
export function checkOrganisation(ctx: Ctx): Promise<Violation[]> {
  return snapshot(ctx, (reader) => checkThrough(ctx, reader))
}

/** The same through whoever reads: everything must come from one moment. */
export async function checkThrough(ctx: Ctx, reader: Reader): Promise<Violation[]> {
  return [
    ...(await checkRules(ctx, reader)),
    ...(await checkOrders(ctx, reader)),
    ...(await checkDecisions(ctx, reader)),
  ]
}

async function checkRules(ctx: Ctx, reader: Reader): Promise<Violation[]> {
  const violations: Violation[] = []
  for (const { rule, what, broken } of rules) {
    const [found] = await reader(broken(ctx))
    violations.push(...found.slice(0, shownOfEach).map(({ subject }) => ({ rule, what, subject })))
    if (found.length > shownOfEach) violations.push({ rule, what, subject: `and ${found.length - shownOfEach} more` })
  }
  return violations
}
