import type { Organisation } from '@/server/platform/context/ctx'
import type { OrganisationInput } from '@/server/platform/organisation/schema'
import { taxNumberOf } from '@/server/platform/place/country'
import type { World } from '../drive'
import { townOfZone } from './cast'
import { grow } from './grow'
import { stateIn, tongueOf, townsOf } from './places'
import { quarter, type Scale } from './scale'
import { alone } from './team'

/** The form of tax and company numbers by country. All digits are zero, so that nobody takes a number for a real one. */
const noughts = [
  ...[9, 8, 10, 11, 12, 13, 7, 14, 6, 5].map((length) => '0'.repeat(length)),
  ...[
    'ATU00000000',
    '0000000A',
    'AA000000000',
    '000000000B00',
    '000000000001',
    'CHE000000000',
    'A0000000A',
    '00000000A',
  ],
  'T0000000000000',
]

/**
 * Invented details of a seller, marked as invented, that suffice to issue invoices in this country. The owner replaces
 * them.
 */
export function letterheadOf({ name, country, locale, timeZone }: Organisation): OrganisationInput {
  const taxNumber = noughts.map((number) => taxNumberOf(country, number)).find((number) => number !== undefined)
  const [city, postcode, state = city] = townsOf(country)?.[0] ?? [townOfZone(timeZone)]
  const street = tongueOf(locale)?.streets[0]?.replace('#', '1') ?? '1 Sample Street'
  return {
    legalName: `${name} (sample)`,
    addressLine: street,
    city,
    ...(postcode ? { postcode } : {}),
    region: stateIn(country, state).billRegion,
    ...(taxNumber ? { taxRegistered: true, taxNumber } : { taxRegistered: false }),
    email: 'accounts@sample.example',
  }
}

/**
 * Every sample trade, and every day that passes in it, tells the same story: what is proven of it is what each newcomer
 * gets.
 */
export const sampleSeed = 'sample trade'

interface Sampled {
  organisation: Organisation
  /** The person who founded it, who does every job in the sample trade. */
  founderId: string
  begins: Date
  ends: Date
  seed?: string
  scale?: Scale
  tell?(at: Date): Promise<void> | void
}

/**
 * Grows a quarter of trade in an organisation that was founded with sample trade. It works in small steps, so that
 * other requests are served meanwhile.
 */
export function growSample({ organisation, founderId, seed, scale, ...story }: Sampled): Promise<World> {
  return grow({
    ...story,
    organisation,
    scale: scale ?? quarter,
    letterhead: letterheadOf(organisation),
    seed: seed ?? sampleSeed,
    hands: 1,
    team: async () => alone(founderId),
  })
}
