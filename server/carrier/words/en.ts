import type { Say, Sentences } from '@/server/platform/words/words'
import type { FreightProblem, FreightTable } from '../rules'

export const sentences: Sentences = {
  'carrier/carrier.changed': () => 'Carrier changed',
  'carrier/service.changed': () => 'Carrier service changed',
}

export const refusals: Sentences = {}

export const freightProblemWords: Record<FreightProblem['code'], string> = {
  COUNTRY: 'Choose a country, or everywhere else.',
  FROM: 'Write from where on it costs this, 0 for the first row.',
  AMOUNT: 'Write what it costs, 0 for free.',
  TWICE: 'There is a row for this already.',
  NO_START: 'The first row of each country begins at 0.',
  NO_ELSEWHERE: 'Say what it costs everywhere else.',
}

/** From where on a step holds: `from £50.00:`, `above 5 kg:`; nothing for the first. */
export const stepWords = (by: FreightTable['by'], from: string, say: Say): string =>
  from === '0' ? '' : by === 'VALUE' ? `from ${say.money(from)}:` : `above ${say.weight(from)}:`

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** What freight costs, in one line: `£9.90, from £50.00: £5.90, from £150.00: free; Ireland: £19.90`. */
export function freightWords({ by, steps }: FreightTable, say: Say): string {
  const countries = [...new Set(steps.map(({ country }) => country))]
  return countries
    .map((country) => {
      const own = steps.filter((step) => step.country === country)
      const told = own.map(({ from, amountMinor }) =>
        [stepWords(by, from, say), amountMinor === '0' ? 'free' : say.money(amountMinor)].filter(Boolean).join(' '),
      )
      return `${country === null ? '' : `${countryNames.of(country)}: `}${told.join(', ')}`
    })
    .join('; ')
}
