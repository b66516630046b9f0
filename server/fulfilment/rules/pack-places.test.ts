import { expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { pieces } from '@/server/platform/money/quantity'
import { decidePack, parcelLimit } from './pack'

const limit = parcelLimit([{ name: 'Parcel', maxWeightGrams: 1000, isOrdered: true }])
const line = (id: string, picked: number) =>
  ({ id, productId: id, picked, packed: 0, reserved: 0, ...pieces }) as OrderLine

it('puts goods of one warehouse into a parcel, those of all warehouses or of the named one', () => {
  const lines = [line('a', 2), line('b', 1), line('c', 3)].map((one, at) => ({
    ...one,
    warehouseId: at === 1 ? 'x' : 'w',
  }))
  const packed = (wish: Parameters<typeof decidePack>[3]) =>
    decidePack(lines, new Map(), limit, wish).parcels.map((one) =>
      one.lines.map(({ orderLineId }) => orderLineId).join(),
    )
  expect(packed({})).toEqual(['a,c', 'b'])
  expect(packed({ warehouseId: 'x' })).toEqual(['b'])
  expect(packed({ warehouseId: 'w', weightGrams: 9 })).toEqual(['a,c'])
  expect(() => packed({ warehouseId: 'z' })).toThrow('NOTHING_TO_PACK')
  expect(() => packed({ weightGrams: 9 })).toThrow('PARCEL_OF_SEVERAL')
  const of = (...ids: string[]) => ({ lines: ids.map((orderLineId) => ({ orderLineId, quantity: 1 })) })
  expect(packed({ parcels: [of('a', 'c'), of('b')], weightGrams: 9 })).toEqual(['a,c', 'b'])
  expect(() => packed({ parcels: [of('a', 'b')] })).toThrow('PARCEL_OF_SEVERAL')
})
