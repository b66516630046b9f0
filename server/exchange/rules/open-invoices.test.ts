import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import {
  decideOpenInvoice,
  type KnownOpenItem,
  minorIn,
  type OwingCustomer,
  openInvoiceKey,
  owing,
} from './open-invoices'

const customer = (id: string, facts: Partial<OwingCustomer> = {}): OwingCustomer => ({
  id,
  number: `K-${id}`,
  externalKey: null,
  name: `Name ${id}`,
  email: null,
  payerId: id,
  termsDays: 30,
  ...facts,
})
const customers = [
  customer('1', { externalKey: 'key-1', email: 'one@example.test', payerId: '9' }),
  customer('2', { name: 'Twin' }),
  customer('3', { name: 'twin', termsDays: 14 }),
]
const known: KnownOpenItem = {
  id: 'i1',
  number: 'R-1',
  payerId: '9',
  issuedOn: '2028-01-10',
  dueOn: '2028-02-09',
  amountMinor: '12000',
  openMinor: '12000',
}
const today = '2028-02-29'
const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const missing = (field: string) => ({ field, code: 'SAID', parameters: { words: 'This is missing.' } })

describe('the customer of a cell', () => {
  it.each([
    ['k-1', '1'],
    ['key-1', '1'],
    ['One@example.test', '1'],
    ['name 1', '1'],
    ['Name 1, Anna Holz', '1'],
    ['twin, Anna Holz', { field: 'customer', code: 'CUSTOMER_UNKNOWN', parameters: { text: 'twin, Anna Holz' } }],
    ['name 1 Anna', { field: 'customer', code: 'CUSTOMER_UNKNOWN', parameters: { text: 'name 1 Anna' } }],
    ["'=x", { field: 'customer', code: 'CUSTOMER_UNKNOWN', parameters: { text: '=x' } }],
    ['twin', { field: 'customer', code: 'CUSTOMER_SEVERAL' }],
    [undefined, missing('customer')],
  ])('%s is %j', (said, expected) => {
    const found = owing('customer', said, customers)
    expect('id' in found ? found.id : found).toEqual(expected)
  })
})

describe('an amount of a cell', () => {
  it.each([
    ['120.00', 'EUR', 12000n],
    ['-120', 'EUR', -12000n],
    ['120.500', 'EUR', 12050n],
    ['1200', 'JPY', 1200n],
    ['1200.00', 'JPY', 1200n],
    ['1.234', 'KWD', 1234n],
    ['90071992547409.92', 'EUR', 9_007_199_254_740_992n],
    ['90071992547409.925', 'EUR', { field: 'rest', code: 'AMOUNT_UNREAD', parameters: { text: '90071992547409.925' } }],
    ['120.005', 'EUR', { field: 'rest', code: 'AMOUNT_UNREAD', parameters: { text: '120.005' } }],
    ['0.5', 'JPY', { field: 'rest', code: 'AMOUNT_UNREAD', parameters: { text: '0.5' } }],
    ['much', 'EUR', { field: 'rest', code: 'AMOUNT_UNREAD', parameters: { text: 'much' } }],
    [undefined, 'EUR', missing('rest')],
  ])('%s %s is %s in minor units', (text, currency, expected) => {
    expect(minorIn('rest', text, { ...reading, currency })).toEqual(expected)
  })
})

