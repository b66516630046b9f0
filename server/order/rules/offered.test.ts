import { expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import type { QuoteHead } from '../queries/quotes'
import { asOffered, canonical, type OfferedContent, type OfferedLineContent, offeredContent } from './offered'

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

it('gives the same text for any order of names, and another text when a value differs', () => {
  const turned = Object.fromEntries(Object.entries(content).toReversed()) as unknown as OfferedContent
  expect(canonical(turned)).toBe(canonical(content))
  expect(canonical(content).startsWith('{"chargeMinor":"0","charges":[],"currency":"EUR","customer":"Ada"')).toBe(true)
  for (const name of Object.keys(content))
    expect(canonical({ ...content, [name]: 'x' }), name).not.toBe(canonical(content))
})

const full: OfferedContent = {
  ...content,
  note: 'As discussed',
  discountOffMinor: '10',
  discountBaseMinor: '110',
  discountMinor: '10',
  chargeMinor: '7',
  charges: [
    { kind: 'FREIGHT', description: 'Freight', amountMinor: '5', taxCode: 'S', taxRate: '23' },
    { kind: 'PACKING', description: 'Straw', amountMinor: '2', taxCode: 'S', taxRate: '23' },
  ],
  lines: [
    {
      position: 1,
      sku: 'P-1',
      description: 'Pen',
      quantity: 1500,
      unit: 'KGM',
      places: 3,
      unitPrice: '0.10',
      priceQuantity: 1,
      grossPrice: '0.20',
      discountPercent: '50',
      discountAmount: null,
      taxCode: 'S',
      taxRate: '23',
      netMinor: '103',
    },
  ],
}
// What the quote has become since.
const today = {
  id: 'q',
  number: 'QU-1',
  versionNumber: 5,
  customerName: 'Ada & Sons',
  currency: 'USD',
  termsName: 'prepaid',
  termsKind: 'PREPAID',
  termsDays: 0,
  validUntil: '2026-12-31',
  note: null,
  discountPercent: '5',
  discountOffMinor: null,
  discountBaseMinor: null,
  discountMinor: 1n,
  chargeMinor: 0n,
  charges: [],
  netMinor: 1n,
  taxMinor: 2n,
  grossMinor: 3n,
} as unknown as QuoteHead
const sentAt = new Date('2026-03-01T10:00:00Z')

it('shows an earlier version as it was sent, whatever was changed later', () => {
  const { quote, lines } = asOffered(today, full, sentAt)
  expect(offeredContent(quote, lines)).toEqual(full)
  expect(quote).toMatchObject({ id: 'q', sentAt })
  expect(quote.charges).toMatchObject([
    { position: 1, source: 'TYPED', withLast: false, invoiced: false },
    { position: 2, source: 'TYPED', withLast: false, invoiced: false },
  ])
  expect(lines[0]).toMatchObject({ productId: '', freeText: false, taxCategoryId: '', priceSource: 'EARLIER' })
  expect(lines[0]).toMatchObject({ priceListId: null, listPrice: null, discountReason: null })
})

it('shows a version without a discount without one, also when the quote has one today', () => {
  expect(asOffered(today, content, sentAt).quote).toMatchObject({
    discountPercent: null,
    discountOffMinor: null,
    discountBaseMinor: null,
    charges: [],
  })
  expect(offeredContent(asOffered(today, content, sentAt).quote, [])).toEqual(content)
})

it('shows only the lines in packs that were offered in packs', () => {
  const line = { ...full.lines[0], pack: 'XCS', packSize: 12 } as OfferedLineContent
  const { quote, lines } = asOffered(today, { ...full, lines: [line, full.lines[0] as OfferedLineContent] }, sentAt)
  const [packed, plain] = offeredContent(quote, lines).lines
  expect(packed).toEqual(line)
  expect(plain).not.toHaveProperty('pack')
  const of = (changes: object) => offeredContent(quote, [{ ...lines[0], ...changes } as (typeof lines)[0]]).lines[0]
  for (const half of [{ pack: null }, { packSize: null }]) expect(of(half)).not.toHaveProperty('packSize')
})

it('keeps the heading, the note and the deposits of a line and that it may be left out, and names none that it has not', () => {
  const own = { section: 'Hall', note: 'By hand', deposit: '2 crates', optional: true }
  const line = { ...full.lines[0], ...own } as OfferedLineContent
  const { quote, lines } = asOffered(today, { ...full, lines: [line] }, sentAt)
  expect(offeredContent(quote, lines).lines).toEqual([line])
  const without = { section: null, note: '', deposit: null, optional: false }
  const [plain] = offeredContent(quote, [{ ...lines[0], ...without } as (typeof lines)[0]]).lines
  for (const name of Object.keys(own)) expect(plain).not.toHaveProperty(name)
})

it('shows a version without units in pieces', () => {
  const { unit: _unit, places: _places, ...before } = full.lines[0] as OfferedLineContent
  const { lines } = asOffered(today, { ...content, lines: [before as OfferedLineContent] }, sentAt)
  expect(lines[0]).toMatchObject({ ...pieces, netMinor: 103n })
})
