import { z } from 'zod'
import { currencies } from '@/server/platform/money/money'
import { countryDefaults, isCountry } from '@/server/platform/place/country'
import { isZone } from '@/server/platform/time/calendar'

/** What a person enters to create an organisation; the rest is filled in from the country. */
export const foundInput = z.strictObject({
  name: z.string().trim().min(1, 'Say what the business is called.').max(100),
  country: z.string().refine(isCountry, 'Choose a country.'),
  currency: z.string().refine((code) => currencies().includes(code), 'Choose a currency.'),
  timeZone: z.string().max(64).refine(isZone, 'Choose a time zone.'),
  /** Whether the organisation begins with sample trade. */
  sample: z.boolean().default(false),
})
export type FoundInput = z.input<typeof foundInput>

/** The currency and time zones that the form proposes for a country. */
export function proposal(country: string): { currency: string; timeZones: string[] } {
  const { currency, timeZones } = countryDefaults(country)
  return { currency, timeZones }
}
