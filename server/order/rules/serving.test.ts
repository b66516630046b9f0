import { expect, it } from 'vitest'
import type { DeliveryRule } from '@/server/customer/schema'
import type { ServingPlace } from '@/server/inventory/rules/serving'
import { servedAt, servedFrom } from './serving'

const place = (id: string, facts: Partial<ServingPlace> = {}): ServingPlace => ({
  id,
  code: id,
  name: id,
  isDefault: false,
  country: 'DE',
  postcodes: [],
  rank: 1,
  ...facts,
})
const level = (warehouseId: string, productId: string, onHand: number, reserved = 0) => ({
  warehouseId,
  productId,
  onHand,
  reserved,
  picked: 0,
  blocked: 0,
})
const warehouses = [place('main', { isDefault: true }), place('near', { country: 'FR' })]
const kinds = new Map([
  ['p', { kind: 'GOODS' as const }],
  ['q', { kind: 'GOODS' as const }],
  ['service', { kind: 'SERVICE' as const }],
])
const served = (
  servingRule: 'DEFAULT' | 'NEAREST' | 'WHOLE' | 'SPLIT',
  asked: Omit<Parameters<typeof servedFrom>[1], 'deliveryRule'> & { deliveryRule?: DeliveryRule },
  levels: Parameters<typeof servedFrom>[4] = [],
) => {
  const found = servedFrom(
    { warehouses, servingRule },
    { deliveryRule: 'PART', ...asked },
    { country: 'FR', postcode: '75001' },
    kinds,
    levels,
  )
  return found && [found.place.id, found.because]
}

it('takes the requested warehouse under every rule', () => {
  expect(served('NEAREST', { warehouseId: 'main', lines: [] })).toEqual(['main', 'CHOSEN'])
})

it('refuses a warehouse that is not in use', () => {
  expect(() => served('NEAREST', { warehouseId: 'closed', lines: [] })).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND', parameters: { noun: 'warehouse' } }),
  )
})

it.each([
  ['DEFAULT', ['main', 'DEFAULT']],
  ['NEAREST', ['near', 'COUNTRY']],
] as const)('decides by the rule %s when no warehouse is requested', (rule, place) => {
  expect(served(rule, { lines: [{ productId: 'p', quantity: 1 }] })).toEqual(place)
})

it.each([
  ['the nearest has what two lines want together', 3, 2, 9, ['near', 'COUNTRY']],
  ['two lines together want more than is in the nearest', 3, 3, 9, ['main', 'WHOLE']],
  ['no warehouse has everything', 3, 3, 5, ['near', 'COUNTRY']],
] as const)('%s', (_case, one, other, inMain, place) => {
  const lines = [
    { productId: 'p', quantity: one },
    { productId: 'p', quantity: other },
    { productId: 'service', quantity: 100 },
  ]
  expect(served('WHOLE', { lines }, [level('near', 'p', 7, 2), level('main', 'p', inMain)])).toEqual(place)
})

it.each(['service', 'unknown'])('ignores a %s in the choice', (productId) => {
  const asked = { lines: [{ productId, quantity: 1 }] }
  expect(served('WHOLE', asked, [level('main', productId, 9)])).toEqual(['near', 'COUNTRY'])
})

it('divides the products between warehouses by the rule SPLIT only when none has everything and it may leave in parts', () => {
  const lines = [
    { productId: 'p', quantity: 2 },
    { productId: 'q', quantity: 3 },
    { productId: 'service', quantity: 1 },
  ]
  const apart = [level('near', 'p', 2), level('main', 'p', 9), level('main', 'q', 3), level('near', 'q', 2)]
  const of = (asked: Parameters<typeof served>[1], levels: Parameters<typeof served>[2], places = warehouses) => {
    const found = servedFrom(
      { warehouses: places, servingRule: 'SPLIT' },
      { deliveryRule: 'PART', ...asked },
      { country: 'FR', postcode: '75001' },
      kinds,
      levels ?? [],
    )
    return found && [found.place.id, found.because, ...['p', 'q', 'service'].map((id) => found.of(id).id)]
  }
  expect(of({ lines }, apart)).toEqual(['main', 'WHOLE', 'main', 'main', 'main'])
  const fewer = [level('near', 'p', 2), level('main', 'p', 1), level('main', 'q', 3)]
  expect(of({ lines }, fewer)).toEqual(['near', 'SPLIT', 'near', 'main', 'near'])
  expect(served('WHOLE', { lines }, fewer)).toEqual(['main', 'MOST'])
  expect(of({ lines, deliveryRule: 'REFUSE' }, fewer)?.[1]).toBe('SPLIT')
  expect(of({ lines, deliveryRule: 'COMPLETE' }, fewer)).toEqual(['main', 'MOST', 'main', 'main', 'main'])
  expect(of({ lines, warehouseId: 'near' }, fewer)).toEqual(['near', 'CHOSEN', 'near', 'near', 'near'])
  expect(of({ lines }, fewer, [warehouses[1] as ServingPlace])).toEqual(['near', 'ONLY', 'near', 'near', 'near'])
  expect(of({ lines }, [level('near', 'p', 1), level('main', 'q', 1)])?.[1]).not.toBe('SPLIT')
})

it('serves a product that is added where the others of it are served, otherwise from the warehouse of the order', () => {
  const lines = [{ productId: 'p', warehouseId: 'near' }]
  expect(['p', 'q'].map((id) => servedAt({ warehouseId: 'main' }, lines, id))).toEqual(['near', 'main'])
})
