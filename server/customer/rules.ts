import { isCountry, taxNumberOf } from '@/server/platform/place/country'
import { postcodeExample, postcodeOf } from '@/server/platform/place/postcode'
import { lacksState, stateCalled } from '@/server/platform/place/states'

/** The reason why a customer cannot have a payer; undefined when it can. A payer cannot have its own payer. */
export function payerRefusal(
  id: string | null,
  payerId: string | null,
  payerHasPayer: boolean,
  paysForOthers: boolean,
): 'PAYER_IS_SELF' | 'PAYER_HAS_PAYER' | 'PAYS_FOR_OTHERS' | undefined {
  if (!payerId) return undefined
  if (payerId === id) return 'PAYER_IS_SELF'
  if (payerHasPayer) return 'PAYER_HAS_PAYER'
  return paysForOthers ? 'PAYS_FOR_OTHERS' : undefined
}

/** Names of the fields in which `after` differs from `before`. */
export function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const said = (value: unknown) => (Array.isArray(value) ? value.join() : (value ?? null))
  return Object.keys(after).filter((key) => said(after[key]) !== said(before[key]))
}

interface WrittenFacts {
  country: string
  taxNumber: string | null
  registrationNumber?: string | null
  billPostcode: string | null
  shipPostcode: string | null
  shipCountry: string | null
}

/** A wrong fact with its field. */
export type WrongFact =
  | { code: 'CUSTOMER_TAX_NUMBER_WRONG'; field: 'taxNumber' }
  | { code: 'POSTCODE_WRONG'; field: 'billPostcode' | 'shipPostcode'; example: string }

/** Prefixes of tax numbers that differ from the country's code: Greece and Northern Ireland. */
const lettersOf: Record<string, string> = { EL: 'GR', XI: 'GB' }

/** A tax number of the customer's country, or of the one whose letters it begins with: a trader may be registered abroad. */
export function taxNumberIn(country: string, text: string): string | undefined {
  const letters = text.trim().slice(0, 2).toUpperCase()
  const abroad = lettersOf[letters] ?? letters
  return taxNumberOf(country, text) ?? (isCountry(abroad) ? taxNumberOf(abroad, text) : undefined)
}

/**
 * Postcodes and tax number as their countries write them, or the first that cannot be one. What stood there `before` is left
 * as it is: nobody who changes a telephone number has to look for a postcode.
 */
export function writtenFacts<F extends WrittenFacts>(facts: F, before?: Partial<WrittenFacts>): F | WrongFact {
  const after = { ...facts }
  for (const [field, country] of [
    ['billPostcode', facts.country],
    ['shipPostcode', facts.shipCountry ?? facts.country],
  ] as const) {
    const given = facts[field]
    if (!given || given === before?.[field]) continue
    const written = postcodeOf(country, given)
    if (!written) return { code: 'POSTCODE_WRONG', field, example: postcodeExample(country) }
    after[field] = written
  }
  if (!facts.taxNumber || facts.taxNumber === before?.taxNumber) return after
  const taxNumber = taxNumberIn(facts.country, facts.taxNumber)
  return taxNumber ? { ...after, taxNumber } : { code: 'CUSTOMER_TAX_NUMBER_WRONG', field: 'taxNumber' }
}

interface Placed {
  country: string
  billLine: string | null
  billCity: string | null
  billRegion: string | null
  shipLine: string | null
  shipCity: string | null
  shipRegion: string | null
  shipCountry: string | null
}

const placeOf = (facts: Partial<Placed>, role: 'bill' | 'ship') => ({
  line: facts[`${role}Line`],
  city: facts[`${role}City`],
  region: facts[`${role}Region`],
  country: (role === 'ship' && facts.shipCountry) || facts.country,
})

/** The first address that lacks the state of its country, with the field and what that country calls it; an address that stood so before lacks none. */
export function stateLacking(facts: Placed, before?: Partial<Placed>) {
  const role = (['bill', 'ship'] as const).find((one) =>
    lacksState(placeOf(facts, one), before && placeOf(before, one)),
  )
  return role && { field: `${role}Region`, called: stateCalled(placeOf(facts, role).country).toLowerCase() }
}
