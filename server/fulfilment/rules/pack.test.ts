import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { pieces } from '@/server/platform/money/quantity'
import { decidePack, fillParcels, isPacked, parcelLimit } from './pack'

const service = (maxWeightGrams: number | null, isOrdered = false) => ({ name: 'Parcel', maxWeightGrams, isOrdered })
const line = (id: string, picked: number, packed = 0, reserved = 0) =>
  ({ id, productId: id, picked, packed, reserved, ...pieces }) as OrderLine

describe('what a parcel may weigh', () => {
  it('is the limit of the ordered service, and at most that of the strongest service of its kind', () => {
    expect(parcelLimit([service(500), service(300, true)])).toMatchObject({ orderedGrams: 300, mostGrams: 500 })
    expect(parcelLimit([service(null), service(300, true)])).toMatchObject({ orderedGrams: 300, mostGrams: null })
    expect(parcelLimit([service(500), { ...service(300, true), name: 'Courier' }])).toMatchObject({
      orderedService: 'Courier',
    })
    expect(parcelLimit([])).toEqual({ orderedGrams: null, orderedService: '', mostGrams: null })
  })
})

describe('parcels filled up to a limit', () => {
  const loose = (...lines: [string, number, number][]) =>
    lines.map(([orderLineId, quantity, weightGrams]) => ({ orderLineId, quantity, weightGrams }))
  const quantities = (parcels: ReturnType<typeof fillParcels>) =>
    parcels.map((lines) => lines.map((one) => `${one.quantity} ${one.orderLineId}`).join(' + '))

  it('are one where there is no limit or no weight', () => {
    expect(quantities(fillParcels(loose(['a', 5, 400], ['b', 1, 900]), null))).toEqual(['5 a + 1 b'])
    expect(quantities(fillParcels(loose(['a', 5, 0]), 100))).toEqual(['5 a'])
  })

  it('hold no more than the limit, and light units fill the rest', () => {
    expect(quantities(fillParcels(loose(['a', 5, 400], ['b', 3, 100]), 1000))).toEqual([
      '2 a + 2 b',
      '2 a + 1 b',
      '1 a',
    ])
    expect(quantities(fillParcels(loose(['heavy', 2, 1500], ['b', 1, 100]), 1000))).toEqual([
      '1 heavy',
      '1 heavy',
      '1 b',
    ])
  })

  it('lose and invent nothing, whatever is in them', () => {
    for (let seed = 1; seed < 200; seed++) {
      const wanted = loose(['a', (seed * 7) % 23, (seed * 13) % 900], ['b', (seed * 5) % 11, (seed * 29) % 1200])
      const parcels = fillParcels(wanted, 1000)
      for (const { orderLineId, quantity } of wanted) {
        const put = parcels.flat().filter((one) => one.orderLineId === orderLineId)
        expect(put.reduce((sum, one) => sum + one.quantity, 0)).toBe(quantity)
      }
      for (const parcel of parcels) {
        const units = parcel.reduce((sum, one) => sum + one.quantity, 0)
        const grams = parcel.reduce(
          (sum, one) =>
            sum + one.quantity * (wanted.find((of) => of.orderLineId === one.orderLineId)?.weightGrams ?? 0),
          0,
        )
        expect(grams <= 1000 || units === 1).toBe(true)
      }
    }
  })
})

