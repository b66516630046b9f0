import { z } from 'zod'
import { currencies } from '@/server/platform/money/money'
import { countryDefaults, isCountry } from '@/server/platform/place/country'
import { isZone } from '@/server/platform/time/calendar'

/** A business that wants to begin; whatever the country decides is filled in from it. */
export const foundInput = z.strictObject({
  name: z.string().trim().min(1, 'Say what the business is called.').max(100),
  country: z.string().refine(isCountry, 'Choose a country.'),
  currency: z.string().refine((code) => currencies().includes(code), 'Choose a currency.'),
  timeZone: z.string().max(64).refine(isZone, 'Choose a time zone.'),
  /** Whether a demonstration trade is to be grown in it. */
  sample: z.boolean().default(false),
})
export type FoundInput = z.input<typeof foundInput>

/** What a form proposes for a country. */
export function proposal(country: string): { currency: string; timeZones: string[] } {
  const { currency, timeZones } = countryDefaults(country)
  return { currency, timeZones }
}
