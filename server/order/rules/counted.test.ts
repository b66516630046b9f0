import { expect, it } from 'vitest'
import { countedBefore } from './counted'

const row = (productId: string, binId: string, lot?: string) => ({
  productId,
  binId,
  ...(lot && { lot: { number: lot } }),
})

it.each([
  ['the same product in the same bin', [row('a', '1'), row('b', '1'), row('a', '1')], [null, null, 0]],
  ['the first of three', [row('a', '1'), row('a', '1'), row('a', '1')], [null, 0, 0]],
  ['nothing of another bin', [row('a', '1'), row('a', '2')], [null, null]],
  ['nothing of another lot', [row('a', '1', 'L1'), row('a', '1', 'L2')], [null, null]],
  ['the same lot', [row('a', '1', 'L1'), row('a', '1', 'L1')], [null, 0]],
  ['nothing whose names only run together', [row('a', '12'), row('a1', '2')], [null, null]],
  ['nothing in an empty list', [], []],
])('a count list finds %s counted before', (_, rows, before) => {
  expect(countedBefore(rows)).toEqual(before)
})
