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
    expect(lines).toEqual([
      { accountCode: 'BAD_DEBT', amountMinor: 10_000n, taxCode: 'S', taxRate: '20' },
      { accountCode: 'TAX_PAYABLE', amountMinor: 2_000n, taxCode: 'S', taxRate: '20' },
      { accountCode: 'BAD_DEBT', amountMinor: 1_000n, taxCode: 'AA', taxRate: '5' },
      { accountCode: 'TAX_PAYABLE', amountMinor: 50n, taxCode: 'AA', taxRate: '5' },
      { accountCode: 'RECEIVABLE', customerId: 'c', amountMinor: -13_050n },
    ])
  })
  it('takes a small difference as rounding, and where a part is negative all as one', () => {
    expect(
      writeOffLines('c', 12n, taxes.slice(0, 1), true).map((line) => [line.accountCode, line.amountMinor]),
    ).toEqual([
      ['ROUNDING', 10n],
      ['TAX_PAYABLE', 2n],
      ['RECEIVABLE', -12n],
    ])
    const turned = [...taxes, { taxCode: 'Z', taxRate: '0', basisMinor: -1n, taxMinor: 0n }]
    expect(writeOffLines('c', 9n, turned, false)).toEqual([
      { accountCode: 'BAD_DEBT', amountMinor: 9n },
      { accountCode: 'RECEIVABLE', customerId: 'c', amountMinor: -9n },
    ])
    const untaxed = [{ taxCode: 'Z', taxRate: '0', basisMinor: 9n, taxMinor: 0n }]
    expect(writeOffLines('c', 9n, untaxed, false)).toHaveLength(3)
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
