import { expect, it } from 'vitest'
import { canonical, type OfferedContent } from './offered'

const content: OfferedContent = {
  number: 'QU-1',
  version: 2,
  customer: 'Ada',
  currency: 'EUR',
  terms: '30 days net',
  termsKind: 'NET',
  termsDays: 30,
  validUntil: '2026-03-16',
  note: null,
  discountPercent: null,
  discountOffMinor: null,
  discountBaseMinor: null,
  discountMinor: '0',
  chargeMinor: '0',
  charges: [],
  netMinor: '100',
  taxMinor: '23',
  grossMinor: '123',
  lines: [],
}

it('is the same text in whatever order its names were written, and another one when anything differs', () => {
  const turned = Object.fromEntries(Object.entries(content).toReversed()) as unknown as OfferedContent
  expect(canonical(turned)).toBe(canonical(content))
  expect(canonical(content).startsWith('{"chargeMinor":"0","charges":[],"currency":"EUR","customer":"Ada"')).toBe(true)
  for (const name of Object.keys(content))
    expect(canonical({ ...content, [name]: 'x' }), name).not.toBe(canonical(content))
})
