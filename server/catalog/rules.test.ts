import { expect, it } from 'vitest'
import { isGtin, priceQuantities, productKinds } from './rules'

it.each([
  ['4006381333931', true],
  ['04006381333931', true],
  ['036000291452', true],
  ['96385074', true],
  ['00000000', true],
  ['4006381333932', false],
  ['0360002914523', false],
  ['96385075', false],
  ['4006381339331', false],
  ['9638507', false],
  ['963850744', false],
  ['040063813339310', false],
  ['x96385074', false],
  ['96385074x', false],
  ['963850 4', false],
  ['000000000', false],
  ['0000000', false],
  ['', false],
])('%j is a GTIN with its right check digit: %s', (text, right) => {
  expect(isGtin(text)).toBe(right)
})

it('what is sold, and for how many units a price stands', () => {
  expect(productKinds).toEqual(['GOODS', 'SERVICE', 'FREIGHT'])
  expect(priceQuantities).toEqual([1, 10, 100, 1000])
})
