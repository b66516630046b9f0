import { describe, expect, it } from 'vitest'
import { askedLines, newLine, priceThen, problemsOf, readableLines, readLines } from './line-draft'

describe('lines', () => {
  const product = { value: 'p', label: 'Mug' }
  const fine = { ...newLine(), product, unitPrice: '1.5' }
  it.each([
    ['no quantity', { quantity: null }, 'quantity'],
    ['a price of letters', { unitPrice: 'x' }, 'unitPrice'],
    ['a price that is not plain', { unitPrice: '1,5' }, 'unitPrice'],
    ['words beside the product', { text: 'mg' }, 'product'],
    ['words and no product', { product: null, text: 'mg' }, 'product'],
    ['a price and no product', { product: null }, 'product'],
  ])('with %s is said so at its field, and nothing is sent', (_, part, field) => {
    const line = { ...fine, ...part }
    expect(Object.keys(problemsOf(line) ?? {})).toEqual([field])
    expect(readLines([fine, line])).toBeNull()
    expect(readableLines([line, fine])).toHaveLength(1)
  })
  it('leave out the empty last line', () => {
    expect(readLines([newLine()])).toBeNull()
    expect(readLines([fine, newLine()])).toEqual([{ productId: 'p', quantity: 1, unitPrice: '1.5' }])
  })
  it('say what they cost when they were copied, where that is another price by now', () => {
    const copied = { ...fine, was: { price: '1.50', per: 1 } }
    const now = { grossPrice: null, unitPrice: '1.5', priceQuantity: 1 }
    expect(priceThen(copied, now)).toBeUndefined()
    expect(priceThen(copied, { ...now, unitPrice: '150', priceQuantity: 100 })).toBeUndefined()
    expect(priceThen(copied, { ...now, unitPrice: '1.2', grossPrice: '1.5' })).toBeUndefined()
    expect(priceThen(copied, { ...now, unitPrice: '1.6' })).toEqual({ price: '1.50', per: 1 })
    expect(priceThen(fine, now)).toBeUndefined()
  })
  it('stand under the heading before them until another begins or a dash ends it', () => {
    const headed = (section?: string) => ({ ...fine, section })
    const read = readLines([
      fine,
      headed('Hall'),
      headed(''),
      headed('Stairs '),
      headed('–'),
      { ...fine, note: ' By hand ' },
    ])
    expect(read?.map((line) => line.section)).toEqual([undefined, 'Hall', 'Hall', 'Stairs', undefined, undefined])
    expect(read?.at(-1)).toEqual({ productId: 'p', quantity: 1, unitPrice: '1.5', note: 'By hand' })
    expect(askedLines(read ?? [])).toEqual(read?.map(() => ({ productId: 'p', quantity: 1, unitPrice: '1.5' })))
  })
})
