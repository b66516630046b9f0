import { describe, expect, it } from 'vitest'
import { imbalance } from '@/server/ledger/rules'
import { writeOffLines } from './write-off'

describe('writing off', () => {
  const taxes = [
    { taxCode: 'S', taxRate: '20', basisMinor: 10_000n, taxMinor: 2_000n },
    { taxCode: 'AA', taxRate: '5', basisMinor: 1_000n, taxMinor: 50n },
  ]
  it('splits net and tax as the invoice has them', () => {
    const lines = writeOffLines('c', 13_050n, taxes, false)
    expect(lines.map((line) => [line.accountCode, line.amountMinor])).toEqual([
      ['BAD_DEBT', 10_000n],
      ['TAX_PAYABLE', 2_000n],
      ['BAD_DEBT', 1_000n],
      ['TAX_PAYABLE', 50n],
      ['RECEIVABLE', -13_050n],
    ])
  })
  it.each([1n, 7n, 999n, 13_049n])('balances at %s', (amount) =>
    expect(imbalance(writeOffLines('c', amount, taxes, true))).toBe(0n),
  )
  it('without tax takes all as one', () =>
    expect(writeOffLines('c', 5n, [], true)).toEqual([
      { accountCode: 'ROUNDING', amountMinor: 5n },
      { accountCode: 'RECEIVABLE', customerId: 'c', amountMinor: -5n },
    ]))
})
