import { expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import { beyondOut, lessEmpties, linesOfEmpties, type RateOut } from './empties'

const rate = (out: number, unitPrice: string, facts: Partial<RateOut> = {}): RateOut => ({
  ...{ productId: 'crate', sku: 'C-1', name: 'Crate', ...pieces, unitPrice, priceQuantity: 1 },
  ...{ taxCode: 'S', taxRate: '20', out },
  ...facts,
})
const rates = [rate(4, '1.50'), rate(9, '0.08', { productId: 'bottle' }), rate(-2, '1.75'), rate(3, '2')]

it.each([
  ['the first charged first', 3, [[-3, '1.50', -4_50n]]],
  [
    'then the next, past what has come back already',
    6,
    [
      [-4, '1.50', -6_00n],
      [-2, '2', -4_00n],
    ],
  ],
  [
    'what goes beyond at the deposit of today',
    8,
    [
      [-4, '1.50', -6_00n],
      [-3, '2', -6_00n],
      [-1, '3', -3_00n],
    ],
  ],
])('gives back %s', (_, quantity, lines) => {
  const today = new Map([['crate', rate(0, '3')]])
  const given = linesOfEmpties([{ productId: 'crate', quantity }], rates, today, 'EUR')
  expect(given.map((line) => [line.quantity, line.unitPrice, line.netMinor])).toEqual(lines)
  expect(given.map((line) => line.position)).toEqual(given.map((_line, index) => index + 1))
  expect(given.every((line) => line.returnable && line.listMinor === line.netMinor)).toBe(true)
})

it.each([
  ['as many as are out', 5, []],
  [
    'more than are out, the rates of what came back too often taken off',
    6,
    [{ productId: 'crate', out: 5, beyond: 1 }],
  ],
])('finds %s', (_, quantity, beyond) => expect(beyondOut([{ productId: 'crate', quantity }], rates)).toEqual(beyond))

it('counts none as out of what was never charged, or came back too often', () => {
  expect(beyondOut([{ productId: 'keg', quantity: 1 }], rates)).toEqual([{ productId: 'keg', out: 0, beyond: 1 }])
  expect(beyondOut([{ productId: 'crate', quantity: 1 }], [rate(-2, '1')])).toMatchObject([{ out: 0, beyond: 1 }])
})

it.each([
  ['all of it while it is out', 12, [0, 0, 0], [0, 2, 0]],
  ['what is still out, the first line first', 7, [0, 0, 3], [0, 2, 3]],
  ['none of what came back', 0, [0, 6, 4], [0, 8, 4]],
  ['none when more came back than went out', -3, [0, 6, 4], [0, 8, 4]],
])('leaves to credit of deposits %s', (_, out, cameBack, credited) => {
  const lines = [
    { productId: 'crate', returnable: false, quantity: 5, credited: 0 },
    { productId: 'crate', returnable: true, quantity: 8, credited: 2 },
    { productId: 'crate', returnable: true, quantity: 4, credited: 0 },
  ]
  const left = lessEmpties(lines, [{ productId: 'crate', out }])
  expect(left.map((line) => line.cameBack)).toEqual(cameBack)
  expect(left.map((line) => line.credited)).toEqual(credited)
})
