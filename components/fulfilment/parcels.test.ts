import { describe, expect, it } from 'vitest'
import { counting, looseIn, type ParcelDraft, packed, parcelsOf, put, untouched, withAnother, without } from './parcels'

const saw = { id: 'saw', most: 8 }
const nail = { id: 'nail', most: 3 }
const lines = [saw, nail]
const counts = (parcels: readonly ParcelDraft[] | null | undefined) =>
  parcels?.map(({ units }) => [units.saw ?? 0, units.nail ?? 0])
const two = withAnother(parcelsOf(untouched, lines)).parcels as ParcelDraft[]

describe('parcels side by side', () => {
  it('begin as one parcel with everything in it; a second one is empty and gets the scans', () => {
    expect(counts(parcelsOf(untouched, lines))).toEqual([[8, 3]])
    expect(counts(two)).toEqual([
      [8, 3],
      [0, 0],
    ])
    expect(withAnother(two).at).toBe(2)
  })

  it('take loose goods first, then goods of other parcels, and never more than there are', () => {
    const moved = put(two, 1, saw, 3)
    expect(counts(moved)).toEqual([
      [5, 3],
      [3, 0],
    ])
    const loose = put(moved, 0, saw, 4)
    expect([counts(loose), looseIn(loose, saw)]).toEqual([
      [
        [4, 3],
        [3, 0],
      ],
      1,
    ])
    expect(counts(put(loose, 1, saw, 5))).toEqual([
      [3, 3],
      [5, 0],
    ])
    expect(counts(put(loose, 1, saw, 99))).toEqual([
      [0, 3],
      [8, 0],
    ])
    expect(counts(put(loose, 1, saw, -1))).toEqual([
      [4, 3],
      [0, 0],
    ])
    const three = withAnother(put(two, 1, saw, 4)).parcels as ParcelDraft[]
    expect(counts(put(three, 2, saw, 6))).toEqual([
      [0, 3],
      [2, 0],
      [6, 0],
    ])
  })

  it('count scans: the first scan empties the assumed parcel, later scans move goods', () => {
    const first = counting(untouched, lines)
    expect([counts(first.parcels), first.at]).toEqual([[[0, 0]], 0])
    const second = counting({ parcels: two, at: 7 }, lines)
    expect(second.at).toBe(1)
    expect(counts(put(second.parcels, second.at, nail, 1))).toEqual([
      [8, 2],
      [0, 1],
    ])
  })

  it('leave their goods loose when they are removed; scans stay with their own parcel', () => {
    const three = withAnother(put(two, 1, nail, 3)).parcels as ParcelDraft[]
    const rest = without(three, 1, 2)
    expect([counts(rest.parcels), rest.at]).toEqual([
      [
        [8, 0],
        [0, 0],
      ],
      1,
    ])
    expect(without(three, 2, 2).at).toBe(1)
    expect(without(three, 0, 0).at).toBe(0)
    expect(without(parcelsOf(untouched, lines), 0, 0)).toMatchObject({ at: 0, parcels: [{ units: {} }] })
  })

  it('hold no more than waits when a colleague has packed some', () => {
    const draft = { parcels: put(two, 1, saw, 3), at: 1 }
    expect(counts(parcelsOf(draft, [{ id: 'saw', most: 6 }]))).toEqual([
      [5, 0],
      [1, 0],
    ])
    expect(counts(parcelsOf(draft, [nail]))).toEqual([
      [0, 3],
      [0, 0],
    ])
  })

  it('are sent with their goods, weight and package; an empty one is not sent', () => {
    const [first, second] = put(two, 1, saw, 2) as [ParcelDraft, ParcelDraft]
    const sent = packed([{ ...first, weightGrams: 900, packaging: 'TUBE' }, second, { ...second, units: { saw: 0 } }])
    expect(sent).toEqual([
      {
        weightGrams: 900,
        packaging: 'TUBE',
        lines: [
          { orderLineId: 'saw', quantity: 6 },
          { orderLineId: 'nail', quantity: 3 },
        ],
      },
      { lines: [{ orderLineId: 'saw', quantity: 2 }] },
    ])
  })
})
