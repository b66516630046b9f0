import { describe, expect, it } from 'vitest'
import {
  cellsOf,
  countryIn,
  dayIn,
  formulasIn,
  isProblem,
  numberIn,
  type Problem,
  quantityIn,
  shown,
  wholeIn,
  withoutApostrophe,
  yesIn,
} from './cells'

const german = { decimalSign: ',', dayOrder: 'DMY' } as const
const american = { decimalSign: '.', dayOrder: 'MDY' } as const
const problem = (field: string, code: string, parameters?: Record<string, string | number>): Problem => ({
  field,
  code,
  ...(parameters && { parameters }),
})

describe('cells of a row', () => {
  it('are named by their fields, trimmed, and left out where they say nothing', () => {
    const mapping = { number: 2, name: 0, phone: 1, email: 7, unknown: 0 }
    expect(cellsOf('CUSTOMERS', [' Anna ', '  ', 'A-1'], mapping)).toEqual({ number: 'A-1', name: 'Anna' })
  })

  it('are without the apostrophe that keeps the zeros of a number or a postcode, and with that of a name', () => {
    const mapping = { name: 0, billPostcode: 1, phone: 2, externalKey: 3, number: 4 }
    expect(cellsOf('CUSTOMERS', ["'t Hoen", "'BS1 4RW", "'0117", "'7001", "'=1"], mapping)).toEqual({
      name: "'t Hoen",
      billPostcode: 'BS1 4RW',
      phone: '0117',
      externalKey: '7001',
      number: "'=1",
    })
    const codes = { gtin: 0, tariffCode: 1, successor: 2 }
    expect(cellsOf('PRODUCTS', ["'4006381333931", "'0812", "'00-7"], codes)).toEqual({
      gtin: '4006381333931',
      tariffCode: '0812',
      successor: '00-7',
    })
    const order = { customer: 0, reference: 1 }
    expect(cellsOf('OPEN_ORDERS', ["'0017", "'0815"], order)).toEqual({ customer: '0017', reference: '0815' })
    expect(cellsOf('OPEN_ORDERS', ["'90s Store", 'PO'], order)).toEqual({ customer: "'90s Store", reference: 'PO' })
    expect(cellsOf('OPEN_ORDERS', ["'t Huis '90"], order)).toEqual({ customer: "'t Huis '90" })
    expect(cellsOf('OPEN_ORDERS', ["'90s-Store"], order)).toEqual({ customer: "'90s-Store" })
    expect(cellsOf('STOCK', ["'01", "'007", "'0"], { bin: 0, lot: 1, quantity: 2 })).toEqual({
      bin: '01',
      lot: '007',
      quantity: "'0",
    })
  })

  it.each([
    ["'=1", '=1'],
    ["'+353", '+353'],
    ["'-1", '-1'],
    ["'@x", '@x'],
    ["'\tx", '\tx'],
    ["'\rx", '\rx'],
    ["'90s", "'90s"],
    ["O'=1", "O'=1"],
    ['=1', '=1'],
  ])('%j lose the apostrophe of a table program, and no other: %j', (cell, text) => {
    expect(withoutApostrophe(cell)).toBe(text)
  })

  it.each([
    ['=A1', true],
    ['@SUM(A1)', true],
    ['+Sheet!A1', true],
    ['-x|y', true],
    ['+353 1 234', false],
    ['-12.50', false],
    ['a=1', false],
    ['a+(b)', false],
    ['#REF!', true],
    ['#N/A', true],
    ['#value!', true],
    ['#NAME?', true],
    ['#DIV/0!', true],
    ['#NULL!', true],
    ['#NUM!', true],
    ['#1', false],
    ['x#REF!', false],
    ['#REF!x', false],
  ])('%s is a formula or the failure of one: %s', (text, isFormula) => {
    expect(formulasIn({ name: text, email: 'a@b.test' })).toEqual(isFormula ? [problem('name', 'CELL_IS_FORMULA')] : [])
  })

  it('are quoted with at most sixty signs', () => {
    expect(shown('x'.repeat(60))).toBe('x'.repeat(60))
    expect(shown('x'.repeat(61))).toBe(`${'x'.repeat(57)}…`)
  })
})

