import { type Located, lacksState } from './states'

interface Place {
  postcode?: string | null
  city?: string | null
  region?: string | null
  /** ISO 3166, two letters. */
  country?: string | null
}

/** Countries that write the town before the postcode; elsewhere the postcode comes first. */
const townFirst = new Set('GB IE GG JE IM NZ SG HK ZA TH ID'.split(' '))

/** How a country of states writes town (C), state (S) and postcode (Z), | between lines (libaddressinput, `fmt` in Latin letters). */
const written: Readonly<Record<string, string>> = {
  AU: 'C S Z',
  BR: 'C-S|Z',
  CA: 'C S Z',
  CN: 'C|S, Z',
  ES: 'Z C S',
  IN: 'C Z|S',
  IT: 'Z C S',
  JP: 'C, S Z',
  KR: 'C, S Z',
  MX: 'Z C, S',
  TW: 'C, S Z',
  US: 'C, S Z',
}

/** A line of which some parts may be missing; what stands between two parts goes with the second. */
function lineOf(form: string, parts: Readonly<Record<string, string | null | undefined>>): string {
  return [...form.matchAll(/([^CSZ]*)([CSZ])/g)].reduce((line, [, between, part]) => {
    const text = parts[part ?? '']
    return text ? line + (line && between) + text : line
  }, '')
}

/**
 * Town and postcode in the form of that country's post. The region is on the same line where it belongs there,
 * otherwise on its own line. A postcode is never broken at the end of a line.
 */
export function placeLines({ postcode: given, city, region, country }: Place): string[] {
  const postcode = given?.replaceAll(' ', '\u00a0')
  const form = written[country ?? ''] ?? (townFirst.has(country ?? '') ? 'C Z|S' : 'Z C|S')
  return form
    .split('|')
    .map((line) => lineOf(line, { C: city, S: region, Z: postcode }))
    .filter(Boolean)
}

/**
 * Whether an address is complete enough for goods and papers: it has street and town, and a state in a country that has them; not every
 * country has postcodes. Seller and buyer must meet the same rule.
 */
export function isWholeAddress(place: Located): boolean {
  return Boolean(place.line?.trim() && place.city?.trim()) && !lacksState(place)
}
