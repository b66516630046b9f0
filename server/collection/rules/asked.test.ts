import { describe, expect, it } from 'vitest'
import { type Answer, rowsToAsk, withAnswers, withoutRows } from './asked'
import { parseBankRows } from './csv'

const today = '2026-11-30'
const table = (...rows: string[]) =>
  parseBankRows(
    ['Date;Description;Name;Amount;D/C;Currency', ...rows].map((row) => row.split(';')),
    { currency: 'EUR' },
  )
const fine = '2026-11-02;INV-1;Rose;10.00;C;EUR'
/** What is booked, row by row, and which rows are asked about again. */
const taken = (statement: ReturnType<typeof table>, ...answers: Answer[]) => {
  const answered = withAnswers(statement, answers, today)
  return {
    booked: answered.lines.map(({ row, bookedOn, amountMinor, currency }) => [row, bookedOn, amountMinor, currency]),
    asked: rowsToAsk(answered, today).map(({ row }) => row),
  }
}
const first = [2, '2026-11-02', 1000n, 'EUR']

describe('what a person says of a row', () => {
  it.each<[string, string, Omit<Answer, 'row'>, unknown[] | null]>([
    ['flag and sign contradict', '2026-11-03;x;A;-7.00;C;EUR', { amountMinor: 700n }, ['2026-11-03', 700n]],
    ['flag and sign contradict', '2026-11-03;x;A;-7.00;C;EUR', { amountMinor: -700n }, ['2026-11-03', -700n]],
    [
      'contradicting marks, and another day',
      '2026-11-03;x;A;-7.00;C;EUR',
      { bookedOn: today, amountMinor: 7n },
      [today, 7n],
    ],
    [
      'contradicting marks in another currency',
      '2026-11-03;x;A;-7.00;C;USD',
      { amountMinor: 650n },
      ['2026-11-03', 650n],
    ],
    ['the side alone was missing', '2026-11-03;x;A;7.00;X;EUR', {}, null],
    ['the amount in words', '2026-11-03;x;A;seven;C;EUR', { amountMinor: 7n }, ['2026-11-03', 7n]],
    ['no day at all', 'soon;x;A;-7.00;;EUR', { bookedOn: '2026-11-04' }, ['2026-11-04', -700n]],
    ['no day, and it stays so', 'soon;x;A;-7.00;;EUR', { amountMinor: 7n }, null],
    ['a day to come', '2126-11-03;x;A;7.00;C;EUR', { bookedOn: '2026-11-03' }, ['2026-11-03', 700n]],
    ['a day to come, and another', '2126-11-03;x;A;7.00;C;EUR', { bookedOn: '2026-12-01' }, null],
    [
      'a day long gone, amount corrected too',
      '1926-11-03;x;A;7.00;C;EUR',
      { bookedOn: today, amountMinor: 8n },
      [today, 8n],
    ],
    ['another currency', '2026-11-03;x;A;7.00;C;USD', { amountMinor: 650n }, ['2026-11-03', 650n]],
    ['another currency without its amount here', '2026-11-03;x;A;7.00;C;USD', { bookedOn: today }, null],
    ['a sign of dollars', '2026-11-03;x;A;$7.00;C;EUR', { amountMinor: 650n }, ['2026-11-03', 650n]],
    ['a sign of dollars, money out', '2026-11-03;x;A;-$7.00;;', { amountMinor: -650n }, ['2026-11-03', -650n]],
    ['a sign of dollars without its amount here', '2026-11-03;x;A;$7.00;C;', { bookedOn: today }, null],
    ['no day, and a sign of dollars', 'soon;x;A;$7.00;C;', { bookedOn: today }, null],
    ['no day, in another currency', 'soon;x;A;7.00;C;USD', { bookedOn: today }, null],
    ['two currencies', '2026-11-03;x;A;$7.00 USD;C;EUR', { amountMinor: 650n }, ['2026-11-03', 650n]],
  ])('%s', (_, row, answer, booked) => {
    const statement = table(fine, fine, row)
    expect(rowsToAsk(statement, today).map((one) => one.row)).toEqual([4])
    const found = taken(statement, { row: 4, ...answer })
    const rest = [first, [3, ...first.slice(1)]]
    expect(found).toEqual(
      booked ? { booked: [...rest, [4, ...booked, 'EUR']], asked: [] } : { booked: expect.anything(), asked: [4] },
    )
  })

  it('keeps what else the row tells, and its place', () => {
    const statement = table('soon;INV-7;Tulip;5.00;C;EUR', fine)
    const [line] = withAnswers(statement, [{ row: 2, bookedOn: today }], today).lines
    expect(line).toMatchObject({ row: 2, reference: 'INV-7', counterparty: 'Tulip', amountMinor: 500n })
  })

  it('asks again about what was not answered, and about a row of which nothing was understood', () => {
    const statement = table('soon;x;A;5.00;C;EUR', '2026-11-03;x;A;seven;C;EUR')
    const [unread] = statement.asked
    if (!unread) throw new Error('nothing is asked')
    const { told: _, ...untold } = unread
    const asked = { ...statement, asked: [...statement.asked, { ...untold, row: 8 }, { ...untold, row: 9 }] }
    const found = taken(asked, { row: 3, amountMinor: 7n }, { row: 8 }, { row: 9, bookedOn: today, amountMinor: 8n })
    expect(found).toEqual({ booked: [[3, '2026-11-03', 7n, 'EUR']], asked: [2, 8, 9] })
  })

  it('turns nothing that was certain', () => {
    expect(taken(table(fine), { row: 2, amountMinor: 99_999n, bookedOn: '2026-11-09' })).toEqual({
      booked: [first],
      asked: [],
    })
  })

  it('gives the parts of a batch another day, and leaves their amounts', () => {
    const [part] = table('2126-11-03;x;A;7.00;C;EUR', fine).lines
    if (!part) throw new Error('nothing was read')
    const batch = { ...table(fine), lines: [part, { ...part, amountMinor: 300n }] }
    const answered = withAnswers(batch, [{ row: 2, bookedOn: today, amountMinor: 1n }], today)
    expect(answered.lines.map(({ bookedOn, amountMinor }) => [bookedOn, amountMinor])).toEqual([
      [today, 700n],
      [today, 300n],
    ])
  })
})

