import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import * as groups from './groups'
import * as whole from './whole'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const missing = (field: string) => ({ field, code: 'SAID', parameters: { words: 'This is missing.' } })
const product = (id: string, changes: Partial<groups.LineProduct> = {}): groups.LineProduct => ({
  id,
  sku: `P-${id}`,
  gtins: [],
  kind: 'GOODS',
  places: 0,
  priceQuantity: 1,
  archived: false,
  freeText: false,
  stocked: true,
  ...changes,
})
const row = (place: number, group: string | null, cells: Record<string, string> = {}) => ({ place, group, cells })

it('groups neighbouring rows of one number; rows without a number stand alone', () => {
  const rows = [row(1, 'A'), row(2, 'A'), row(3, 'B'), row(4, 'A'), row(5, null), row(6, null)]
  expect(groups.byGroup(rows).map((own) => own.map(({ place }) => place))).toEqual([[1, 2], [3], [4], [5], [6]])
})

it('takes each fact of a record from the first row that has it', () => {
  expect(groups.headOf([row(1, 'A', { note: 'first' }), row(2, 'A', { note: 'second', reference: 'R' })])).toEqual({
    note: 'first',
    reference: 'R',
  })
})

describe('the product of a line', () => {
  const products = [
    product('1', { gtins: ['04006381333931'] }),
    product('2', { archived: true }),
    product('3', { gtins: ['00000000000123'] }),
  ]
  it.each([
    ['p-1', '1'],
    ["'-P-1", { field: 'sku', code: 'PRODUCT_UNKNOWN', parameters: { text: '-P-1' } }],
    ['4006381333931', '1'],
    ['4006381-33 3931', '1'],
    ['123', '3'],
    ['P-2', { field: 'sku', code: 'PRODUCT_ARCHIVED' }],
    ['P-9', { field: 'sku', code: 'PRODUCT_UNKNOWN', parameters: { text: 'P-9' } }],
    ['', missing('sku')],
  ])('"%s" is %j', (sku, expected) => {
    const found = groups.lineProduct({ sku }, products)
    expect('id' in found ? found.id : found).toEqual(expected)
  })
})

describe('the open quantity of a line', () => {
  const range = { field: 'quantity', code: 'QUANTITY_RANGE' }
  it.each<[Record<string, string>, number | object]>([
    [{ quantity: '10' }, 10],
    [{ quantity: '10', delivered: '4' }, 6],
    [{ quantity: '10', delivered: '14' }, 0],
    [{ quantity: '10', delivered: '4', rest: '3' }, 3],
    [{ rest: '0' }, 0],
    [{ rest: '1000000000' }, 1_000_000_000],
    [{ rest: '1000000001' }, range],
    [{ quantity: '-1' }, range],
    [{ quantity: '1', delivered: '-1' }, range],
    [{ rest: '-1' }, range],
    [{ delivered: '4' }, missing('quantity')],
    [{ quantity: 'x' }, { field: 'quantity', code: 'NUMBER_UNREAD', parameters: { text: 'x' } }],
    [
      { quantity: '1', delivered: 'x' },
      { field: 'delivered', code: 'NUMBER_UNREAD', parameters: { text: 'x' } },
    ],
    [
      { quantity: '1', rest: 'x' },
      { field: 'rest', code: 'NUMBER_UNREAD', parameters: { text: 'x' } },
    ],
  ])('of %j is %j', (cells, expected) => expect(groups.restIn(cells, 0, reading)).toEqual(expected))

  it('counts in the smallest units of the product', () => {
    expect(groups.restIn({ quantity: '1.5', delivered: '0.25' }, 3, reading)).toBe(1250)
  })
})

describe('a price of a file', () => {
  it.each<[string, string | null | object]>([
    ['', null],
    ['12.5', '12.5'],
    ['0.123456', '0.123456'],
    ['123456789012', '123456789012'],
    ['0.1234567', { field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: '0.1234567' } }],
    ['-1', { field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: '-1' } }],
    ['1234567890123', { field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: '1234567890123' } }],
    ['much', { field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: 'much' } }],
    ['$5', { field: 'cost', code: 'OTHER_CURRENCY', parameters: { currency: '$' } }],
  ])('"%s" is read as %j', (cost, expected) => {
    expect(groups.priceIn('cost', { cost }, reading)).toEqual(expected)
    const ofPrice = expected && typeof expected === 'object' ? { ...expected, field: 'unitPrice' } : expected
    expect(groups.priceIn('unitPrice', { unitPrice: cost }, reading)).toEqual(ofPrice)
  })

  it.each([
    // price, for how many units of the file, percent off → price for the product's own quantity
    ['12.50', '1', '0', {}, '12.5'],
    ['12.50', '100', '0', { priceQuantity: 100 }, '12.5'],
    ['12.50', '10', '0', { priceQuantity: 100 }, '125'],
    ['10', '1', '12.5', {}, '8.75'],
    ['10', '1', '100', {}, '0'],
    ['10', '0.5', '0', {}, '20'],
    ['2', '1', '0', { places: 3, priceQuantity: 1000 }, '2'],
    ['1', '3', '0', {}, '0.333333'],
    ['10', '0', '0', {}, null],
    ['10', '1', '100.1', {}, null],
    ['10', '1', '-1', {}, null],
  ])('of %s for %s less %s %% with %j is %s', (price, per, off, changes, expected) =>
    expect(groups.priceFor(price, per, off, product('1', changes))).toBe(expected),
  )
})

