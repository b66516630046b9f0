import { currencyInHead, signInHead } from '@/server/collection/rules/csv-words'
import { currencies } from '@/server/platform/money/money'
import { meansOther, sharedSigns, signWords } from '@/server/platform/money/signs'
import { otherCurrency } from '@/server/platform/money/written'
import { type Cells, type Manner, numberIn, type Problem, shown } from './cells'
import { fieldsOf, type KindName } from './fields'
import type { Mapping } from './heads'

/** A price or another amount of money with its decimal places, or the problem; one in another currency is a problem. */
export function moneyIn(field: string, text: string, manner: Manner & { currency: string }): string | Problem {
  const other = otherCurrency(text, manner.decimalSign, manner.currency)
  return other === null
    ? numberIn(field, text, manner)
    : { field, code: 'OTHER_CURRENCY', parameters: { currency: other } }
}

/** What is wrong with the currency that a row names, by code or sign; nothing when it names none. */
export function currencyWrong({ currency: said }: Cells, { currency }: { currency: string }): Problem[] {
  if (said === undefined || said.toUpperCase() === currency) return []
  const isOurs =
    signWords[said.toUpperCase()] === currency ||
    (said.toUpperCase() in sharedSigns && !meansOther(said.toUpperCase(), currency))
  return isOurs ? [] : [{ field: 'currency', code: 'OTHER_CURRENCY', parameters: { currency: shown(said) } }]
}

const known = new Set(currencies())

/** The currency in the heads of the columns of money, 'USD' of 'Price (USD)' and '$' of 'Price ($)'; nothing when they name none. */
export function currencyOfHeads(kind: KindName, heads: readonly string[], mapping: Mapping): string | undefined {
  const named = fieldsOf(kind).flatMap(({ key, money }) => {
    const head = (money && heads[mapping[key] ?? -1]) ?? ''
    const code = currencyInHead(head)
    return (code && known.has(code) ? code : signInHead(head)) ?? []
  })
  return named.length > 0 ? [...new Set(named)].join(', ') : undefined
}
