import { entityValidators, personValidators, validateEntity, validatePerson } from 'stdnum'
import { isCountry } from './country'

/** Countries of whose VAT numbers the library knows the check digits; a test has a true number of each. */
const checked = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
)

/** Letters before a number that are not those of its country: Greece, and Northern Ireland. */
const lettersOf: Record<string, string> = { EL: 'GR', XI: 'GB' }

/** The country by whose rule a written tax number is: that of its letters, else the given one. */
function countryOf(country: string, number: string): string {
  const letters = number.slice(0, 2)
  const named = lettersOf[letters] ?? letters
  return isCountry(named) ? named : country
}

/**
 * Whether the check digits of a tax number are right, as `taxNumberOf` writes it; true where nobody knows. It says nothing about
 * whether the number was given to anybody.
 */
export function taxDigitsRight(country: string, number: string): boolean {
  const home = countryOf(country, number)
  if (!checked.has(home) || !(entityValidators[home] || personValidators[home])) return true
  return [number, number.slice(2)].some((one) => validateEntity(home, one).isValid || validatePerson(home, one).isValid)
}
