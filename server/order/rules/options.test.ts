import { expect, it } from 'vitest'
import { noWholeDiscount } from '@/server/pricing/rules/whole'
import type { QuoteHead, QuoteLineRow } from '../queries/quotes'
import { acceptedContent, leavesChoice, tickedLines, tickedQuote } from './options'

const line = (position: number, unitPrice: string, quantity: number, optional: boolean) =>
  ({
    position,
    quantity,
    optional,
    unitPrice,
    priceQuantity: 1,
    taxCode: 'S',
    taxRate: '20',
    netMinor: BigInt(Number(unitPrice) * 100 * quantity),
  }) as QuoteLineRow
const all = [line(1, '100', 2, false), line(2, '40', 1, true), line(3, '7', 3, true)]
// 10 % off the whole, with freight of 12.00; the sums of the quote are without what may be added.
const quote = {
  ...noWholeDiscount,
  number: 'QU-1',
  currency: 'EUR',
  discountPercent: '10',
  discountReasonId: 'r',
  charges: [{ kind: 'FREIGHT', description: 'Freight', amountMinor: '1200', taxCode: 'S', taxRate: '20' }],
  netMinor: 192_00n,
  taxMinor: 38_40n,
  grossMinor: 230_40n,
  discountMinor: 20_00n,
  chargeMinor: 12_00n,
} as unknown as QuoteHead

it('leaves a choice when one of its lines is optional', () => {
  expect([all, [all[0] as QuoteLineRow], []].map(leavesChoice)).toEqual([true, false, false])
})

it.each<[ticked: number[], lines: number[] | 'QUOTE_NOT_OPTIONAL']>([
  [[], [1]],
  [[2], [1, 2]],
  [
    [3, 2],
    [1, 2, 3],
  ],
  [[1], 'QUOTE_NOT_OPTIONAL'],
  [[4], 'QUOTE_NOT_OPTIONAL'],
  [[2, 1], 'QUOTE_NOT_OPTIONAL'],
])('with %j ticked has the lines %j', (ticked, lines) => {
  const taken = () => tickedLines(all, ticked).map(({ position }) => position)
  if (lines === 'QUOTE_NOT_OPTIONAL') expect(taken).toThrow(expect.objectContaining({ code: lines }))
  else expect(taken()).toEqual(lines)
})

it.each<[ticked: number[], sums: object]>([
  [[], { netMinor: 192_00n, taxMinor: 38_40n, grossMinor: 230_40n, discountMinor: 20_00n, chargeMinor: 12_00n }],
  [[3], { netMinor: 210_90n, taxMinor: 42_18n, grossMinor: 253_08n, discountMinor: 22_10n, chargeMinor: 12_00n }],
])('with %j ticked comes to the sums of what is taken, also in what is kept of the acceptance', (ticked, sums) => {
  const taken = tickedQuote(quote, all, ticked)
  expect(taken.quote).toMatchObject({ ...sums, number: 'QU-1', discountPercent: '10' })
  expect(taken.taxes).toMatchObject([{ categoryCode: 'S', rate: '20' }])
  const kept = acceptedContent(taken)
  expect(kept).toMatchObject(Object.fromEntries(Object.entries(sums).map(([name, minor]) => [name, String(minor)])))
  expect(kept.lines.map(({ position }) => position)).toEqual([1, ...ticked])
  expect(kept.lines.filter((one) => 'optional' in one)).toEqual([])
  expect(kept).not.toHaveProperty('deposits')
  const deposits = { netMinor: 3_00n, grossMinor: 3_60n } as Parameters<typeof acceptedContent>[1]
  expect(acceptedContent(taken, deposits).deposits).toEqual({ netMinor: '300', grossMinor: '360' })
})