describe('the other facts of a row', () => {
  const warehouses = [
    { id: 'w1', code: 'MAIN', name: 'North' },
    { id: 'w2', code: 'NORTH', name: 'Main' },
  ]
  it('finds a warehouse by its code before its name', () => {
    const found = (warehouse: string) => groups.warehouseIn({ warehouse }, warehouses)
    expect([found(''), found('main'), found('North')]).toEqual([null, warehouses[0], warehouses[1]])
    expect(groups.warehouseIn({ warehouse: 'south' }, [])).toEqual({
      field: 'warehouse',
      code: 'WAREHOUSE_UNKNOWN',
      parameters: { text: 'south' },
    })
    expect(groups.warehouseIn({ warehouse: 'North' }, warehouses.slice(0, 1))).toEqual(warehouses[0])
  })

  it('reads a day only where the row has one', () => {
    expect(groups.dayOf('on', { on: '29.02.2028' }, reading)).toBe('2028-02-29')
    expect(groups.dayOf('on', {}, reading)).toBeNull()
  })

  it('refuses another currency and formulas', () => {
    expect(groups.alwaysWrong({ currency: 'eur' }, reading)).toEqual([])
    expect(groups.alwaysWrong({}, reading)).toEqual([])
    expect(groups.alwaysWrong({ currency: 'USD', reference: '=A1' }, reading)).toEqual([
      { field: 'reference', code: 'CELL_IS_FORMULA' },
      { field: 'currency', code: 'OTHER_CURRENCY', parameters: { currency: 'USD' } },
    ])
  })

  it('needs a number of at most sixty characters', () => {
    expect(groups.numberOf([row(1, "'=7")])).toBe('=7')
    expect(groups.numberOf([row(1, 'x'.repeat(60))])).toBe('x'.repeat(60))
    expect(groups.numberOf([row(1, 'x'.repeat(61))])).toEqual({ field: 'number', code: 'NUMBER_TOO_LONG' })
    expect([groups.numberOf([row(1, null)]), groups.numberOf([])]).toEqual([missing('number'), missing('number')])
  })

  it('recognises the same facts by their hash', () => {
    expect(whole.saidHash({ a: 1 })).toBe(whole.saidHash({ a: 1 }))
    expect(whole.saidHash({ a: 1 })).toMatch(/^[0-9a-f]{64}$/)
    expect(whole.saidHash({ a: 2 })).not.toBe(whole.saidHash({ a: 1 }))
  })
})

describe('the rows of one record', () => {
  const rows = [row(1, 'A'), row(2, 'A')]
  const rest = { key: 'A', recordId: null, changes: [], problems: [], before: null, write: null }
  it('wait for the first wrong row', () => {
    const problem = { field: 'sku', code: 'PRODUCT_ARCHIVED' }
    const wrong = whole.wrongGroup(
      rows,
      new Map([
        [1, []],
        [2, [problem]],
      ]),
    )
    expect(wrong).toEqual([
      {
        ...rest,
        place: 1,
        outcome: 'WRONG',
        problems: [{ field: 'number', code: 'ROW_WAITS', parameters: { row: 2 } }],
      },
      { ...rest, place: 2, outcome: 'WRONG', problems: [problem] },
    ])
  })

  it('change nothing when the record is there, and are written by the first row when it is new', () => {
    expect(whole.sameGroup(rows, 'r')).toEqual([
      { ...rest, place: 1, outcome: 'SAME', recordId: 'r' },
      { ...rest, place: 2, outcome: 'SAME', recordId: 'r' },
    ])
    expect(whole.newGroup(rows, 'write')).toEqual([
      { ...rest, place: 1, outcome: 'NEW', write: 'write' },
      { ...rest, place: 2, outcome: 'NEW' },
    ])
  })
})