describe('numbers, days and yes or no in cells', () => {
  const text = (value: string) => ({ text: value })
  it('are read as the file writes them, and quoted where they cannot be', () => {
    expect([numberIn('a', '1.234,5', german), numberIn('a', '1,234.5', american)]).toEqual(['1234.5', '1234.5'])
    expect(numberIn('a', 'many', german)).toEqual(problem('a', 'NUMBER_UNREAD', text('many')))
    expect([wholeIn('a', '1.000', german), wholeIn('a', '2.0', american)]).toEqual([1000, 2])
    expect(wholeIn('a', '1,5', german)).toEqual(problem('a', 'NUMBER_NOT_WHOLE', text('1,5')))
    expect(wholeIn('a', 'x', german)).toEqual(problem('a', 'NUMBER_UNREAD', text('x')))
    expect([quantityIn('q', '1,25', 3, german), quantityIn('q', '7', 0, german)]).toEqual([1250, 7])
    expect(quantityIn('q', '1,25', 1, german)).toEqual(problem('q', 'QUANTITY_PLACES', { text: '1,25', places: 1 }))
    expect(quantityIn('q', 'x', 1, german)).toEqual(problem('q', 'NUMBER_UNREAD', text('x')))
    expect([dayIn('d', '02/03/2027', german), dayIn('d', '02/03/2027', american)]).toEqual(['2027-03-02', '2027-02-03'])
    expect(dayIn('d', 'soon', german)).toEqual(problem('d', 'DAY_UNREAD', text('soon')))
  })

  it('say yes and no in several languages', () => {
    const read = (words: string) => words.split(' ').map((word) => yesIn('y', word))
    expect(new Set(read('yes Y true 1 x ja OUI si sí wahr vrai'))).toEqual(new Set([true]))
    expect(new Set([...read('no N false 0 nein NON falsch faux'), yesIn('y', '')])).toEqual(new Set([false]))
    expect(yesIn('y', 'maybe')).toEqual(problem('y', 'YES_OR_NO', text('maybe')))
  })

  // One test for all: the names are gathered once, by whoever asks first.
  it('name a country by its code, and by what languages of trade call it', () => {
    const countries = [
      ['DE', 'DE'],
      ['de', 'DE'],
      ['Germany', 'DE'],
      ['Deutschland', 'DE'],
      ['Allemagne', 'DE'],
      ['Alemania', 'DE'],
      ['Germania', 'DE'],
      ['Duitsland', 'DE'],
      ['Alemanha', 'DE'],
      ['Niemcy', 'DE'],
      ['österreich', 'AT'],
      ['  Côte d’Ivoire ', 'CI'],
      ['UK', 'GB'],
      ['Great  Britain', 'GB'],
      ['England', 'GB'],
      ['USA', 'US'],
      ['United States of America', 'US'],
      ['Holland', 'NL'],
      ['Eire', 'IE'],
      ['U.K.', 'GB'],
      ['Scotland', 'GB'],
      ['Wales', 'GB'],
      ['Northern Ireland', 'GB'],
      ['Republic of Ireland', 'IE'],
      ['Czech Republic', 'CZ'],
      ['U.S.A.', 'US'],
      ['The Netherlands', 'NL'],
      ['Osterreich', 'AT'],
      ['Cote d Ivoire', 'CI'],
    ] as const
    expect(countries.map(([name]) => [name, countryIn('country', name)])).toEqual(countries)
  })
  it('name a country that there is', () => {
    expect(countryIn('country', 'Atlantis')).toEqual(problem('country', 'COUNTRY_UNKNOWN', text('Atlantis')))
  })

  it.each([
    [problem('a', 'B'), true],
    [{ field: 'a' }, false],
    [{ code: 'B' }, false],
    [null, false],
    ['text', false],
    [undefined, false],
  ])('of %j is a problem: %s', (read, is) => expect(isProblem(read)).toBe(is))
})
