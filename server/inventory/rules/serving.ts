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

/** Always the default one; the nearest; the nearest that has everything; or that one, and without one the fewest that have it together. */
export const servingRules = ['DEFAULT', 'NEAREST', 'WHOLE', 'SPLIT'] as const
export type ServingRule = (typeof servingRules)[number]

export type ServedBecause = 'ONLY' | 'DEFAULT' | 'POSTCODE' | 'COUNTRY' | 'RANK' | 'WHOLE' | 'MOST' | 'CHOSEN' | 'SPLIT'

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
 * The warehouse that serves an order, and why; undefined when there is none. By the rules WHOLE and SPLIT it is the nearest that has
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
  if (!takesWhole(rule)) return { place: nearest, because: whyNearest(nearest, to) }
  const has = (place: Place) =>
    [...wanted].reduce((sum, [productId, units]) => sum + Math.max(0, Math.min(units, free(place.id, productId))), 0)
  const all = [...wanted.values()].reduce((sum, units) => sum + units, 0)
  const whole = inTurn.find((place) => has(place) === all)
  if (whole) return { place: whole, because: whole === nearest ? whyNearest(nearest, to) : 'WHOLE' }
  const most = inTurn.reduce((best, place) => (has(place) > has(best) ? place : best))
  return { place: most, because: most === nearest ? whyNearest(nearest, to) : 'MOST' }
}

const takesWhole = (rule: ServingRule) => rule === 'WHOLE' || rule === 'SPLIT'

/**
 * The fewest of the places, given by their turn, of which each demand names at least one that can meet it; of several equally few,
 * those whose turn comes first. A demand that no place can meet must be left out.
 */
export function fewest(demands: readonly ReadonlySet<number>[]): number[] {
  const before = (a: readonly number[], b: readonly number[]) =>
    (a.map((one, index) => one - (b[index] ?? 0)).find((by) => by !== 0) ?? 0) < 0
  const search = (taken: readonly number[], most: number): number[] | null => {
    const open = demands.find((can) => !taken.some((one) => can.has(one)))
    if (!open) return taken.toSorted((a, b) => a - b)
    if (taken.length === most) return null
    let best: number[] | null = null
    for (const one of open) {
      const found = search([...taken, one], most)
      if (found && (!best || before(found, best))) best = found
    }
    return best
  }
  let found: number[] | null = null
  for (let most = 0; !found; most++) found = search([], most)
  return found
}

/**
 * The warehouse of each product of an order that may leave in parts, when none has everything: the fewest that have each product whole
 * together, the nearest of those. What nobody has whole is served by that one of them which has most of it. Undefined unless that is
 * more than one warehouse: then the order is served by one, as by the rule WHOLE.
 */
export function dividedPlaces<Place extends ServingPlace>(
  places: readonly Place[],
  { to, wanted, free }: Omit<Asked, 'rule'>,
): Map<string, Place> | undefined {
  const inTurn = nearestFirst(places, to)
  const asked = [...wanted].map(([productId, units]) => ({
    productId,
    can: new Set(inTurn.flatMap((place, turn) => (free(place.id, productId) >= units ? [turn] : []))),
  }))
  const chosen = fewest(asked.flatMap(({ can }) => (can.size > 0 ? [can] : [])))
  if (chosen.length < 2) return undefined
  const has = (turn: number, productId: string) => Math.max(0, free((inTurn[turn] as Place).id, productId))
  const most = (productId: string) =>
    chosen.reduce((best, turn) => (has(turn, productId) > has(best, productId) ? turn : best))
  return new Map(
    asked.map(({ productId, can }) => {
      const turn = chosen.find((one) => can.has(one)) ?? most(productId)
      return [productId, inTurn[turn] as Place]
    }),
  )
}
