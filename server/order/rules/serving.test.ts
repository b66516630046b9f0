import { expect, it } from 'vitest'
import type { ServingPlace } from '@/server/inventory/rules/serving'
import { servedFrom } from './serving'

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
  ['service', { kind: 'SERVICE' as const }],
])
const served = (
  servingRule: 'DEFAULT' | 'NEAREST' | 'WHOLE',
  asked: Parameters<typeof servedFrom>[1],
  levels: Parameters<typeof servedFrom>[4] = [],
) => {
  const found = servedFrom({ warehouses, servingRule }, asked, { country: 'FR', postcode: '75001' }, kinds, levels)
  return found && [found.place.id, found.because]
}

it('takes the requested warehouse under every rule', () => {
  expect(served('NEAREST', { warehouseId: 'main', lines: [] })).toEqual(['main', 'CHOSEN'])
})

it('refuses a warehouse that is not in use', () => {
  expect(() => served('NEAREST', { warehouseId: 'closed', lines: [] })).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND' }),
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

it('ignores services and freight in the choice', () => {
  expect(served('WHOLE', { lines: [{ productId: 'service', quantity: 1 }] }, [level('main', 'service', 9)])).toEqual([
    'near',
    'COUNTRY',
  ])
})
