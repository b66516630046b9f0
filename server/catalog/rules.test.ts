import { expect, it } from 'vitest'
import { gtin14, isGtin, nextSold, packSaidTwice, priceQuantities, productKinds } from './rules'

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
  expect(productKinds).toEqual(['GOODS', 'SERVICE', 'FREIGHT', 'RETURNABLE'])
  expect(priceQuantities).toEqual([1, 10, 100, 1000])
})

it.each([
  [1, 1, 1, 1],
  [5, 1, 1, 5],
  [1, 6, 1, 6],
  [1, 1, 12, 12],
  [12, 1, 12, 12],
  [13, 1, 12, 24],
  [1, 10, 6, 12],
  [20, 10, 6, 24],
])('of %i wanted, sold from %i on in multiples of %i, %i can be ordered', (wanted, minQuantity, multiple, sold) => {
  expect(nextSold(wanted, { minQuantity, multiple })).toBe(sold)
})

it('compares barcodes as fourteen digits', () => {
  expect(gtin14('96385074')).toBe('00000096385074')
  expect(gtin14('10012345000017')).toBe('10012345000017')
})

const pack = (unit: string, gtin: string | null = null) => ({ unit, quantity: 6, gtin })
it.each([
  ['no pack', [], null],
  ['packs of different names, without barcodes', [pack('XCS'), pack('XPK')], null],
  ['packs with barcodes of their own', [pack('XCS', '10012345000017'), pack('XPK', '96385074')], null],
  ['two packs of one name', [pack('XPK'), pack('XCS'), pack('XCS')], { at: 2, what: 'unit' }],
  ['the barcode of the product', [pack('XPK'), pack('XCS', '4006381333931')], { at: 1, what: 'gtin' }],
  [
    'the barcode of another pack, with zeros',
    [pack('XPK', '96385074'), pack('XCS', '00000096385074')],
    { at: 1, what: 'gtin' },
  ],
])('%s: what is said twice', (_case, packs, twice) => {
  expect(packSaidTwice(packs, '04006381333931')).toEqual(twice)
})

it('a product without a barcode shares none with its packs', () => {
  expect(packSaidTwice([pack('XPK', '96385074')], null)).toBeNull()
})
