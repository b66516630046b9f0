import { expect, it } from 'vitest'
import { numbersMeant } from './number'

it.each([
  ['SO-1001', ['SO-1001']],
  ['so1001', ['so1001', 'SO1001', 'SO-1001']],
  [' inv 1003 ', ['inv 1003', 'INV 1003', 'INV-1003']],
  ['RE–1001', ['RE–1001', 'RE-1001']],
  ['pa_7', ['pa_7', 'PA_7', 'PA-7']],
  ['re2026-12', ['re2026-12', 'RE2026-12', 'RE-2026-12']],
  ['Sendungs1', ['Sendungs1', 'SENDUNGS1']],
  ['1001', ['1001']],
  ['box 12 cm', ['box 12 cm', 'BOX 12 CM']],
  ['robin', []],
])('reads the numbers that %s may mean', (text, numbers) => {
  expect(numbersMeant(text)).toEqual(numbers)
})
