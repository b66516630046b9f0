import { describe, expect, it } from 'vitest'
import { parseCsv } from '@/server/platform/files/csv-read'
import { readXml } from '@/server/platform/files/xml'
import { rowsToAsk, withoutRows } from './asked'
import { parseCamt } from './camt'
import { parseBankRows } from './csv'
import { dayOrder, readDay } from './csv-days'
import { dedupeKeys, type StatementLine } from './statement'

const line = (more: Partial<StatementLine> = {}): StatementLine => ({
  bookedOn: '2026-11-02',
  amountMinor: 1000n,
  currency: 'EUR',
  reference: 'INV-1',
  counterparty: 'Rose Ltd',
  counterpartyIban: null,
  bankReference: null,
  ...more,
})

describe('telling lines apart', () => {
  it('gives the same file the same keys, and two equal payments two', () => {
    const lines = [line(), line(), line({ amountMinor: 1n })]
    const keys = dedupeKeys(lines)
    expect(new Set(keys).size).toBe(3)
    expect(dedupeKeys(lines)).toEqual(keys)
  })
  it('knows the lines of an overlapping file, and does not take a batch reference for one payment', () => {
    const first = [
      line({ bookedOn: '2026-11-01' }),
      line(),
      line({ bankReference: 'B1' }),
      line({ bankReference: 'B1', amountMinor: 5n }),
    ]
    const second = [...first.slice(1), line({ bookedOn: '2026-11-03' })]
    const known = new Set(dedupeKeys(first))
    expect(known.size).toBe(4)
    expect(dedupeKeys(second).filter((key) => !known.has(key))).toHaveLength(1)
  })
})

const read = async (xml: string) => parseCamt(await readXml(xml), xml)
const camt = (entries: string, head = 'xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"') =>
  `<?xml version="1.0"?><Document ${head}><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE02 1203 0000 0000 2020 51</IBAN></Id><Ccy>EUR</Ccy></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const entry = (amount: string, inside = '', sign = 'CRDT') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt><NtryDtls>${inside}</NtryDtls></Ntry>`
const part = (amount: string, text: string) =>
  `<TxDtls><Amt Ccy="EUR">${amount}</Amt><RltdPties><Dbtr><Pty><Nm>R&amp;D Ltd</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls>`

describe('CAMT.053', () => {
  it('splits a batch into its parts, only when they sum to it', async () => {
    const [whole] = await read(
      camt(
        entry('30.00', part('10.00', 'INV-1') + part('20.00', 'INV-2')) + entry('9', part('1', 'a') + part('2', 'b')),
      ),
    )
    expect(whole?.iban).toBe('DE02120300000000202051')
    expect(whole?.lines.map((found) => [found.amountMinor, found.reference, found.counterparty])).toEqual([
      [1000n, 'INV-1', 'R&D Ltd'],
      [2000n, 'INV-2', 'R&D Ltd'],
      [900n, 'a', 'R&D Ltd'],
    ])
  })
  it('reads debits as negative, leaves out what is pending, and takes a prefix', async () => {
    const xml = camt(entry('5', '', 'DBIT') + entry('7').replace('BOOK<', 'PDNG<'))
      .replace(/<(\/?)(?=[A-Z])/g, '<$1n:')
      .replace('xmlns=', 'xmlns:n=')
    const [statement] = await read(xml)
    expect(statement?.lines.map((found) => found.amountMinor)).toEqual([-500n])
    expect(statement?.skipped).toBe(1)
  })
  it.each([
    ['entities', '<!DOCTYPE x [<!ENTITY a "b">]><Document/>', 'entities'],
    ['broken XML', '<Document><BkToCstmrStmt>', 'well-formed'],
    ['a notification', '<Document><BkToCstmrDbtCdtNtfctn/></Document>', 'CAMT.054'],
    ['an old report', '<Document><BkToCstmrAcctRptV01><Rpt/></BkToCstmrAcctRptV01></Document>', 'CAMT.052'],
    ['an intraday report', '<Document><BkToCstmrAcctRpt><Rpt/></BkToCstmrAcctRpt></Document>', 'CAMT.052'],
    ['another namespace', camt(entry('1'), 'xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"'), 'namespace'],
    ['no statement', '<Document><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>', 'no statement'],
    ['half cents', camt(entry('1.005')), 'decimal places'],
    ['no amount', camt('<Ntry><BookgDt><Dt>2026-11-02</Dt></BookgDt></Ntry>'), 'no amount'],
  ])('refuses %s in words', async (_name, xml, words) => {
    await expect(read(xml)).rejects.toMatchObject({
      code: 'FILE_NOT_UNDERSTOOD',
      parameters: { detail: expect.stringContaining(words) },
    })
  })

  it('asks about a sign that contradicts the amount, a missing sign, another currency and an unlikely day', async () => {
    const dated = (on: string) => entry('4').replace('2026-11-02', on)
    const [statement] = await read(
      camt(
        [
          entry('1'),
          entry('-2'),
          entry('3', '', ''),
          entry('5').replace('EUR', 'USD'),
          dated('1970-01-01'),
          dated('2026-12-01'),
        ].join(''),
      ),
    )
    if (!statement) throw new Error('nothing was read')
    expect(rowsToAsk(statement, '2026-11-30').map(({ row, cause }) => [row, cause])).toEqual([
      [2, 'SIGN_CONTRADICTS'],
      [3, 'SIDE_NOT_UNDERSTOOD'],
      [4, 'CURRENCY_DIFFERS'],
      [5, 'DAY_UNLIKELY'],
      [6, 'DAY_UNLIKELY'],
    ])
    const rest = withoutRows(statement, new Set([2, 3, 4, 5, 6]))
    expect(rest.lines.map(({ amountMinor }) => amountMinor)).toEqual([100n])
    expect(rest.skipped).toBe(5)
    expect(rowsToAsk(rest, '2026-11-30')).toEqual([])
  })
})

