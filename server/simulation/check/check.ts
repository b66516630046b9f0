import type { Ctx } from '@/server/platform/context/ctx'
import { type Reader, snapshot } from '@/server/platform/database/run'
import { catalogRules } from './catalog'
import { customerRules } from './customers'
import { checkDecisions, checkOrders } from './derived'
import { filingRules } from './filing'
import { flowRules } from './flow'
import { importRules } from './imports'
import { lotRules } from './lots'
import { moneyRules } from './money'
import { priceRules } from './prices'
import { quoteRules } from './quotes'
import { returnableRules } from './returnables'
import type { Rule, Violation } from './rule'
import { stockRules } from './stock'
import { supplyRules } from './supply'

/** The lines of the checker that are one SQL statement each. */
export const rules: Rule[] = [
  ...stockRules,
  ...lotRules,
  ...supplyRules,
  ...moneyRules,
  ...priceRules,
  ...returnableRules,
  ...quoteRules,
  ...flowRules,
  ...customerRules,
  ...catalogRules,
  ...importRules,
  ...filingRules,
]

/** The number of lines of the checker, with the two that are not SQL. */
export const ruleCount = rules.length + 2

const shownOfEach = 20

/**
 * Checks rules 1 to 18 of one organisation against its rows; an empty answer means that all hold. It reads everything
 * as of one moment, so that a concurrent write never looks like a violation.
 */
export function checkOrganisation(ctx: Ctx): Promise<Violation[]> {
  return snapshot(ctx, (reader) => checkThrough(ctx, reader))
}

/** Checks through the given reader, which must read everything as of one moment. */
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
