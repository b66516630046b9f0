import { plainHead } from '@/server/collection/rules/csv-words'
import { type DeliveryRule, deliveryRules, type taxTreatments } from '@/server/customer/schema'
import { type Problem, shown } from './cells'

type Treatment = (typeof taxTreatments)[number]

/** How programs and people say how a customer is taxed. */
const treatments: Readonly<Record<Treatment, string>> = {
  DOMESTIC: 'domestic|as at home|taxed as at home|at home|home|inland|national',
  EXEMPT: 'exempt|tax exempt|exempt from tax|steuerfrei|steuerbefreit|exonere',
  REVERSE_CHARGE:
    'reverse charge|intra community|intra community supply|intra eu|innergemeinschaftlich|autoliquidation',
  EXPORT: 'export|outside the eu|outside eu|third country|ausfuhr|drittland|exportation',
}

/** How a customer is taxed, by its code or in words, or the problem. */
export function taxTreatmentIn(text: string): Treatment | Problem {
  const said = plainHead(text)
  const found = Object.entries(treatments).find(([, words]) => words.split('|').includes(said))?.[0]
  return (found as Treatment | undefined) ?? { field: 'taxTreatment', code: 'TREATMENT_UNKNOWN' }
}

const rules: Readonly<Record<DeliveryRule, string>> = {
  PART: 'part|as it comes|partial|partial delivery|teillieferung',
  COMPLETE: 'complete|all together|complete only|komplettlieferung',
  CLOSE_REST: 'close rest|close the rest|what is there the rest is closed',
  REFUSE: 'refuse|refused',
}

/** How an order is sent of which something is short, by its code or in words, or the problem. */
export function deliveryRuleIn(text: string): DeliveryRule | Problem {
  const said = plainHead(text)
  const found = deliveryRules.find((rule) => rules[rule].split('|').includes(said))
  return found ?? { field: 'deliveryRule', code: 'DELIVERY_RULE_UNKNOWN', parameters: { text: shown(text) } }
}

/** A code as people read it: 'reverse charge'. */
export const codeWords = (code: unknown): string => String(code).toLowerCase().replaceAll('_', ' ')
