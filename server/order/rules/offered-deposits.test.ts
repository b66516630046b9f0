import { expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import { justLines } from '@/server/pricing/rules/whole'
import type { QuoteHead, QuoteLineRow } from '../queries/quotes'
import { acceptedDeposits, offeredDeposits } from './offered-deposits'

const crate = { productId: 'c', sku: 'C', name: 'Crate', per: 24, ...pieces, unitPrice: '1.50', priceQuantity: 1 }
const line = (quantity: number, returnables: object[] = [crate]) =>
  ({
    quantity,
    returnables,
    unitPrice: '2',
    priceQuantity: 1,
    kind: 'GOODS',
    taxCode: 'S',
    taxRate: '20',
  }) as unknown as QuoteLineRow
const quote = (state: string, whole: object = {}) => ({ ...justLines('EUR'), state, ...whole }) as unknown as QuoteHead

it.each([
  ['a draft', 'DRAFT', [line(48)], { netMinor: 3_00n, grossMinor: 118_80n }],
  ['a sent one, of two products', 'SENT', [line(48), line(24)], { netMinor: 4_50n, grossMinor: 178_20n }],
  ['one that was ordered', 'ACCEPTED', [line(48)], null],
  ['one that ran out', 'EXPIRED', [line(48)], null],
  ['one without packaging', 'SENT', [line(48, [])], null],
  ['one of less than a crate', 'SENT', [line(23)], null],
])('an offer that is %s would charge deposits', (_, state, lines, deposits) => {
  expect(offeredDeposits(quote(state), lines)).toEqual(deposits)
})

it('takes no discount off the deposits', () => {
  const half = quote('SENT', { discountPercent: '50', discountReasonId: 'r' })
  expect(offeredDeposits(half, [line(48)])).toEqual({ netMinor: 3_00n, grossMinor: 61_20n })
})

it.each([
  [
    'as they were kept',
    { deposits: { netMinor: '300', grossMinor: '11880' } },
    { netMinor: 3_00n, grossMinor: 118_80n },
  ],
  ['of an offer without deposits, not at all', {}, null],
  ['of an offer of which nothing was kept, not at all', null, null],
])('the deposits of an acceptance are read %s', (_, accepted, deposits) => {
  expect(acceptedDeposits(accepted)).toEqual(deposits)
})
