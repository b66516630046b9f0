import { expect, it } from 'vitest'
import { called, productOf } from './called'

it('finds records by a name without regard to capitals and accents, in their order', () => {
  const list = [{ name: 'Café' }, { name: 'CAFE' }, { name: 'Tea' }, { name: null }]
  expect(called(list, 'name', 'cafe')).toEqual([{ name: 'Café' }, { name: 'CAFE' }])
  expect(called(list, 'name', 'TEA')).toEqual([{ name: 'Tea' }])
  expect(called(list, 'name', 'null')).toEqual([])
  const both = [{ name: 'a', code: 'b' }]
  expect([
    called(both, 'name', 'a').length,
    called(both, 'code', 'a').length,
    called(both, 'code', 'B').length,
  ]).toEqual([1, 0, 1])
})

it('reads a list once for each field', () => {
  let read = 0
  const list = ['Tea', 'Ink'].map((name) => ({
    get name() {
      read++
      return name
    },
  }))
  expect(['tea', 'ink', 'pen'].map((text) => called(list, 'name', text).length)).toEqual([1, 1, 0])
  expect(read).toBe(2)
})

it('prefers the product whose SKU has the same capitals', () => {
  const two = [
    { id: '1', sku: 'ab' },
    { id: '2', sku: 'AB' },
  ]
  expect(['AB', 'ab', 'Ab', 'x'].map((sku) => productOf(two, sku)?.id)).toEqual(['2', '1', '1', undefined])
})