describe('the time that a table covers', () => {
  const odd = table(fine, '2126-11-03;x;A;7.00;C;EUR', '1926-11-03;x;A;7.00;C;EUR')
  it('is not that of a row left out: no bank counts as looked at up to a day of the next century', () => {
    const { fromOn, toOn } = withoutRows(odd, new Set([3, 4]))
    expect([fromOn, toOn]).toEqual(['2026-11-02', '2026-11-02'])
  })
  it('is that of the days a person said', () => {
    const said = [
      { row: 3, bookedOn: '2026-11-05' },
      { row: 4, bookedOn: '2026-10-30' },
    ]
    const { fromOn, toOn } = withAnswers(odd, said, today)
    expect([fromOn, toOn]).toEqual(['2026-10-30', '2026-11-05'])
  })
  it('is what the bank says where it says so', () => {
    const told = { ...odd, format: 'CAMT053' as const, fromOn: '2026-11-01', toOn: '2026-11-29' }
    expect(withoutRows(told, new Set([3, 4]))).toMatchObject({ fromOn: '2026-11-01', toOn: '2026-11-29' })
  })
})

it('a row that is asked about is named by its place in the file, blank lines counted', () => {
  const rows = ['Date;Amount', 'soon;1.00', '2026-11-02;2.00'].map((row) => row.split(';'))
  const statement = parseBankRows(rows, { currency: 'EUR', places: [2, 5, 9] })
  expect([statement.asked.map(({ row }) => row), statement.lines.map(({ row }) => row)]).toEqual([[5], [9]])
})
