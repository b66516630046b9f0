import { expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import { mustBePromised, strictLines } from './refusing'

const line = (position: number, productId: string, backordered: number, plannedOn: string | null = null) => ({
  position,
  productId,
  reserved: 2,
  backordered,
  plannedOn,
  ...pieces,
})
const products = new Map([
  ['free', { sku: 'FREE', refusesShort: false }],
  ['strict', { sku: 'STRICT', refusesShort: true }],
])
const lines = [line(1, 'free', 0), line(2, 'free', 3), line(3, 'strict', 0), line(4, 'strict', 5), line(5, 'gone', 1)]

it.each([
  ['REFUSE', [2, 4, 5]],
  ['COMPLETE', [4]],
  ['PART', [4]],
  ['CLOSE_REST', [4]],
] as const)('under the rule %s, the short lines at these positions may not wait: %j', (rule, positions) => {
  expect(strictLines(rule, lines, products).map(({ position }) => position)).toEqual(positions)
})

it('refuses a short line without a planned receipt, and names the free units', () => {
  expect(() => mustBePromised([line(4, 'strict', 5)], products)).toThrow(
    expect.objectContaining({
      code: 'CANNOT_PROMISE',
      parameters: { sku: 'STRICT', position: 4, wanted: 7, free: 2, paths: ['lines.3.quantity'] },
    }),
  )
})

it('names the free units as the product is measured, also when nothing else is known of it', () => {
  const short = { ...line(1, 'gone', 750), reserved: 500, unit: 'KGM', places: 3 }
  expect(() => mustBePromised([short], products)).toThrow(
    expect.objectContaining({
      parameters: { sku: '', position: 1, wanted: 1.25, free: 0.5, unit: 'KGM', paths: ['lines.0.quantity'] },
    }),
  )
})

it('accepts a short line that a planned receipt covers', () => {
  expect(() => mustBePromised([line(4, 'strict', 5, '2026-05-20')], products)).not.toThrow()
})
