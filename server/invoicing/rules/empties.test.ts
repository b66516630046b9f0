import { expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import { linesOfEmpties, type RateOut } from './empties'

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
