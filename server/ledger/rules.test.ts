import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imbalance, oldestFirst } from './rules'

describe('oldest first', () => {
  const items = [
    { id: 'b', dueOn: '2026-11-02', openMinor: 500n },
    { id: 'a', dueOn: '2026-11-01', openMinor: 300n },
    { id: 'c', dueOn: '2026-10-01', openMinor: -200n },
  ]
  it.each([
    [100n, [['a', 100n]], 0n],
    [300n, [['a', 300n]], 0n],
    [
      301n,
      [
        ['a', 300n],
        ['b', 1n],
      ],
      0n,
    ],
    [
      900n,
      [
        ['a', 300n],
        ['b', 500n],
      ],
      100n,
    ],
    [0n, [], 0n],
  ])('spreads %s', (amount, shares, rest) => {
    const spread = oldestFirst(amount, items)
    expect(spread.shares.map((share) => [share.openItemId, share.amountMinor])).toEqual(shares)
    expect(spread.restMinor).toBe(rest)
  })

  it('of one due day, takes the lower number first, in whatever order they come', () => {
    const same = ['c', 'a', 'b'].map((id) => ({ id, dueOn: '2026-11-01', openMinor: 100n }))
    const ids = (list: typeof same) => oldestFirst(300n, list).shares.map((share) => share.openItemId)
    expect(ids(same)).toEqual(['a', 'b', 'c'])
    expect(ids(same.toReversed())).toEqual(['a', 'b', 'c'])
    const late = { id: 'a', dueOn: '2026-12-01', openMinor: 100n }
    expect(ids([late, { ...late, id: 'z', dueOn: '2026-10-01' }])).toEqual(['z', 'a'])
    expect(ids([{ ...late, id: 'z', dueOn: '2026-10-01' }, late])).toEqual(['z', 'a'])
  })

  it('gives nothing to a paid item', () => {
    expect(oldestFirst(5n, [{ id: 'a', dueOn: '2026-11-01', openMinor: 0n }])).toEqual({ shares: [], restMinor: 5n })
  })

  it('never loses or invents money', () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10_000n }),
        fc.array(fc.bigInt({ min: -500n, max: 900n }), { maxLength: 9 }),
        (amount, opens) => {
          const owed = opens.map((openMinor, index) => ({ id: String(index), dueOn: '2026-01-01', openMinor }))
          const { shares, restMinor } = oldestFirst(amount, owed)
          expect(shares.reduce((sum, share) => sum + share.amountMinor, restMinor)).toBe(amount)
          for (const share of shares) expect(share.amountMinor <= owed[Number(share.openItemId)]!.openMinor).toBe(true)
        },
      ),
    ))
})

it('a posting balances', () => {
  expect(
    imbalance([
      { accountCode: 'BANK', amountMinor: 5n },
      { accountCode: 'RECEIVABLE', amountMinor: -5n },
    ]),
  ).toBe(0n)
  expect(imbalance([{ accountCode: 'BANK', amountMinor: 5n }])).toBe(5n)
})