describe('the decision to pack', () => {
  const limit = parcelLimit([service(1000, true), service(2000)])
  const weights = new Map([
    ['a', 400],
    ['b', 1500],
  ])

  it('splits picked goods by the limit of the ordered service, and by the strongest where a unit needs it', () => {
    const grams = (...lines: OrderLine[]) => decidePack(lines, weights, limit, {}).parcels.map((one) => one.weightGrams)
    expect(grams(line('a', 5))).toEqual([800, 800, 400])
    expect(grams(line('a', 2), line('b', 1))).toEqual([800, 1500])
    expect(grams(line('a', 5), line('b', 1))).toEqual([2000, 1500])
  })

  it('refuses a parcel that no service of the kind carries, weighed or computed', () => {
    const named = (weightGrams?: number) => ({ parcels: [{ lines: [{ orderLineId: 'a', quantity: 5 }], weightGrams }] })
    expect(decidePack([line('a', 5)], weights, limit, named()).parcels[0]?.weightGrams).toBe(2000)
    const refusal = (weigh: number) => {
      try {
        decidePack([line('a', 5)], weights, limit, named(weigh))
      } catch (error) {
        return error
      }
    }
    expect(refusal(2000)).toBeUndefined()
    expect(refusal(2001)).toMatchObject({
      code: 'PACKED_TOO_HEAVY',
      parameters: { parcel: 1, weightGrams: 2001, limitGrams: 2000 },
    })
    expect(() => decidePack([line('a', 300)], new Map([['a', 1000]]), limit, {})).toThrow('TOO_MANY_PARCELS')
  })

  it('keeps the packaging that was named', () => {
    const lines = [{ orderLineId: 'a', quantity: 1 }]
    const packed = decidePack([line('a', 5)], weights, limit, { parcels: [{ lines, packaging: 'BOX' }, { lines }] })
    expect(packed.parcels.map((one) => Object.entries(one)[1])).toEqual([
      ['packaging', 'BOX'],
      ['lines', lines],
    ])
  })

  it('packs the goods that are picked and in no parcel yet, line by line', () => {
    const lines = [line('a', 5, 3), line('b', 2, 2), line('c', 4, 5)]
    expect(decidePack(lines, new Map(), limit, {})).toEqual({
      parcels: [{ weightGrams: 0, lines: [{ orderLineId: 'a', quantity: 2 }] }],
      lines: [line('a', 5, 5), line('b', 2, 2), line('c', 4, 5)],
    })
    expect(lines[0]).toEqual(line('a', 5, 3))
    const weighed = decidePack([line('a', 5), line('b', 1)], weights, limit, { weightGrams: 1900 })
    expect(weighed.parcels).toEqual([
      {
        weightGrams: 1900,
        lines: [
          { orderLineId: 'a', quantity: 5 },
          { orderLineId: 'b', quantity: 1 },
        ],
      },
    ])
  })

  it('keeps to the limit of the ordered service to the gram, and without one packs everything as one', () => {
    const grams = (unit: number, of = limit) =>
      decidePack([line('a', 2)], new Map([['a', unit]]), of, {}).parcels.map((parcel) => parcel.weightGrams)
    expect(grams(500)).toEqual([1000])
    expect(grams(501)).toEqual([501, 501])
    expect(grams(1000)).toEqual([1000, 1000])
    expect(grams(1001)).toEqual([1001, 1001])
    expect(grams(1001, parcelLimit([service(1000, true), service(3000)]))).toEqual([2002])
    expect(grams(9000, parcelLimit([service(null, true), service(100)]))).toEqual([18_000])
  })

  it('refuses more than is picked, counting two mentions of a line together, and nothing at all', () => {
    const asked = (orderLineId: string, ...quantities: number[]) => ({
      parcels: [{ lines: quantities.map((quantity) => ({ orderLineId, quantity })) }],
    })
    const refused = (code: string, parameters: object) => expect.objectContaining({ code, parameters })
    const decide = (parcels: ReturnType<typeof asked>) => decidePack([line('a', 5, 1)], weights, limit, parcels)
    expect(decide(asked('a', 1, 3))).toMatchObject({ parcels: [{ weightGrams: 1600, lines: [{ quantity: 4 }] }] })
    expect(decide(asked('a', 4)).lines).toEqual([line('a', 5, 5)])
    expect(() => decide(asked('a', 2, 3))).toThrow(refused('MORE_THAN_PICKED', { left: 4 }))
    const twice = { parcels: [...asked('a', 3).parcels, ...asked('a', 2).parcels] }
    expect(() => decide(twice)).toThrow(refused('MORE_THAN_PICKED', { left: 1 }))
    expect(() => decide(asked('z', 1))).toThrow(refused('MORE_THAN_PICKED', { left: 0 }))
    expect(() => decidePack([line('a', 5, 5)], weights, limit, {})).toThrow(refused('NOTHING_TO_PACK', {}))
    expect(() => decidePack([line('a', 3, 4)], weights, limit, {})).toThrow(refused('NOTHING_TO_PACK', {}))
  })

  it('makes at most two hundred parcels at once', () => {
    const decide = (units: number) => decidePack([line('a', units)], new Map([['a', 1000]]), limit, {})
    expect(decide(200).parcels).toHaveLength(200)
    expect(() => decide(201)).toThrow(
      expect.objectContaining({ code: 'TOO_MANY_PARCELS', parameters: { parcels: 201, limit: 200 } }),
    )
    const anyWeight = { ...limit, mostGrams: null }
    const parcels = [{ lines: [{ orderLineId: 'a', quantity: 1 }], weightGrams: 99_000 }]
    expect(decidePack([line('a', 1)], weights, anyWeight, { parcels }).parcels[0]?.weightGrams).toBe(99_000)
  })

  it('knows when everything that is here is packed', () => {
    expect(isPacked([line('a', 2, 2), line('b', 0)])).toBe(true)
    expect(isPacked([line('a', 2, 1)])).toBe(false)
    expect(isPacked([line('a', 2, 2), line('b', 0, 0, 1)])).toBe(false)
  })
})
