/** A warehouse in use, and whom it serves. */
export interface ServingPlace {
  id: string
  code: string
  name: string
  isDefault: boolean
  country: string
  /** Beginnings of postcodes of its country that it serves first. */
  postcodes: readonly string[]
  /** The lower, the earlier, among warehouses that are equally near. */
  rank: number
}

/** Always the default one; the nearest; or the nearest that has everything. */
export const servingRules = ['DEFAULT', 'NEAREST', 'WHOLE'] as const
export type ServingRule = (typeof servingRules)[number]

export type ServedBecause = 'ONLY' | 'DEFAULT' | 'POSTCODE' | 'COUNTRY' | 'RANK' | 'WHOLE' | 'MOST' | 'CHOSEN'

interface Destination {
  country: string
  postcode?: string | null
}

const bare = (postcode: string) => postcode.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** How many characters of the postcode a warehouse names as its region; none in another country. */
function regionOf(place: ServingPlace, to: Destination): number {
  if (place.country !== to.country || !to.postcode) return 0
  const postcode = bare(to.postcode)
  return Math.max(
    0,
    ...place.postcodes.map(bare).map((begin) => (begin && postcode.startsWith(begin) ? begin.length : 0)),
  )
}

/**
 * Warehouses by how near they are: those that name the postcode's region, the most particular first; then those in the
 * same country; then the others. Equally near ones stand by their rank, then the default one, then by code.
 */
export function nearestFirst<Place extends ServingPlace>(places: readonly Place[], to: Destination): Place[] {
  return places.toSorted(
    (a, b) =>
      regionOf(b, to) - regionOf(a, to) ||
      Number(b.country === to.country) - Number(a.country === to.country) ||
      a.rank - b.rank ||
      Number(b.isDefault) - Number(a.isDefault) ||
      a.code.localeCompare(b.code),
  )
}

const whyNearest = (place: ServingPlace, to: Destination): ServedBecause =>
  regionOf(place, to) > 0 ? 'POSTCODE' : place.country === to.country ? 'COUNTRY' : 'RANK'

interface Asked {
  rule: ServingRule
  to: Destination
  /** Units of each product; services are left out. */
  wanted: ReadonlyMap<string, number>
  /** What can be promised of a product in a warehouse now. */
  free: (warehouseId: string, productId: string) => number
}

/**
 * The warehouse that serves an order, and why; undefined when there is none. By the rule WHOLE it is the nearest that has
 * everything, and when none has, the one that has the most units, the nearest of those.
 */
export function servingPlace<Place extends ServingPlace>(
  places: readonly Place[],
  { rule, to, wanted, free }: Asked,
): { place: Place; because: ServedBecause } | undefined {
  const [only, ...others] = places
  if (!only) return undefined
  if (others.length === 0) return { place: only, because: 'ONLY' }
  const standard = places.find((place) => place.isDefault)
  if (rule === 'DEFAULT' && standard) return { place: standard, because: 'DEFAULT' }
  const inTurn = nearestFirst(places, to)
  const nearest = inTurn[0] as Place
  if (rule !== 'WHOLE' || wanted.size === 0) return { place: nearest, because: whyNearest(nearest, to) }
  const has = (place: Place) =>
    [...wanted].reduce((sum, [productId, units]) => sum + Math.max(0, Math.min(units, free(place.id, productId))), 0)
  const all = [...wanted.values()].reduce((sum, units) => sum + units, 0)
  const whole = inTurn.find((place) => has(place) === all)
  if (whole) return { place: whole, because: whole === nearest ? whyNearest(nearest, to) : 'WHOLE' }
  const most = inTurn.reduce((best, place) => (has(place) > has(best) ? place : best))
  return { place: most, because: most === nearest ? whyNearest(nearest, to) : 'MOST' }
}
