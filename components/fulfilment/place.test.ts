import { expect, it } from 'vitest'
import type { FloorLine, FloorOrder, FloorParcel, FloorTask } from '@/server/fulfilment/queries/order'
import { partIn, placesOf, type Work } from './place'

const line = (id: string, warehouseId: string, facts: Partial<FloorLine> = {}) =>
  ({
    id,
    warehouseId,
    warehouseName: warehouseId.toUpperCase(),
    kind: 'GOODS',
    picked: 0,
    packed: 0,
    released: 0,
    reserved: 0,
    toPutBack: 0,
    ...facts,
  }) as FloorLine

it('names several warehouses only, first the one where this work is to do, then any other, then where something is reserved', () => {
  expect(placesOf([line('1', 'main'), line('2', 'main')], 'pack')).toEqual([])
  expect(placesOf([line('1', 'main'), line('2', 'north', { kind: 'SERVICE' })], 'pack')).toEqual([])
  const turn = (work: Work, main: Partial<FloorLine>, north: Partial<FloorLine>) =>
    placesOf([line('1', 'main', main), line('2', 'north', north)], work).map(({ name }) => name)
  const [here, there] = [
    ['MAIN', 'NORTH'],
    ['NORTH', 'MAIN'],
  ]
  expect(turn('pick', {}, {})).toEqual(here)
  expect(turn('pack', { picked: 2, packed: 2 }, { reserved: 1 })).toEqual(there)
  expect(turn('pack', { released: 1 }, { picked: 2, packed: 1 })).toEqual(there)
  expect(turn('pick', { released: 1 }, { picked: 2, packed: 1 })).toEqual(here)
  expect(turn('putBack', { picked: 2, packed: 1 }, { toPutBack: 1 })).toEqual(there)
  expect(turn('pick', { reserved: 1 }, { toPutBack: 1 })).toEqual(there)
})

it('shows of an order what lies in one warehouse, as if it were all', () => {
  const parcel = (id: string, orderLineId: string) => ({ id, lines: [{ orderLineId, quantity: 1 }] }) as FloorParcel
  const part = partIn(
    {
      order: { id: 'order', warehouseId: 'main' } as FloorOrder,
      lines: [line('1', 'main'), line('2', 'north')],
      tasks: [{ id: 'a', warehouseId: 'main' } as FloorTask, { id: 'b', warehouseId: 'north' } as FloorTask],
      parcels: [parcel('p', '1'), parcel('q', '2')],
    },
    'north',
  )
  expect([
    part.order.warehouseId,
    ...[part.lines, part.tasks, part.parcels].map((all) => all.map(({ id }) => id)),
  ]).toEqual(['north', ['2'], ['b'], ['q']])
})
