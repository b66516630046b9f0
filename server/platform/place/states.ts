/**
 * The countries of whose addresses a state is a part, and what they call it: those for which Google's libaddressinput (`require` with
 * an S, `state_name_type`) lets no address do without, but not the small islands that the American post serves; and Mexico, whose post
 * prints it behind the town.
 */
const called = new Map([
  ['AU', 'State'],
  ['BR', 'State'],
  ['CA', 'Province'],
  ['CN', 'Province'],
  ['ES', 'Province'],
  ['IN', 'State'],
  ['IT', 'Province'],
  ['JP', 'Prefecture'],
  ['KR', 'Province'],
  ['MX', 'State'],
  ['TW', 'County'],
  ['US', 'State'],
])

/** The countries in which nothing is delivered to an address without a state. The database has the same list in `lacks_address`. */
export const countriesOfStates: readonly string[] = [...called.keys()]

/** Whether the post of a country asks for a state. */
export const needsState = (country: string | null | undefined): boolean => called.has(country ?? '')

/** What a form calls the part of the country in which an address is. */
export const stateCalled = (country: string | null | undefined): string => called.get(country ?? '') ?? 'Region'

export interface Located {
  line?: string | null
  city?: string | null
  region?: string | null
  country?: string | null
}

/**
 * Whether an address of a country of states names none. An address that is empty lacks none yet, and one that stood so `before`, with
 * the same street and town, is left as it is: nobody who changes a telephone number has to look for a state.
 */
export function lacksState(place: Located, before?: Located | null): boolean {
  if (!needsState(place.country) || place.region?.trim() || !(place.line?.trim() || place.city?.trim())) return false
  const stood =
    before && (['line', 'city', 'region', 'country'] as const).every((part) => said(place[part]) === said(before[part]))
  return !stood
}

const said = (text: string | null | undefined) => text?.trim() ?? ''
