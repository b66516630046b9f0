import { describe, expect, it } from 'vitest'
import { namedWhole, names, namesOwn, sameName } from './names'

describe('a text names a number', () => {
  it.each([
    ['a.b/1', 'AB-1', false],
    ['inv---1', 'INV-1', true],
    ['inv----1', 'INV-1', false],
    ['ínv-1', 'INV-1', true],
    ['INV-1', 'ínv-1', true],
    ['anything', '--', false],
    ['1INV-1', 'INV-1', false],
    ['INV-11', 'INV-1', false],
  ])('%j, %s: %s', (text, number, expected) => expect(names(text, number)).toBe(expected))

  it.each([
    ['1001', 'INV-1001', true],
    ['101', 'INV-101', false],
    ['x1001', 'INV-1001', false],
    ['1001x', 'INV-1001', false],
    ['7.1001', 'INV-1001', false],
    ['1001/7', 'INV-1001', false],
    ['no. 1001', 'INV-1001', true],
    ['ABCD', 'INV-ABCD', false],
  ])('by its bare figures: %j, %s: %s', (text, number, expected) => expect(names(text, number, true)).toBe(expected))
})

it.each([
  ['our PO 778', 'PO 778', true],
  ['our PO 77', 'PO 77', true],
  ['our P 77', 'P 77', false],
  ['our A--77', 'A--77', false],
  ['our PO 779', 'PO 778', false],
  ['anything', null, false],
])('%j speaks of the own number %s: %s', (text, own, expected) => expect(namesOwn(text, own)).toBe(expected))

it.each([
  ['The Rose Company and Sons', 'Rose Company Sons AG', true],
  ['Rose Ltd', 'ROSE LIMITED', true],
  ['Ros', 'Ros', false],
  ['X Rose', 'Rose', true],
  ['Rose Sons', 'Sons & Rose', true],
  ['GmbH & Co. KG', 'GmbH & Co. KG', false],
  ['', 'Rose', false],
  ['', '', false],
  ['Rosa Bau', 'Rosa Holz', false],
  ['X 1', 'Rose', false],
  ['Rosé', 'rose', true],
])('%s and %s are the same business: %s', (a, b, expected) => {
  expect([sameName(a, b), sameName(b, a)]).toEqual([expected, expected])
})

it.each([
  ['CRÉDIT ÉPICERIE CHEZ LÉONIE SÀRL', ['Épicerie chez Léonie']],
  ['credit epicerie chez leonie rechnung 7', ['Épicerie chez Léonie']],
  ['EPICERIE LEONIE', []],
  ['CHEZ LEONIE EPICERIE', []],
  ['HOTEL DU LAC BERN', ['Hotel du Lac Bern GmbH']],
  ['HOTEL DU LAC', ['Hotel du Lac']],
  ['HOTEL DU LACUSTRE', []],
  ['Iris', []],
  ['HOTEL DU LAC UND EPICERIE CHEZ LEONIE', ['Épicerie chez Léonie', 'Hotel du Lac']],
  ['', []],
])('%j has the whole name of %j', (text, expected) => {
  const list = ['Épicerie chez Léonie', 'Hotel du Lac', 'Hotel du Lac Bern GmbH', 'Iris AG', 'GmbH'].map((name) => ({
    name,
  }))
  expect(namedWhole(text, list).map(({ name }) => name)).toEqual(expected)
})
