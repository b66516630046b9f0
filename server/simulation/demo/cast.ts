import type { ProductInput } from '@/server/catalog/schema'
import type { CustomerInput } from '@/server/customer/schema'
import { currencyExponent } from '@/server/platform/money/money'
import { taxDigitsRight } from '@/server/platform/place/tax-digits'
import { between, chance, oneOf } from '../chance'
import type { World } from '../drive'
import { stateIn, type Tongue, tongueOf, townsOf } from './places'
import type { Scale } from './scale'
import { goods, patterns, signs, streets, surnames, towns, trades } from './words'

/** How a customer pays: days after the due day, from–to; null = stopped paying. */
export type Habit = readonly [from: number, to: number] | null

export interface Buyer {
  key: string
  facts: CustomerInput
  terms: string
  /** What sort of business it is. */
  group: string
  habit: Habit
  /** The day of the story, counted from its beginning, on which the customer comes. */
  since: number
}

function nameOf(index: number, town: string): string {
  const nth = Math.floor(index / 4)
  const surname = surnames[nth % surnames.length] as string
  if (index % 4 === 0) return `The ${signs[nth % signs.length]}`
  if (index % 4 === 1) return `${surname} & ${surnames[(nth * 7 + 3) % surnames.length]}`
  if (index % 4 === 2) return `${town} ${trades[Math.floor(nth / 3) % trades.length]}`
  return `${surname} ${trades[(nth * 3) % trades.length]} Ltd`
}

const nameIn = ({ businesses, surnames: own }: Tongue, index: number) =>
  (businesses[index % businesses.length] as string).replace('%', own[(index * 7 + 3) % own.length] as string)

/** Draws how a payer pays: half of all pay in time, most others a little late. */
export function manner(luck: number): Habit {
  if (luck < 0.5) return [-4, 1]
  return luck < 0.8 ? [1, 12] : [8, 34]
}

function habitOf(scale: Scale, index: number, seed: string): Habit {
  if (scale.stops(index)) return null
  return manner(chance(seed, 'habit', index))
}

function termsOf(index: number): string {
  if (index % 7 === 3) return 'PREPAID'
  return index % 4 === 1 ? 'NET14' : 'NET30'
}

/** The groups of the story's customers. */
export const groups = ['Hospitality', 'Wholesale', 'Retail'] as const

const groupOf = (index: number): string => groups[Math.min(index % 4, 2)] as string

const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** The town that a time zone is named after. */
export const townOfZone = (zone: string) => zone.split('/').at(-1)?.replace(/_/g, ' ') ?? zone

/** In a country whose towns the story does not know, every customer lives in the town that its time zone is named after. */
function placeOf(world: World, index: number, seed: string) {
  const { country, timeZone } = world.organisation
  const [town, outward] = oneOf(towns, seed, 'town', index)
  if (country === 'GB') {
    const letters = 'ABDEFGHJLN'
    const inward = `${between(1, 9, seed, 'in', index)}${oneOf([...letters], seed, 'a', index)}${oneOf([...letters], seed, 'b', index)}`
    return { billCity: town, billPostcode: `${outward} ${inward}` }
  }
  const code = String(between(10_000, 99_999, seed, 'code', index))
  const here = townOfZone(timeZone)
  const known = townsOf(country)
  const [billCity, billPostcode, state] = known ? oneOf(known, seed, 'town', index) : [here, code, here]
  return { billCity, billPostcode, ...stateIn(country, state) }
}

function addressOf(tongue: Tongue | undefined, index: number, seed: string): string {
  const house = between(1, 98, seed, 'house', index)
  if (!tongue) return `${house} ${oneOf(streets, seed, 'street', index)}`
  return oneOf(tongue.streets, seed, 'street', index).replace('#', String(house))
}

/** A British telephone number that is reserved for fiction; customers elsewhere get none. */
const phoneOf = (country: string, index: number, seed: string) =>
  country === 'GB' ? { phone: `01632 960${String(between(100, 999, seed, 'phone', index))}` } : {}

/** The nth customer of the story. */
export function buyer(world: World, scale: Scale, index: number, seed: string): Buyer {
  const { country, locale } = world.organisation
  const place = placeOf(world, index, seed)
  const tongue = tongueOf(locale)
  const town = country === 'GB' ? (towns[Math.floor(index / 4) % towns.length]?.[0] ?? '') : place.billCity
  const name = tongue ? nameIn(tongue, index) : nameOf(index, town)
  const taxed = country === 'GB' && chance(seed, 'taxed', index) < 0.4
  return {
    key: `demo-${index + 1}`,
    terms: termsOf(index),
    group: groupOf(index),
    habit: habitOf(scale, index, seed),
    since: index < scale.firstBuyers ? 0 : between(20, Math.floor(scale.days * 0.83), seed, 'since', index),
    facts: {
      name,
      email: `orders@${slugOf(name)}.example`,
      ...phoneOf(country, index, seed),
      billLine: addressOf(tongue, index, seed),
      ...place,
      ...(taxed ? { taxNumber: vatOf(between(1_000_000, 9_999_999, seed, 'vat', index)) } : {}),
      externalKey: `demo-${index + 1}`,
      ...(index % 5 === 2 ? { tags: ['catalogue by post'] } : {}),
    },
  }
}

/** A British VAT number of seven figures and the check digits that belong to them. */
function vatOf(figures: number): string {
  const ends = Array.from({ length: 100 }, (_, end) => `GB${figures}${String(end).padStart(2, '0')}`)
  return ends.find((number) => taxDigitsRight('GB', number)) ?? `GB${figures}00`
}

/** A pack begins with another figure than its pieces. */
export function gtinOf(index: number, first = '2001'): string {
  const body = `${first}${String(10_000_000 + index * 37)}`
  const sum = [...body].reduce((total, figure, place) => total + Number(figure) * (place % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

/** So many are in a case, where there are cases. */
export const caseOf = 12
export const comesInCases = (index: number) => index % 3 === 0

/** So many are in an inner pack, where cases hold some. */
export const innerOf = 6
export const comesInInners = (index: number) => index % 6 === 0

/** The nth product of the story; the first ones sell best. */
export function product(world: World, index: number, seed: string): ProductInput & { sku: string } {
  const [name, price, grams] = goods[index % goods.length] as (typeof goods)[number]
  const pattern = patterns[Math.floor(index / goods.length)] as string
  const exponent = currencyExponent(world.organisation.currency)
  const asked = price * (0.9 + 0.2 * chance(seed, 'price', index))
  const rounded = (part: number) =>
    exponent === 0 ? String(Math.round(asked * part * 150)) : (Math.round(asked * part * 20) / 20).toFixed(2)
  return {
    sku: `MG-${1001 + index}`,
    name: `${pattern} ${name}`,
    gtin: gtinOf(index),
    unitPrice: rounded(1),
    // Every fourth may not be sold far below its price by everybody.
    ...(index % 4 === 1 && { floorPrice: rounded(0.7) }),
    weightGrams: grams,
    // Every third comes in cases, and of these every second in inner packs and on pallets.
    ...(comesInCases(index) && {
      packs: [
        ...(comesInInners(index) ? [{ unit: 'XPK', quantity: innerOf, gtin: gtinOf(index, '2005') }] : []),
        { unit: 'XCS', quantity: caseOf, gtin: gtinOf(index, '2002') },
        ...(comesInInners(index) ? [{ unit: 'XPX', quantity: 20 * caseOf, gtin: gtinOf(index, '2003') }] : []),
      ],
    }),
  }
}