describe('a row of open invoices', () => {
  const row = { number: 'R-2', customer: 'K-1', issuedOn: '10.01.2028', dueOn: '09.02.2028', rest: '120.00' }
  const decide = (cells: Record<string, string | undefined>, items: KnownOpenItem[] = [known]) =>
    decideOpenInvoice(
      { place: 3, group: null, cells: JSON.parse(JSON.stringify({ ...row, ...cells })) },
      { customers, known: items, ours: new Set(['OURS']), today },
      reading,
    )

  it('is a new one of the customer’s payer', () => {
    expect(decide({})).toEqual({
      place: 3,
      key: 'i:R-2',
      outcome: 'NEW',
      recordId: null,
      changes: [],
      problems: [],
      before: null,
      write: {
        number: 'R-2',
        payerId: '9',
        issuedOn: '2028-01-10',
        dueOn: '2028-02-09',
        amountMinor: 12000n,
        wasMinor: 0n,
      },
    })
  })

  it.each([
    ['Sales credit note', '30.00', -3000n],
    ['Sales credit note', '-30.00', -3000n],
    ['out_refund', '30', -3000n],
    ['Sales invoice', '30.00', 3000n],
    ['Invoice', '-30.00', -3000n],
  ])('called %s of %s is owed with its sign', (document, rest, amountMinor) => {
    expect(decide({ document, rest }).write).toMatchObject({ amountMinor })
  })

  it.each([
    ['of which only the day of issue is said is due after its terms', { dueOn: '' }, '2028-01-10', '2028-02-09'],
    ['of which only the due day is said was issued on it', { issuedOn: '' }, '2028-02-09', '2028-03-10'],
    ['may be issued today and due at once', { issuedOn: '29.02.2028', dueOn: '29.02.2028' }, today, today],
    ['may be as old as the books', { issuedOn: '01.01.1990' }, '1990-01-01', '2028-02-09'],
    ['may be due in a lifetime', { dueOn: '01.01.2190' }, '2028-01-10', '2190-01-01'],
  ])('%s', (_case, cells, issuedOn, dueOn) => {
    const due = 'issuedOn' in cells && cells.issuedOn === '' ? '2028-02-09' : dueOn
    expect(decide(cells).write).toMatchObject({ issuedOn, dueOn: due })
  })

  it('of which only a due day to come is said was issued by today, and stays so in a later file', () => {
    const cells = { issuedOn: '', dueOn: '31.03.2028' }
    expect(decide(cells).write).toMatchObject({ issuedOn: today, dueOn: '2028-03-31' })
    const item = { ...known, number: 'R-2', dueOn: '2028-03-31' }
    expect(decide(cells, [item])).toMatchObject({ outcome: 'SAME', changes: [] })
    expect(decide({ issuedOn: '', dueOn: '09.01.2028' }, [item]).write).toMatchObject({
      issuedOn: '2028-01-09',
      dueOn: '2028-01-09',
    })
  })

  it.each([
    ['a day that is none', { issuedOn: 'soon' }, [['issuedOn', 'DAY_UNREAD']]],
    ['a due day that is none', { dueOn: 'soon' }, [['dueOn', 'DAY_UNREAD']]],
    ['no day', { issuedOn: '', dueOn: '' }, [['issuedOn', 'SAID']]],
    ['a day that has not come', { issuedOn: '01.03.2028', dueOn: '' }, [['issuedOn', 'DAY_TO_COME']]],
    ['a due day before it', { dueOn: '09.01.2028' }, [['dueOn', 'DUE_BEFORE_ISSUED']]],
    ['a day before there were books', { issuedOn: '31.12.1989' }, [['issuedOn', 'DAY_UNREAD']]],
    ['a due day after a lifetime', { dueOn: '02.01.2190' }, [['issuedOn', 'DAY_UNREAD']]],
    ['no number', { number: '' }, [['number', 'SAID']]],
    ['no column of numbers', { number: undefined }, [['number', 'SAID']]],
    ['a number of 61 signs', { number: 'x'.repeat(61) }, [['number', 'NUMBER_TOO_LONG']]],
    ['a number of our own', { number: 'OURS' }, [['number', 'NUMBER_OF_OURS']]],
    ['another currency', { currency: 'USD' }, [['currency', 'OTHER_CURRENCY']]],
    ['nobody’s name', { customer: 'Nemo' }, [['customer', 'CUSTOMER_UNKNOWN']]],
    ['no amount', { rest: '' }, [['rest', 'SAID']]],
    ['a document of a supplier', { document: 'Vendor Bill' }, [['document', 'NO_CLAIM']]],
    ['a formula', { note: '', number: '=A1' }, [['number', 'CELL_IS_FORMULA']]],
  ])('is wrong with %s', (_case, cells, problems) => {
    const found = decide(cells)
    expect(found).toMatchObject({ outcome: 'WRONG', write: null, place: 3 })
    expect(found.problems.map(({ field, code }) => [field, code])).toEqual(problems)
  })

  it('names the currency and the missing words', () => {
    expect(decide({ currency: 'USD' }).problems[0]?.parameters).toEqual({ currency: 'USD' })
    expect([decide({ number: '' }), decide({ issuedOn: '', dueOn: '' })].map(({ problems }) => problems)).toEqual([
      [missing('number')],
      [missing('issuedOn')],
    ])
    expect(decide({ currency: 'eur', number: 'x'.repeat(60) })).toMatchObject({ outcome: 'NEW', problems: [] })
  })

  it('of a known one is the same, changed, or nothing that a file may change', () => {
    const same = { number: 'R-1' }
    expect(decide(same)).toMatchObject({ outcome: 'SAME', recordId: 'i1', changes: [], before: null, write: null })
    expect(decide({ ...same, rest: '100', dueOn: '10.02.2028' })).toMatchObject({
      outcome: 'CHANGED',
      before: known,
      changes: [
        ['dueOn', '2028-02-09', '2028-02-10'],
        ['rest', '120.00 EUR', '100.00 EUR'],
      ],
      write: { amountMinor: 10000n, wasMinor: 12000n },
    })
    expect(decide({ ...same, issuedOn: '11.01.2028' }).changes).toEqual([['issuedOn', '2028-01-10', '2028-01-11']])
    expect(decide({ number: 'r-1' }).outcome).toBe('NEW')
    const used = [{ field: 'number', code: 'OPEN_ITEM_USED' }]
    expect(decide({ ...same, rest: '-1' }).problems).toEqual(used)
    expect(decide({ ...same, customer: 'K-2' }).problems).toEqual(used)
    const paid = [{ ...known, openMinor: '5000' }]
    expect(decide({ ...same, rest: '100' }, paid).problems).toEqual(used)
    expect(decide(same, paid)).toMatchObject({ outcome: 'SAME', problems: [] })
    expect(decide({ ...same, rest: '0' }).outcome).toBe('CHANGED')
    expect(decide({ rest: '0' })).toMatchObject({ outcome: 'SAME', write: null, recordId: null })
  })

  it('is named by its number', () => {
    expect([openInvoiceKey({ number: "'=1" }), openInvoiceKey({})]).toEqual(['i:=1', null])
  })
})
