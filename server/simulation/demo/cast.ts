import type { ProductInput } from '@/server/catalog/schema'
import type { CustomerInput } from '@/server/customer/schema'
import { currencyExponent } from '@/server/platform/money'
import { between, chance, oneOf } from '../chance'
import type { World } from '../drive'
import { goods, patterns, signs, streets, surnames, towns, trades } from './words'

/** How a customer pays: days after the due day, from–to; null = stops paying in the last months. */
export type Habit = readonly [from: number, to: number] | null

export interface Buyer {
  key: string
  facts: CustomerInput
  terms: string
  habit: Habit
  /** Days after the beginning of the story on which the customer comes. */
  since: number
}

export const buyers = 100
const strangersFrom = 70

function nameOf(index: number): string {
  const nth = Math.floor(index / 4)
  const surname = surnames[nth % surnames.length] as string
  if (index % 4 === 0) return `The ${signs[nth % signs.length]}`
  if (index % 4 === 1) return `${surname} & ${surnames[(nth * 7 + 3) % surnames.length]}`
  if (index % 4 === 2) return `${towns[nth % towns.length]?.[0]} ${trades[Math.floor(nth / 3) % trades.length]}`
  return `${surname} ${trades[(nth * 3) % trades.length]} Ltd`
}

function habitOf(index: number, seed: string): Habit {
  if (index % 29 === 17) return null
  const luck = chance(seed, 'habit', index)
  if (luck < 0.5) return [-4, 1]
  if (luck < 0.8) return [1, 12]
  return [8, 34]
}

function termsOf(index: number): string {
  if (index % 7 === 3) return 'PREPAID'
  return index % 4 === 1 ? 'NET14' : 'NET30'
}

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** In another country than the story's own, everybody lives in the town that its time zone is named after. */
function placeOf(world: World, index: number, seed: string) {
  const { country, timeZone } = world.organisation
  const [town, outward] = oneOf(towns, seed, 'town', index)
  if (country === 'GB') {
    const letters = 'ABDEFGHJLN'
    const inward = `${between(1, 9, seed, 'in', index)}${oneOf([...letters], seed, 'a', index)}${oneOf([...letters], seed, 'b', index)}`
    return { billCity: town, billPostcode: `${outward} ${inward}` }
  }
  return {
    billCity: timeZone.split('/').at(-1)?.replace(/_/g, ' ') ?? town,
    billPostcode: String(between(10_000, 99_999, seed, 'code', index)),
  }
}

/** The nth customer of the story. */
export function buyer(world: World, index: number, seed: string): Buyer {
  const name = nameOf(index)
  const taxed = world.organisation.country === 'GB' && chance(seed, 'taxed', index) < 0.4
  return {
    key: `demo-${index + 1}`,
    terms: termsOf(index),
    habit: habitOf(index, seed),
    since: index < strangersFrom ? 0 : between(20, 330, seed, 'since', index),
    facts: {
      name,
      email: `orders@${slugOf(name)}.example`,
      phone: `01632 960${String(between(100, 999, seed, 'phone', index))}`,
      billLine: `${between(1, 98, seed, 'house', index)} ${oneOf(streets, seed, 'street', index)}`,
      ...placeOf(world, index, seed),
      ...(taxed ? { taxNumber: `GB${between(100_000_000, 999_999_999, seed, 'vat', index)}` } : {}),
      externalKey: `demo-${index + 1}`,
    },
  }
}

export const products = goods.length * patterns.length

function gtinOf(index: number): string {
  const body = `2001${String(10_000_000 + index * 37)}`
  const sum = [...body].reduce((total, figure, place) => total + Number(figure) * (place % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

/** The nth product of the story; the first ones sell best. */
export function product(world: World, index: number, seed: string): ProductInput & { sku: string } {
  const [name, price, grams] = goods[index % goods.length] as (typeof goods)[number]
  const pattern = patterns[Math.floor(index / goods.length)] as string
  const exponent = currencyExponent(world.organisation.currency)
  const asked = price * (0.9 + 0.2 * chance(seed, 'price', index))
  return {
    sku: `MG-${1001 + index}`,
    name: `${pattern} ${name}`,
    gtin: gtinOf(index),
    unitPrice: exponent === 0 ? String(Math.round(asked * 150)) : (Math.round(asked * 20) / 20).toFixed(2),
    weightGrams: grams,
  }
}