describe('tables of banks', () => {
  it.each([
    ['2026-11-02', '2026-11-02'],
    ['02.11.2026', '2026-11-02'],
    ['2/11/26', '2026-11-02'],
    ['2 Nov 2026', '2026-11-02'],
    ['20261102', '2026-11-02'],
    ['2026-11-02 12:34:56 +0000', '2026-11-02'],
    ['31.04.2026', null],
    ['Total', null],
  ])('%s is %s', (text, day) => expect(readDay(text, 'DMY')).toBe(day))

  it('tells the order of day and month from the column', () => {
    expect(dayOrder(['03/04/2026', '13/04/2026'], true)).toBe('DMY')
    expect(dayOrder(['03/04/2026', '03/14/2026'], false)).toBe('MDY')
    expect(dayOrder(['03/04/2026'], true)).toBe('MDY')
  })

  it('reads a German export under a letter, with a sum at the end', async () => {
    const file =
      'Kontoauszug\n\nBuchungstag;Verwendungszweck;Auftraggeber;IBAN;Betrag;Währung\n02.11.26;"RE INV-1001";Müller;DE02120300000000202051;1.234,50;EUR\n03.11.26;Miete;Haus;;-800,00;EUR\nSumme;;;;434,50;EUR\n'
    const { rows } = await parseCsv(Buffer.from(file, 'latin1'))
    const statement = parseBankRows(rows, { currency: 'EUR' })
    expect(statement).toMatchObject({ fromOn: '2026-11-02', toOn: '2026-11-03', skipped: 1 })
    expect(statement.lines[0]).toMatchObject({
      amountMinor: 123450n,
      reference: 'RE INV-1001',
      counterparty: 'Müller',
      counterpartyIban: 'DE02120300000000202051',
    })
  })

  const table = (heads: string, ...rows: string[]) =>
    parseBankRows(
      [heads, ...rows].map((row) => row.split(';')),
      { currency: 'USD' },
    )
  const asked = (statement: ReturnType<typeof table>) => statement.asked.map(({ row, cause }) => [row, cause])
  const amounts = (statement: ReturnType<typeof table>) => statement.lines.map(({ amountMinor }) => amountMinor)

  it('takes every way to write what goes out, and loses no row', () => {
    const statement = table(
      'Date;Description;Amount',
      '2026-11-02;one;-$21.78',
      '2026-11-02;two;($900.23)',
      '2026-11-02;three;1000.00DR',
      '2026-11-02;four;1,000.00 CR',
      '2026-11-02;five;−$1.00',
    )
    expect([amounts(statement), statement.asked, statement.skipped]).toEqual([
      [-2178n, -90023n, -100000n, 100000n, -100n],
      [],
      0,
    ])
  })

  it('asks about what it cannot tell, row by row, and takes the rest', () => {
    const statement = table(
      'Date;Description;Amount;D/C;Currency',
      '2026-11-02;fine;10.00;D;USD',
      '2026-11-02;minus and credit;-10.00;C;USD',
      '2026-11-02;plus and debit;+10.00;D;USD',
      '2026-11-02;words;ten;C;USD',
      '2026-11-02;no known side;10.00;X;USD',
      'soon;no day;10.00;C;USD',
      '2026-11-02;no amount;;;USD',
      'Total;;20.00;;',
      '2026-11-02;two currencies;€10.00;C;USD',
      'Date;Description;Amount;D/C;Currency',
    )
    expect(amounts(statement)).toEqual([-1000n])
    expect(asked(statement)).toEqual([
      [3, 'SIGN_CONTRADICTS'],
      [4, 'SIGN_CONTRADICTS'],
      [5, 'AMOUNT_NOT_UNDERSTOOD'],
      [6, 'SIDE_NOT_UNDERSTOOD'],
      [7, 'DAY_NOT_UNDERSTOOD'],
      [10, 'CURRENCY_DIFFERS'],
    ])
    expect(statement.skipped).toBe(2)
  })

  it('takes two columns with or without a minus, and asks where they say two things', () => {
    const statement = table(
      'Date;Description;Paid in;Paid out',
      '2026-11-02;in;5.00;',
      '2026-11-02;out;;5.00',
      '2026-11-02;out;-;-6.00',
      '2026-11-02;both;5.00;5.00',
      '2026-11-02;in with a minus;-5.00;',
      '2026-11-02;nought beside it;0.00;7.00',
    )
    expect(amounts(statement)).toEqual([500n, -500n, -600n, -700n])
    expect(asked(statement)).toEqual([
      [5, 'TWO_AMOUNTS'],
      [6, 'SIGN_CONTRADICTS'],
    ])
  })

  it('asks for the columns of a table without heads, and reads it once told', () => {
    const rows = [
      ['18.09.2017', 'SPAR', '-33,87', 'EUR'],
      ['20.09.2017', 'INV-7', '24,00', 'EUR'],
    ]
    expect(() => parseBankRows(rows, { currency: 'EUR' })).toThrow(expect.objectContaining({ code: 'COLUMNS_UNCLEAR' }))
    const { lines } = parseBankRows(rows, { currency: 'EUR', columns: { bookedOn: 0, amount: 2, reference: [1] } })
    expect(lines.map((found) => found.amountMinor)).toEqual([-3387n, 2400n])
  })
})
