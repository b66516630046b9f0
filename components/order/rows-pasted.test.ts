import { expect, it } from 'vitest'
import { isRows } from './rows-pasted'

it.each([
  ['MG-1001\t24\r\nMG-1046\t12', true],
  ['MG-1001\nMG-1046', true],
  ['MG-1001\t24', true],
  ['MG-1001\r\n', false],
  ['\tMG-1001', false],
  ['12 x Robin Mug', false],
  ['\n', false],
])('%j is rows: %s', (text, are) => {
  expect(isRows(text)).toBe(are)
})
