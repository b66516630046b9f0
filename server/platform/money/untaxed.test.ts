import { expect, it } from 'vitest'
import { documentTotals, rateFits, spreadOverTaxes } from './tax'

const line = (netMinor: bigint, taxRate: string) => ({ netMinor, taxCategoryCode: 'S', taxRate })

it.each(['Z', 'E', 'AE', 'K', 'G', 'O'])(
  'tax category %s has no rate, and a line that gives it one is refused',
  (code) => {
    expect([rateFits(code, '0.00'), rateFits(code, '20'), rateFits('S', '0')]).toEqual([true, false, true])
    expect(() => documentTotals([{ netMinor: 1n, taxCategoryCode: code, taxRate: '20.0' }])).toThrow(
      `tax category ${code} cannot have a rate of 20 %`,
    )
  },
)

it('an amount spread over taxes has no parts of zero, and none without lines', () => {
  expect(spreadOverTaxes(1n, [line(3000n, '20'), line(1000n, '5')])).toEqual([
    { taxCategoryCode: 'S', taxRate: '20', amountMinor: 1n },
  ])
  expect(spreadOverTaxes(100n, [])).toEqual([])
})
