import { CountryName } from '@/components/address'
import { Money } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { FreightTable } from '@/server/carrier/rules'
import { stepWords } from '@/server/carrier/words/en'
import { speak } from '@/server/platform/words/words'

/** What freight costs, a line for each step; where countries differ, each under its name. */
export function FreightSteps({ table: { by, steps } }: { table: FreightTable }) {
  const say = speak(useWorkspace())
  const places = [...new Set(steps.map(({ country }) => country))]
  return (
    <ul>
      {steps.map(({ country, from, amountMinor }, index) => (
        <li key={`${country} ${from}`}>
          {places.length > 1 && steps[index - 1]?.country !== country && (
            <span className="block text-ink-3 text-sm">
              {country === null ? 'Everywhere else' : <CountryName code={country} />}
            </span>
          )}
          {stepWords(by, from, say)} {amountMinor === '0' ? 'free' : <Money minor={BigInt(amountMinor)} />}
        </li>
      ))}
    </ul>
  )
}
