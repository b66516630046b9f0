import type { Ctx } from '@/server/platform/ctx'
import { read } from '@/server/platform/run'
import { checkDecisions, checkOrders } from './derived'
import { flowRules } from './flow'
import { moneyRules } from './money'
import type { Rule, Violation } from './rule'
import { stockRules } from './stock'

const rules: Rule[] = [...stockRules, ...moneyRules, ...flowRules]

/** How many lines the checker has. */
export const ruleCount = rules.length + 2

const shownOfEach = 20

/** Rules 1 to 18 of one organisation, rebuilt from its rows; an empty answer means that all hold. */
export async function checkOrganisation(ctx: Ctx): Promise<Violation[]> {
  const violations: Violation[] = []
  for (const rule of rules) {
    const [found] = await read(ctx, rule.broken(ctx))
    violations.push(
      ...found.slice(0, shownOfEach).map(({ subject }) => ({ rule: rule.rule, what: rule.what, subject })),
    )
    if (found.length > shownOfEach)
      violations.push({ rule: rule.rule, what: rule.what, subject: `and ${found.length - shownOfEach} more` })
  }
  return [...violations, ...(await checkOrders(ctx)), ...(await checkDecisions(ctx))]
}
