import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minorToDecimal } from './money'
import { decimalSignOf, readSide, readWritten } from './written'

const tell = (text: string, decimal: '.' | ',' = '.', currency = 'EUR') => {
  const found = readWritten(text, decimal, currency)
  return found === null || typeof found === 'string' ? found : [found.minor, found.side, found.currency]
}

describe('an amount as somebody wrote it', () => {
  it.each([
    ['1,234.50', '.', [123450n, null, null]],
    ['1.234,50', ',', [123450n, null, null]],
    ['1 234,50', ',', [123450n, null, null]],
    ['1\u00a0 234,50', ',', [123450n, null, null]],
    ['1\u202f234,50', ',', [123450n, null, null]],
    ["1'234.50", '.', [123450n, null, null]],
    ['1\u2019234.50', '.', [123450n, null, null]],
    ['12,34,567.00', '.', [123456700n, null, null]],
    ['1.234', ',', [123400n, null, null]],
    ['1234', '.', [123400n, null, null]],
    ['.50', '.', [50n, null, null]],
    ['12.50000', '.', [1250n, null, null]],
    ['12,-', ',', [1200n, null, null]],
    ['-$21.78', '.', [2178n, 'OUT', null]],
    ['$-21.78', '.', [2178n, 'OUT', null]],
    ['$21.78-', '.', [2178n, 'OUT', null]],
    ['($900.23)', '.', [90023n, 'OUT', null]],
    ['$(900.23)', '.', [90023n, 'OUT', null]],
    ['(8.00)', '.', [800n, 'OUT', null]],
    ['1000.00DR', '.', [100000n, 'OUT', null]],
    ['1000.00 Dr.', '.', [100000n, 'OUT', null]],
    ['DR 1000.00', '.', [100000n, 'OUT', null]],
    ['1000.00 CR', '.', [100000n, 'IN', null]],
    ['+5', '.', [500n, 'IN', null]],
    ['12,50 S', ',', [1250n, 'OUT', null]],
    ['12,50 H', ',', [1250n, 'IN', null]],
    ['12.50D', '.', [1250n, 'OUT', null]],
    ['12.50C', '.', [1250n, 'IN', null]],
    ['-10.00 D', '.', [1000n, 'OUT', null]],
    ['\u221212,50', ',', [1250n, 'OUT', null]],
    ['12,50\u2013', ',', [1250n, 'OUT', null]],
    ['\u20ac 12,50', ',', [1250n, null, 'EUR']],
    ['12,50\u20ac', ',', [1250n, null, 'EUR']],
    ['EUR 12,50', ',', [1250n, null, 'EUR']],
    ['12,50 EUR-', ',', [1250n, 'OUT', 'EUR']],
    ['EUR12,50CR', ',', [1250n, 'IN', 'EUR']],
    ['12.50USDDR', '.', [1250n, 'OUT', 'USD']],
    ['US$12.50', '.', [1250n, null, 'USD']],
    ['Rs.500', '.', [50000n, null, null]],
    ['\u20b9 1,00,000.00', '.', [10000000n, null, 'INR']],
    ['100 Kc\u030c', ',', [10000n, null, 'CZK']],
    ['100,00 kr.', ',', [10000n, null, null]],
    ['\u00a51,234', '.', [123400n, null, null]],
    ['', '.', null],
    ['   ', '.', null],
    ['-10.00 CR', '.', 'CONTRADICTS'],
    ['+10.00 DR', '.', 'CONTRADICTS'],
    ['(-10.00)', '.', 'CONTRADICTS'],
    ['--10', '.', 'CONTRADICTS'],
    ['-10-', '.', 'CONTRADICTS'],
    ['EUR 10 USD', '.', 'CONTRADICTS'],
    ['(10', '.', 'NOT_UNDERSTOOD'],
    ['10)', '.', 'NOT_UNDERSTOOD'],
    ['1.005', '.', 'NOT_UNDERSTOOD'],
    ['1,23.50', '.', 'NOT_UNDERSTOOD'],
    ['1,2345.50', '.', 'NOT_UNDERSTOOD'],
    ['1,234 567.00', '.', 'NOT_UNDERSTOOD'],
    ['12 34', '.', 'NOT_UNDERSTOOD'],
    ['1.2.3', '.', 'NOT_UNDERSTOOD'],
    ['1e400', '.', 'NOT_UNDERSTOOD'],
    ['ten', '.', 'NOT_UNDERSTOOD'],
    ['12 pieces', '.', 'NOT_UNDERSTOOD'],
    ['=1+2', '.', 'NOT_UNDERSTOOD'],
    ['9999999999999999', '.', 'NOT_UNDERSTOOD'],
  ] as const)('%j with decimal %j is read', (text, decimal, expected) => expect(tell(text, decimal)).toEqual(expected))

  it('finds how many places a currency has; the named currency counts before the account’s', () => {
    expect(tell('1.005', '.', 'KWD')).toEqual([1005n, null, null])
    expect(tell('1.5', '.', 'JPY')).toBe('NOT_UNDERSTOOD')
    expect(tell('KWD 1.005', '.', 'EUR')).toEqual([1005n, null, 'KWD'])
  })

  it.each([
    ['D', 'OUT'],
    ['dr.', 'OUT'],
    ['DBIT', 'OUT'],
    ['Soll', 'OUT'],
    ['Af', 'OUT'],
    ['\u2212', 'OUT'],
    ['C', 'IN'],
    ['CRDT', 'IN'],
    ['Bij', 'IN'],
    ['K', 'IN'],
    ['+', 'IN'],
    ['', null],
    ['X', 'NOT_UNDERSTOOD'],
  ])('%j alone says %j', (text, side) => expect(readSide(text)).toBe(side))

  it.each([
    [['1.234', '12,50'], ','],
    [['1,234', '7'], '.'],
    [['1.234', '2.500'], ','],
    [['1,234', '2,500'], '.'],
    [['1.234.567'], ','],
    [['12,34,567.00'], '.'],
    [['12,5', '1.000', '2.000', '3.000'], ','],
    [['-$21.78', '($900.23)'], '.'],
    [[], '.'],
  ] as const)('the column %j has the decimal sign %j', (column, sign) =>
    expect(decimalSignOf(column, 'EUR')).toBe(sign),
  )

  const group = (whole: string, separator: string, indian: boolean) =>
    indian ? whole.replace(/\B(?=(\d{2})*\d{3}$)/g, separator) : whole.replace(/\B(?=(\d{3})+$)/g, separator)
  const marks = fc.constantFrom(
    ...(['-#', '#-', '(#)', '-$#', '($#)', '#DR', '# D', 'EUR -#', '#-EUR', '\u2212#'] as const).map((form) => ({
      form,
      side: 'OUT',
    })),
    ...(['#', '\u20ac#', '# EUR', '$ #'] as const).map((form) => ({ form, side: null })),
    ...(['+#', '#CR', '#H', 'EUR #C'] as const).map((form) => ({ form, side: 'IN' })),
  )
  const signs = fc.constantFrom<['.' | ',', string, boolean]>(
    ['.', ',', false],
    ['.', ',', true],
    ['.', '', false],
    ['.', "'", false],
    [',', '.', false],
    [',', ' ', false],
    [',', '\u00a0', false],
    [',', '', false],
  )

  it('reads back every amount in every form and grouping', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 99_999_999_999_999n),
        marks,
        signs,
        (minor, { form, side }, [decimal, separator, indian]) => {
          const [whole = '', places = ''] = minorToDecimal(minor, 'EUR').split('.')
          const text = form.replace('#', `${group(whole, separator, indian)}${decimal}${places}`)
          const found = readWritten(text, decimal, 'EUR')
          expect(found).toMatchObject({ minor, side })
          expect(decimalSignOf([text], 'EUR')).toBe(decimal)
        },
      ),
    )
  })

  it('never reads part of a text as an amount', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        const found = readWritten(text, '.', 'EUR')
        if (found === null) expect(text.trim()).toBe('')
        else if (typeof found !== 'string')
          expect(
            text
              .normalize('NFC')
              .replace(/\D/g, '')
              .replace(/^0+/, '')
              .startsWith(String(found.minor).replace(/0+$/, '')),
          ).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
