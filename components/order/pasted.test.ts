import { describe, expect, it } from 'vitest'
import { pricedRows, readPasted } from './pasted'

const one = (code: string, quantity: number, unitPrice = '') => ({ code, quantity, unitPrice })

describe('pasted rows', () => {
  it.each([
    ['MG-1001\t24', one('MG-1001', 24)],
    ['MG-1001\t24\t3,40', one('MG-1001', 24, '3.40')],
    ['MG-1001;24;£3.40', one('MG-1001', 24, '3.40')],
    ['MG-1001\tRobin Mug\t24\t3.40', one('MG-1001', 24, '3.40')],
    ['24\tMG-1001', one('MG-1001', 24)],
    ['MG-1001,24,3.40', one('MG-1001', 24, '3.40')],
    ['MG-1001, 24', one('MG-1001', 24)],
    ['MG-1001 24', one('MG-1001', 24)],
    ['MG-1001 x 24', one('MG-1001', 24)],
    ['MG-1001 x24', one('MG-1001', 24)],
    ['MG-1001: 24 pcs', one('MG-1001', 24)],
    ['24 x MG-1001', one('MG-1001', 24)],
    ['24x MG-1001', one('MG-1001', 24)],
    ['- 24 pcs MG-1001', one('MG-1001', 24)],
    ['2. 24 x MG-1001', one('MG-1001', 24)],
    ['24 MG-1001', one('MG-1001', 24)],
    ['24 of MG-1001.', one('MG-1001', 24)],
    ['24 x MG-1001 @ £3.40', one('MG-1001', 24, '3.40')],
    ['24 Stück MG-1001 à 3,40 €', one('MG-1001', 24, '3.40')],
    ['Robin Mug 10', one('Robin Mug', 10)],
    ['10 x Robin Mug', one('Robin Mug', 10)],
    ['Oak shelf 80 cm', one('Oak shelf 80 cm', 1)],
    ['Oak shelf 80 cm x 4', one('Oak shelf 80 cm', 4)],
    ['MG-1001', one('MG-1001', 1)],
    ['> 24 x MG-1001', one('MG-1001', 24)],
    ['*24 x MG-1001*', one('MG-1001', 24)],
    ['24 pieces of MG-1001', one('MG-1001', 24)],
    ['24\u00a0× MG-1001', one('MG-1001', 24)],
    ['MG-1001 – 24', one('MG-1001', 24)],
    ['MG-1001 - 24 Stk.', one('MG-1001', 24)],
    ['MG-1001 (24 pcs)', one('MG-1001', 24)],
    ['MG-1001 qty 24', one('MG-1001', 24)],
    ['MG-1001, Menge: 24', one('MG-1001', 24)],
    ['MG-1001 | 24 | 3,40', one('MG-1001', 24, '3.40')],
    ['MG-1001 Robin Mug 24', one('MG-1001', 24)],
    ['MG-1001   Robin Mug, blue   24   3,40', one('MG-1001', 24, '3.40')],
    ['24 x Robin Mug (MG-1001)', one('MG-1001', 24)],
    ['Art. MG-1001, 24 Stück', one('MG-1001', 24)],
    ['5012345678900\t6', one('5012345678900', 6)],
    ['5012345678900', one('5012345678900', 1)],
  ])('%j can be meant as %j', (row, read) => {
    const currency = row.includes('€') ? 'EUR' : 'GBP'
    expect(readPasted(row, 'en', currency)[0]?.readings).toContainEqual(expect.objectContaining(read))
  })

  it.each([
    ['2 cases MG-1001', { ...one('MG-1001', 2), pack: 'XCS' }],
    ['- 2 cases of MG-1001 @ 3.40', { ...one('MG-1001', 2, '3.40'), pack: 'XCS' }],
    ['MG-1001: 1 pallet', { ...one('MG-1001', 1), pack: 'XPX' }],
    ['MG-1001\t2 case', { ...one('MG-1001', 2), pack: 'XCS' }],
    ['1.25 kg Coffee beans', { ...one('Coffee beans', 1.25), mark: 'kg' }],
    ['1.25kg of CB-01', { ...one('CB-01', 1.25), mark: 'kg' }],
    ['CB-01, 0.5 kg', { ...one('CB-01', 0.5), mark: 'kg' }],
    ['Coffee beans 1.25 kg', { ...one('Coffee beans', 1.25), mark: 'kg' }],
    ['12 m Linen ribbon, 20 mm', { ...one('Linen ribbon, 20 mm', 12), mark: 'm' }],
  ])('%j is prose that can be meant as %j', (row, read) => {
    expect(readPasted(row)[0]?.readings).toContainEqual(expect.objectContaining(read))
  })

  it('a name that ends in a measure comes before the measure', () => {
    const codes = readPasted('Oak shelf 80 cm')[0]?.readings.map(({ code }) => code) ?? []
    expect(codes.indexOf('Oak shelf 80 cm')).toBeLessThan(codes.indexOf('Oak shelf'))
  })

  it.each([['MG-1001\t0'], ['MG-1001\tsome'], ['MG-1001\t1\tfree'], ['MG-1001;-3']])('%j has no meaning', (row) => {
    expect(readPasted(row)).toEqual([{ row, readings: [] }])
  })

  it('reads a price as the locale writes it', () => {
    expect(readPasted('MG-1001;2;1.234', 'de')[0]?.readings).toEqual([one('MG-1001', 2, '1234')])
    expect(readPasted('MG-1001;2;1.234', 'en')[0]?.readings).toEqual([one('MG-1001', 2, '1.234')])
  })

  it('leaves out empty rows', () => {
    expect(readPasted('\nA\t1\r\n\r\nB\t2\n')).toHaveLength(2)
  })
})

it('of two columns for a price list the second is the price from one on, of three it stays', () => {
  expect(pricedRows('BEER\t0.90\r\nMUG\t10\t2.50\nno tab 3')).toBe('BEER\t1\t0.90\nMUG\t10\t2.50\nno tab 3')
  expect(readPasted(pricedRows('BEER\t0.90'))[0]?.readings).toContainEqual(one('BEER', 1, '0.90'))
})
