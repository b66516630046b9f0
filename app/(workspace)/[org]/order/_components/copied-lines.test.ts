import { expect, it } from 'vitest'
import { copyNoteOf, draftOf, type SourceLine } from './copied-lines'

const line: SourceLine = {
  unit: 'C62',
  places: 0,
  productId: 'mug',
  description: 'Mug',
  sku: 'MUG',
  quantity: 4,
  unitPrice: '7.5',
  priceQuantity: 1,
  priceSource: 'TYPED',
  grossPrice: '8',
  discountPercent: null,
  discountAmount: '0.5',
  discountReasonId: 'loyal',
  freeText: false,
  pack: null,
  packs: [],
  taxCategoryId: 'standard',
}
const gone = { ...line, productId: 'jug', sku: 'JUG', description: 'Jug', archived: true }
const wrapping = { ...line, productId: 'text', sku: '–', freeText: true, discountReasonId: null }

it('lines of the same customer keep what was typed and taken off; what is no longer sold is left out and named', () => {
  const [only, ...more] = draftOf([line, gone], 'EUR')
  expect(more).toEqual([])
  expect(only).toMatchObject({ quantity: 4, unitPrice: '8.00', discount: '0.5', reasonId: 'loyal' })
  expect(copyNoteOf('SO-1', [line, gone])).toEqual({ number: 'SO-1', gone: ['Jug (JUG)'] })
})

it('lines for another customer take their own prices anew, and only a text keeps what it cost', () => {
  const [mug, text] = draftOf([line, wrapping], 'EUR', true)
  expect(mug).toMatchObject({ quantity: 4, unitPrice: '', was: { price: '8.00', per: 1 } })
  expect(mug).not.toHaveProperty('discount')
  expect(text).toMatchObject({ unitPrice: '8.00', taxCategoryId: 'standard' })
})

it('a line can be ordered again in any pack of its product, whatever it was ordered in then', () => {
  const packs = [
    { unit: 'XCS', quantity: 4 },
    { unit: 'XPX', quantity: 96 },
  ]
  const taken = draftOf(
    [
      { ...line, packs },
      { ...line, packs, pack: 'XCS' },
    ],
    'EUR',
  )
  expect(taken.map(({ product, pack }) => [product?.packs, pack])).toEqual([
    [packs, undefined],
    [packs, 'XCS'],
  ])
})

it('headings begin where they began, and end where they ended', () => {
  const of = (section: string | null) => ({ ...line, section, note: section && 'Mind the step' })
  const taken = draftOf([of('Hall'), of('Hall'), of(null), of('Stairs')], 'EUR')
  expect(taken.map(({ section, note }) => [section, note])).toEqual([
    ['Hall', 'Mind the step'],
    [undefined, 'Mind the step'],
    ['–', undefined],
    ['Stairs', 'Mind the step'],
  ])
})
