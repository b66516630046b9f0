import { describe, expect, it } from 'vitest'
import { rowsToAsk, withoutRows } from './asked'
import { dedupeKeys, lastDay, mostTold, oneLine, type ParsedStatement, plainIban } from './statement'

const line = (row: number, more: Partial<ParsedStatement['lines'][number]> = {}) => ({
  row,
  bookedOn: '2026-11-02',
  amountMinor: 1050n,
  currency: 'EUR',
  reference: 'INV-1',
  counterparty: 'Rose Ltd',
  counterpartyIban: null,
  bankReference: null,
  ...more,
})
const statement = (more: Partial<ParsedStatement> = {}): ParsedStatement => ({
  format: 'CSV',
  iban: null,
  currency: 'EUR',
  fromOn: null,
  toOn: null,
  openingMinor: null,
  closingMinor: null,
  lines: [line(1)],
  asked: [],
  skipped: 0,
  ...more,
})

it('text stands on one line, and an account without blanks', () => {
  expect([oneLine('  a \n\t b  '), oneLine('a b c', 3), oneLine('x'.repeat(1001)).length]).toEqual(['a b', 'a b', 1000])
  expect(plainIban(' de02 1203\t0000 ')).toBe('DE0212030000')
})

it.each([
  [['a', 'b', 'b'], 'b'],
  [['a', 'a', 'b'], 'a'],
  [['a', 'b'], 'a'],
  [[], undefined],
])('most of %j say %s', (values, most) => expect(mostTold(values)).toBe(most))

it.each([
  ['2026-11-05', ['2026-11-02'], '2026-11-05'],
  ['2026-11-01', ['2026-11-04', '2026-11-02'], '2026-11-04'],
  [null, ['2026-11-02', '2026-11-03'], '2026-11-03'],
  [null, [], null],
])('closed on %s with movements on %j a statement speaks of %s', (toOn, days, last) => {
  expect(lastDay({ toOn, lines: days.map((bookedOn, index) => line(index, { bookedOn })) })).toBe(last)
})

describe('the key of a movement', () => {
  const key = (more: Parameters<typeof line>[1]) => dedupeKeys([line(1, more)])[0]
  it.each([
    ['the day', { bookedOn: '2026-11-03' }],
    ['the amount', { amountMinor: 1051n }],
    ['the currency', { currency: 'USD' }],
    ['the text', { reference: 'INV-2' }],
    ['the name', { counterparty: 'Lily' }],
    ['the account', { counterpartyIban: 'DE02' }],
    ['the reference of the bank', { bankReference: 'B1' }],
  ])('is another when %s is', (_, more) => expect(key(more)).not.toBe(key({})))

  it.each([
    ['blanks and capitals', { reference: 'inv -1', counterparty: 'ROSE  LTD' }],
    ['the row', { row: 7 }],
  ])('is the same whatever %s', (_, more) => expect(key(more)).toBe(key({})))

  it('rests on the bank’s reference alone where there is one', () => {
    const own = { bankReference: 'b 1' }
    expect(key({ bankReference: 'B1', reference: 'other', counterparty: 'other' })).toBe(key(own))
  })

  // Kept movements have these keys: with other ones, each file would come twice.
  it('is the one under which it is kept', () => {
    const keys = [{}, { bankReference: 'B1' }, { bankReference: 'B2' }].map(key)
    expect(keys).toEqual([
      'EArEJW09cIskrW2uEnxyqhF6QvmZNVfX#1',
      'F1_gtwpkXIXPd3FdQYFvQbLr1Hnaw4Jt#1',
      'v69mAk6G3T52GXPSFRYp1gLhjcBOxp0i#1',
    ])
  })

  it('counts equals, from one', () => {
    const [first, second] = dedupeKeys([line(1), line(2)])
    expect([first?.slice(-2), second?.slice(-2), first?.length]).toEqual(['#1', '#2', 34])
    expect(first?.slice(0, 32)).toBe(second?.slice(0, 32))
  })
})

describe('rows that a person is asked about', () => {
  it.each([
    ['1989-12-31', 'EUR', 'DAY_UNLIKELY'],
    ['1990-01-01', 'EUR', undefined],
    ['2026-11-30', 'EUR', undefined],
    ['2026-12-01', 'EUR', 'DAY_UNLIKELY'],
    ['2026-11-02', 'USD', 'CURRENCY_DIFFERS'],
    ['2026-12-01', 'USD', 'DAY_UNLIKELY'],
  ])('booked on %s in %s: %s', (bookedOn, currency, cause) => {
    const [asked] = rowsToAsk(statement({ lines: [line(4, { bookedOn, currency })] }), '2026-11-30')
    const cells = [bookedOn, '10.50', currency, 'Rose Ltd', 'INV-1']
    expect(asked).toEqual(cause && { row: 4, cause, cells, told: line(4, { bookedOn, currency }) })
  })

  it('stand in the order of the file; a statement without a currency takes any', () => {
    const asked = [{ row: 2, cause: 'TWO_AMOUNTS' as const, cells: [] }]
    const odd = { bookedOn: '1970-01-01', reference: 'r'.repeat(80) }
    const found = rowsToAsk(statement({ asked, lines: [line(3, odd), line(1, odd)] }), '2026-11-30')
    expect(found.map(({ row }) => row)).toEqual([1, 2, 3])
    expect(found[0]?.cells[4]).toHaveLength(60)
    expect(rowsToAsk(statement({ currency: '', lines: [line(1, { currency: 'USD' })] }), '2026-11-30')).toEqual([])
  })

  it('that are left out count as skipped', () => {
    const asked = [2, 5].map((row) => ({ row, cause: 'TWO_AMOUNTS' as const, cells: [] }))
    const left = withoutRows(statement({ lines: [line(1), line(3), line(4)], asked, skipped: 1 }), new Set([1, 2, 3]))
    expect([left.lines.map(({ row }) => row), left.asked.map(({ row }) => row), left.skipped]).toEqual([[4], [5], 4])
  })
})
