import { describe, expect, it } from 'vitest'
import { newLine, readLines, readPasted } from './line-draft'

describe('pasted lines', () => {
  it.each([
    ['MG-1001\t24', { code: 'MG-1001', quantity: 24, unitPrice: '' }],
    ['MG-1001\t24\t3,40', { code: 'MG-1001', quantity: 24, unitPrice: '3.40' }],
    ['MG-1001;24;£3.40', { code: 'MG-1001', quantity: 24, unitPrice: '3.40' }],
    ['MG-1001,24,3.40', { code: 'MG-1001', quantity: 24, unitPrice: '3.40' }],
    ['MG-1001, 24', { code: 'MG-1001', quantity: 24, unitPrice: '' }],
    ['MG-1001 24', { code: 'MG-1001', quantity: 24, unitPrice: '' }],
    ['MG-1001 x 24', { code: 'MG-1001', quantity: 24, unitPrice: '' }],
    ['MG-1001', { code: 'MG-1001', quantity: 1, unitPrice: '' }],
    ['5012345678900\t6', { code: '5012345678900', quantity: 6, unitPrice: '' }],
    ['MG-1001\t0', { unread: 'MG-1001\t0' }],
    ['MG-1001\tsome', { unread: 'MG-1001\tsome' }],
    ['MG-1001\t1\tfree', { unread: 'MG-1001\t1\tfree' }],
  ])('%j is read', (row, read) => {
    expect(readPasted(row)).toEqual([read])
  })

  it('leaves out empty rows', () => {
    expect(readPasted('\nA\t1\r\n\r\nB\t2\n')).toHaveLength(2)
  })
})

describe('lines', () => {
  const product = { value: 'p', label: 'Mug' }
  it('are not sent while a begun one cannot be read', () => {
    expect(readLines([{ ...newLine(), product, quantity: null }, newLine()])).toBeNull()
    expect(readLines([{ ...newLine(), product, unitPrice: 'x' }])).toBeNull()
    expect(readLines([newLine()])).toBeNull()
  })
  it('leave out the empty one at the end', () => {
    expect(readLines([{ ...newLine(), product, unitPrice: '1,5' }, newLine()])).toEqual([
      { productId: 'p', quantity: 1, unitPrice: '1.5' },
    ])
  })
})
