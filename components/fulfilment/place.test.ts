import { expect, it } from 'vitest'
import type { FloorLine, FloorOrder, FloorParcel, FloorTask } from '@/server/fulfilment/queries/order'
import { partIn, placesOf } from './place'

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

it('names several warehouses only, first the one where something is to do now, then where something is reserved', () => {
  expect(placesOf([line('1', 'main'), line('2', 'main')])).toEqual([])
  expect(placesOf([line('1', 'main'), line('2', 'north', { kind: 'SERVICE' })])).toEqual([])
  const turn = (...lines: FloorLine[]) => placesOf(lines).map(({ name }) => name)
  expect(turn(line('1', 'main'), line('2', 'north'))).toEqual(['MAIN', 'NORTH'])
  expect(turn(line('1', 'main', { picked: 2, packed: 2 }), line('2', 'north', { reserved: 1 }))).toEqual([
    'NORTH',
    'MAIN',
  ])
  expect(turn(line('1', 'main', { reserved: 1 }), line('2', 'north', { picked: 2, packed: 1 }))).toEqual([
    'NORTH',
    'MAIN',
  ])
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
