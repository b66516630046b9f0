import { taxNumberOf } from '@/server/platform/place/country'
import { COUNTRY_FACTS } from '@/server/platform/place/country-facts'
import type { CustomerFacts } from '../schema'

const isEu = (country: string) => COUNTRY_FACTS[country]?.eu === true

/**
 * How goods for a business in `country` are usually taxed by a seller in `home`: within the EU the buyer owes the tax
 * where its number is of its own country (VAT Directive 2006/112/EC art. 138 and 196), and what leaves for elsewhere is
 * an export (art. 146).
 */
export function usualTreatment(home: string, country: string, taxNumber: string | null): CustomerFacts['taxTreatment'] {
  if (home === country) return 'DOMESTIC'
  if (!isEu(home) || !isEu(country)) return 'EXPORT'
  return taxNumber && taxNumberOf(country, taxNumber) ? 'REVERSE_CHARGE' : 'DOMESTIC'
}
