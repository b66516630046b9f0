import { postcodeOf } from '@/server/platform/place/postcode'
import { needsState } from '@/server/platform/place/states'
import { type Cells, countryIn, isProblem, type Problem, shown } from './cells'

interface Located {
  postcode: string
  city: string
  region?: string
}

/** Where a street is, and how many parts of the address say so. */
type Behind = Located & { parts: number }

const usual = /^[A-Z]{2}$/
/** The states of Australia have two or three letters. */
const states: Readonly<Record<string, RegExp>> = { US: usual, CA: usual, AU: /^(NSW|VIC|QLD|SA|WA|TAS|NT|ACT)$/ }

/** 'IA 50309' behind a town, or 'Des Moines IA 50309', or each of them by itself. */
function withState(parts: readonly string[], country: string): Behind | null {
  const words = parts
    .slice(-3)
    .flatMap((part, nth, all) => part.split(/\s+/).map((word) => ({ word, from: all.length - nth })))
  for (const count of [2, 1]) {
    const postcode = postcodeOf(
      country,
      words
        .slice(-count)
        .map(({ word }) => word)
        .join(' '),
    )
    const state = words.at(-count - 1)
    if (!postcode || !state || !states[country]?.test(state.word)) continue
    const before = words.slice(0, -count - 1).filter(({ from }) => from === state.from)
    const isAlone = before.length === 0
    const city = isAlone ? parts.at(-state.from - 1) : before.map(({ word }) => word).join(' ')
    return city ? { postcode, region: state.word, city, parts: isAlone ? state.from + 1 : state.from } : null
  }
  return null
}

/** 'Bristol BS1 4RW', or the postcode behind the town. */
function british(parts: readonly string[]): Behind | null {
  const found = /^(.*?)\s*\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/i.exec(parts.at(-1) ?? '')
  const postcode = found?.[2] && postcodeOf('GB', found[2])
  const city = found?.[1] || parts.at(-2)
  // A county may stand behind the town, so that only a street and one more name are certain.
  return postcode && city ? { postcode, city, parts: found?.[1] ? 1 : 2 } : null
}

/** '20457 Hamburg', '1012 AB Amsterdam', '00184 Roma (RM)'. */
function postcodeFirst(parts: readonly string[], country: string): Behind | null {
  const words = (parts.at(-1) ?? '').split(/\s+/)
  for (const count of [2, 1]) {
    const code = words.slice(0, count).join(' ')
    const town = words.slice(count).join(' ')
    const postcode = /\d/.test(code) && /^\p{L}/u.test(town) ? postcodeOf(country, code) : undefined
    if (!postcode) continue
    const region = needsState(country) ? /^(.+?)\s+\(?([A-Z]{2})\)?$/.exec(town) : null
    return region
      ? { postcode, city: region[1] as string, region: region[2] as string, parts: 1 }
      : { postcode, city: town, parts: 1 }
  }
  return null
}

const townFirst = new Set(['US', 'CA', 'AU', 'GB'])
const postcodesFirst = new Set('AT BE CH CZ DE DK ES FI FR IT LI LU NL NO PL PT SE SK'.split(' '))

/**
 * An address that stands in one cell, in its parts: '1420 Grand Ave, Des Moines, IA 50309'. The name of the customer may stand above it. Null
 * where it is not certain which part is the street and which the town.
 */
export function addressParts(text: string, home: string, name = '') {
  const parts = text
    .split(/\s*[,\n\r]\s*/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts[0]?.toLowerCase() === name.toLowerCase()) parts.shift()
  const last = parts.at(-1) ?? ''
  const named = /^(\p{L}[\p{L} .]{3,}|USA?|UK)$/u.test(last) ? countryIn('country', last) : null
  const country = named && !isProblem(named) ? named : home
  if (country === named) parts.pop()
  const behind = postcodesFirst.has(country)
    ? postcodeFirst(parts, country)
    : !townFirst.has(country)
      ? null
      : country === 'GB'
        ? british(parts)
        : withState(parts, country)
  if (!behind) return null
  const [line, ...extra] = parts.slice(0, -behind.parts)
  const isCertain = line && /\p{L}/u.test(behind.city) && (extra.length === 0 || (country !== 'GB' && /\d/.test(line)))
  if (!isCertain) return null
  const { postcode, city, region } = behind
  return { line, extra: extra.join(', '), postcode, city, region: region ?? '', country: named ? country : '' }
}

const beside = ['Extra', 'Postcode', 'City', 'Region'] as const

/** The cells of a customer with an address that stood in one of them in its own cells, where that is certain. */
export function inParts(cells: Cells, home: string): Cells {
  const said = cells.country ? countryIn('country', cells.country) : home
  const own = isProblem(said) ? home : said
  const parts = (['bill', 'ship'] as const).flatMap((side): [string, string][] => {
    const text = cells[`${side}Line`]
    if (!text || beside.some((part) => cells[side + part])) return []
    const found = addressParts(text, own, cells.name)
    if (!found) return []
    const land = side === 'bill' ? 'country' : 'shipCountry'
    return [
      [`${side}Line`, found.line],
      [`${side}Extra`, found.extra],
      [`${side}Postcode`, found.postcode],
      [`${side}City`, found.city],
      [`${side}Region`, found.region],
      [land, cells[land] ?? found.country],
    ]
  })
  return { ...cells, ...Object.fromEntries(parts.filter(([, text]) => text !== '')) }
}

/** Addresses that look whole and stay in the street, because no town could be told from it. */
export const inStreet = (facts: Readonly<Record<string, unknown>>) =>
  ['bill', 'ship'].flatMap((side) => {
    const [line, city] = [String(facts[`${side}Line`] ?? ''), facts[`${side}City`]]
    return !city && /[,\n\r]|\d{4}/.test(line)
      ? [{ field: `${side}Line`, code: 'ADDRESS_IN_STREET', parameters: { text: shown(line) } }]
      : []
  })

/** QuickBooks writes who pays before a colon without a space: 'Big Sky Diesel:Bozeman shop'. */
export function subCustomer(name: string): Problem[] {
  const payer = /^(.*[^:\s]):[^:\s]/.exec(name)?.[1]
  return payer ? [{ field: 'name', code: 'SUB_CUSTOMER', parameters: { text: shown(payer) } }] : []
}
