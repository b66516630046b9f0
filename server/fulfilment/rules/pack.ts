import type { OrderLine } from '@/server/order/rules/position'
import { refuse } from '@/server/platform/context/errors'
import { inUnits, pieces, unitTold } from '@/server/platform/money/quantity'
import type { Packaging, PackInput } from '../schema'

/** A carrier service that can carry an order's parcels: the ordered one, or another of its kind. */
export interface Carries {
  name: string
  /** The weight limit of one parcel; null means any weight. */
  maxWeightGrams: number | null
  isOrdered: boolean
}

/** The weight limit of one parcel in grams; null means any weight. */
interface ParcelLimit {
  /** The limit of the ordered service. */
  orderedGrams: number | null
  orderedService: string
  /** The limit of the strongest service of its kind; no service carries heavier parcels. */
  mostGrams: number | null
}

/** The weight limits of one parcel, by the services of the ordered kind. */
export function parcelLimit(services: readonly Carries[]): ParcelLimit {
  const ordered = services.find((service) => service.isOrdered)
  const limits = services.map((service) => service.maxWeightGrams)
  return {
    orderedGrams: ordered?.maxWeightGrams ?? null,
    orderedService: ordered?.name ?? '',
    mostGrams: limits.includes(null) || limits.length === 0 ? null : Math.max(...limits.map(Number)),
  }
}

interface Loose {
  orderLineId: string
  quantity: number
  /** The weight of the smallest unit, a fraction for what is measured. */
  weightGrams: number
}

type ParcelContent = { orderLineId: string; quantity: number }[]

/**
 * Fills parcels up to a limit, line by line: a unit goes into the first parcel that can still carry it. A unit that
 * alone exceeds the limit gets its own parcel.
 */
export function fillParcels(loose: readonly Loose[], limitGrams: number | null): ParcelContent[] {
  const parcels: { grams: number; lines: ParcelContent }[] = []
  for (const { orderLineId, quantity, weightGrams } of loose) {
    let left = quantity
    const put = (parcel: (typeof parcels)[number], count: number) => {
      if (count <= 0) return
      parcel.lines.push({ orderLineId, quantity: count })
      parcel.grams += count * weightGrams
      left -= count
    }
    const room = (grams: number) =>
      limitGrams === null || weightGrams === 0 ? left : Math.floor((limitGrams - grams) / weightGrams)
    for (const parcel of parcels) put(parcel, Math.min(left, room(parcel.grams)))
    while (left > 0) {
      const parcel = { grams: 0, lines: [] }
      parcels.push(parcel)
      put(parcel, Math.min(left, Math.max(1, room(0))))
    }
  }
  return parcels.map(({ lines }) => lines)
}

interface PackedParcel {
  weightGrams: number
  packaging?: Packaging
  lines: ParcelContent
}

/** At most this many parcels are packed at once. */
const mostParcels = 200

const looseOf = (lines: readonly OrderLine[], weights: ReadonlyMap<string, number>): Loose[] =>
  lines.map((line) => ({
    orderLineId: line.id,
    quantity: line.picked - line.packed,
    weightGrams: weights.get(line.productId) ?? 0,
  }))

/** The lines of each warehouse in which goods wait to be packed, of all or of the named one. */
function placesOf(lines: readonly OrderLine[], warehouseId: string | undefined): OrderLine[][] {
  const waiting = lines.filter(
    (line) => line.picked > line.packed && (warehouseId === undefined || line.warehouseId === warehouseId),
  )
  return [...new Set(waiting.map((line) => line.warehouseId))].map((id) =>
    waiting.filter((line) => line.warehouseId === id),
  )
}

/** All picked goods: as one parcel when it is weighed, otherwise in as many as the limit needs. */
function allOf(loose: Loose[], weightGrams: number | undefined, limit: ParcelLimit) {
  if (weightGrams) return [{ weightGrams, lines: loose }]
  const heavy = limit.orderedGrams !== null && loose.some((line) => line.weightGrams > Number(limit.orderedGrams))
  return fillParcels(loose, heavy ? limit.mostGrams : limit.orderedGrams).map((lines) => ({ lines }))
}

/**
 * Decides which goods go into which parcel. Without named parcels it is everything that is picked, in as many parcels
 * as the weight limit of the ordered service needs. A parcel that was not weighed gets the sum of its products'
 * weights. A parcel holds goods of one warehouse. Refuses with NOTHING_TO_PACK, MORE_THAN_PICKED, PACKED_TOO_HEAVY (no service of the
 * ordered kind carries it), TOO_MANY_PARCELS and PARCEL_OF_SEVERAL.
 */
export function decidePack(
  lines: readonly OrderLine[],
  weights: ReadonlyMap<string, number>,
  limit: ParcelLimit,
  { parcels, weightGrams, warehouseId }: Pick<PackInput, 'parcels' | 'weightGrams' | 'warehouseId'>,
): { parcels: PackedParcel[]; lines: OrderLine[] } {
  const byId = new Map(lines.map((line) => [line.id, { ...line }]))
  const places = placesOf(lines, warehouseId)
  if (places.length === 0) refuse('NOTHING_TO_PACK')
  if (!parcels && weightGrams && places.length > 1) refuse('PARCEL_OF_SEVERAL')
  const wanted: NonNullable<PackInput['parcels']> =
    parcels ?? places.flatMap((own) => allOf(looseOf(own, weights), weightGrams, limit))
  if (wanted.length > mostParcels) refuse('TOO_MANY_PARCELS', { parcels: wanted.length, limit: mostParcels })
  const packed = wanted.map((parcel, index) => {
    const joined = new Map<string, number>()
    for (const { orderLineId, quantity } of parcel.lines)
      joined.set(orderLineId, (joined.get(orderLineId) ?? 0) + quantity)
    let summed = 0
    for (const [orderLineId, quantity] of joined) {
      const line = byId.get(orderLineId) ?? refuse('MORE_THAN_PICKED', { left: inUnits(0, pieces) })
      if (line.packed + quantity > line.picked)
        refuse('MORE_THAN_PICKED', { left: inUnits(line.picked - line.packed, line), ...unitTold(line) })
      line.packed += quantity
      summed += quantity * (weights.get(line.productId) ?? 0)
    }
    if (new Set([...joined.keys()].map((id) => byId.get(id)?.warehouseId)).size > 1) refuse('PARCEL_OF_SEVERAL')
    const grams = parcel.weightGrams ?? Math.ceil(summed)
    if (limit.mostGrams !== null && grams > limit.mostGrams)
      refuse('PACKED_TOO_HEAVY', { parcel: index + 1, weightGrams: grams, limitGrams: limit.mostGrams })
    return {
      weightGrams: grams,
      ...(parcel.packaging && { packaging: parcel.packaging }),
      lines: [...joined].map(([orderLineId, quantity]) => ({ orderLineId, quantity })),
    }
  })
  return { parcels: packed, lines: lines.map((line) => byId.get(line.id) as OrderLine) }
}

/** Whether nothing that is here is left to pick or pack, so that the shipment can be planned without anybody saying so. */
export const isPacked = (lines: readonly OrderLine[]) =>
  lines.every((line) => line.reserved === 0 && line.picked === line.packed)
