import { expect, it } from 'vitest'
import { agrees, cutOverFigures } from './cut-over'

it('the comparison before the change of programs needs every figure that is not zero here', () => {
  const key = 'customers' as const
  expect(agrees([{ key, here: 5n, there: 5n }])).toBe(true)
  expect(agrees([{ key, here: 5n, there: 4n }])).toBe(false)
  expect(agrees([{ key, here: 0n, there: null }])).toBe(true)
  expect(agrees([{ key, here: 5n, there: null }])).toBe(false)
  expect(
    agrees([
      { key, here: 5n, there: 5n },
      { key: 'products', here: 1n, there: 2n },
    ]),
  ).toBe(false)
  expect(cutOverFigures.map(({ key: one, kind, label }) => `${one} ${kind}: ${label}`)).toEqual([
    'customers count: Customers',
    'products count: Products',
    'stockMinor amount: Value of the stock, at cost',
    'openOrders count: Open orders',
    'openOrdersMinor amount: Not delivered of them, without tax',
    'planned count: Planned receipts',
    'plannedMinor amount: Still expected of them, at cost',
    'notDueMinor amount: Owed, not due yet',
    'to30Minor amount: Owed, 1–30 days late',
    'to60Minor amount: Owed, 31–60 days late',
    'to90Minor amount: Owed, 61–90 days late',
    'over90Minor amount: Owed, more than 90 days late',
    'totalMinor amount: Owed in all',
  ])
})
