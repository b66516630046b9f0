import { expect, it } from 'vitest'
import { overdueMinor, promiseOutcome } from './promise'

it.each([
  [100n, 100n, 'KEPT'],
  [100n, 150n, 'KEPT'],
  [100n, 99n, 'BROKEN'],
])('promised %s, received %s: %s', (promised, received, outcome) =>
  expect(promiseOutcome(promised, received)).toBe(outcome),
)

it('overdue is what is flagged and still open', () =>
  expect(
    overdueMinor([
      { openMinor: 100n, overdueSince: '2026-03-02' },
      { openMinor: 0n, overdueSince: '2026-03-02' },
      { openMinor: 30n, overdueSince: null },
      { openMinor: -20n, overdueSince: '2026-03-02' },
    ]),
  ).toBe(100n))
