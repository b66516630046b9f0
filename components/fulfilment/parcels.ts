import type { Packaging } from '@/server/fulfilment/schema'

/** A parcel that is being packed. */
export interface ParcelDraft {
  /** The quantity of each line in it. */
  units: Readonly<Record<string, number>>
  weightGrams: number | null
  packaging: Packaging | null
}

export interface PackDraft {
  /** Null while the packer has not assigned goods to parcels: everything goes into as few parcels as the carrier takes. */
  parcels: readonly ParcelDraft[] | null
  /** The index of the parcel into which a scan goes. */
  at: number
}

interface Picked {
  id: string
  /** The quantity that waits to be packed. */
  most: number
}

export const untouched: PackDraft = { parcels: null, at: 0 }
const emptyParcel: ParcelDraft = { units: {}, weightGrams: null, packaging: null }

export const unitsIn = (parcel: ParcelDraft, id: string) => parcel.units[id] ?? 0
const sumOf = (parcels: readonly ParcelDraft[], id: string) =>
  parcels.reduce((sum, parcel) => sum + unitsIn(parcel, id), 0)

/** The parcels as they can be packed now. A line never has more than waits, because a colleague may have packed some of it. */
export function parcelsOf({ parcels }: PackDraft, lines: readonly Picked[]): ParcelDraft[] {
  if (!parcels) return [{ ...emptyParcel, units: Object.fromEntries(lines.map(({ id, most }) => [id, most])) }]
  const left = new Map(lines.map(({ id, most }) => [id, most]))
  return parcels.map((parcel) => {
    const units: Record<string, number> = {}
    for (const { id } of lines) {
      const room = left.get(id) ?? 0
      units[id] = Math.min(unitsIn(parcel, id), room)
      left.set(id, room - units[id])
    }
    return { ...parcel, units }
  })
}

/** The quantity of a line that is in no parcel yet. */
export const looseIn = (parcels: readonly ParcelDraft[], { id, most }: Picked) => most - sumOf(parcels, id)

/** Sets the quantity of a line in one parcel: loose units go in first, then units of the other parcels. */
export function put(parcels: readonly ParcelDraft[], at: number, line: Picked, units: number): ParcelDraft[] {
  const wanted = Math.max(0, Math.min(units, line.most))
  let missing = wanted - unitsIn(parcels[at] ?? emptyParcel, line.id) - looseIn(parcels, line)
  const given = parcels.map((parcel, index) => {
    if (index === at || missing <= 0) return parcel
    const out = Math.min(missing, unitsIn(parcel, line.id))
    missing -= out
    return { ...parcel, units: { ...parcel.units, [line.id]: unitsIn(parcel, line.id) - out } }
  })
  return given.map((parcel, index) =>
    index === at ? { ...parcel, units: { ...parcel.units, [line.id]: wanted } } : parcel,
  )
}

/** Adds a parcel, into which scans go from now on. */
export const withAnother = (parcels: readonly ParcelDraft[]): PackDraft => ({
  parcels: [...parcels, emptyParcel],
  at: parcels.length,
})

/** Removes a parcel; its goods become loose. The last parcel is never removed. */
export function without(parcels: readonly ParcelDraft[], at: number, scansAt: number): PackDraft {
  const rest = parcels.filter((_, index) => index !== at)
  return {
    parcels: rest.length > 0 ? rest : [emptyParcel],
    at: Math.max(0, scansAt > at ? scansAt - 1 : Math.min(scansAt, rest.length - 1)),
  }
}

/** The parcels after the first scan. The first scan sets all quantities to zero, so that only scanned goods count. */
export function counting(draft: PackDraft, lines: readonly Picked[]): { parcels: ParcelDraft[]; at: number } {
  const parcels = draft.parcels ? parcelsOf(draft, lines) : [emptyParcel]
  return { parcels, at: Math.min(draft.at, parcels.length - 1) }
}

/** The parcels as they are sent; empty ones are left out. */
export const packed = (parcels: readonly ParcelDraft[]) =>
  parcels.flatMap(({ units, weightGrams, packaging }) => {
    const lines = Object.entries(units).flatMap(([orderLineId, quantity]) =>
      quantity > 0 ? [{ orderLineId, quantity }] : [],
    )
    if (lines.length === 0) return []
    return [{ ...(weightGrams ? { weightGrams } : {}), ...(packaging ? { packaging } : {}), lines }]
  })
