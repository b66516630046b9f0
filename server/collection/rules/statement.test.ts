import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '@/server/platform/files/csv-read'
import { readXml } from '@/server/platform/files/xml'
import { parseCamt, xmlText } from './camt'
import { dayOrder, decimalSign, parseBankRows, readAmount, readDay } from './csv'
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

  it('stops reading what takes too long or too much, and goes on with other work meanwhile', async () => {
    const heavy = camt(entry('1').repeat(40_000))
    let turns = 0
    const other = setInterval(() => turns++, 5)
    await expect(readXml(heavy, { milliseconds: 50 })).rejects.toMatchObject({
      parameters: { detail: expect.stringContaining('too long') },
    })
    await expect(readXml(heavy, { megabytes: 8 })).rejects.toMatchObject({
      parameters: { detail: expect.stringContaining('too much memory') },
    })
    expect((await read(heavy))[0]?.lines).toHaveLength(40_000)
    clearInterval(other)
    expect(turns).toBeGreaterThan(20)
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

  it.each([
    ['1.234,56', ',', 123456n],
    ['-1,234.56', '.', -123456n],
    ['1.234', ',', 123400n],
    ['12,5-', ',', -1250n],
    ['(8.00)', '.', -800n],
    ['€ 1 234,00', ',', 123400n],
    ["1'234.50 CHF", '.', 123450n],
    ['1.005', '.', null],
    ['', '.', null],
    ['1e400', '.', null],
  ] as const)('%s with decimal %s is %s', (text, decimal, minor) =>
    expect(readAmount(text, decimal, 'EUR')).toBe(minor),
  )

  it('finds the decimal sign', () => {
    expect(decimalSign(['1.234', '12,50'])).toBe(',')
    expect(decimalSign(['1,234', '7'])).toBe('.')
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

const samples = join(process.env.OCTET_SAMPLES ?? '/nowhere', 'bank-statements')

interface Expected {
  getEntries?: {
    getAmount: { getAmount: string; getCurrency: { getCode: string } }
    getBookingDate: { 0: string } | null
    getStatus: string
    getRecord: { getAccount: { getIban?: string | { getIban: string }; getIdentification?: string } } | string
  }[]
}

if (existsSync(samples)) {
  const xmls = readdirSync(join(samples, 'camt')).filter((name) => name.endsWith('.xml'))
  const textOf = (name: string) => xmlText(readFileSync(join(samples, 'camt', name)))
  describe('files of banks', () => {
    it.each(xmls.filter((name) => /^camt0?53/.test(name) && !name.includes('wrong')))(
      '%s holds what others read in it',
      async (name) => {
        const statements = await read(textOf(name))
        const expected = JSON.parse(
          readFileSync(join(samples, 'camt', name.replace('.xml', '.json')), 'utf8'),
        ) as Expected
        const entries = (expected.getEntries ?? []).filter((entry) => !entry.getStatus || entry.getStatus === 'BOOK')
        // The other reader lists only the entries of the last statement of several.
        const lines = name.includes('multi')
          ? (statements.at(-1)?.lines ?? [])
          : statements.flatMap((statement) => statement.lines)
        const told = entries.map((entry) => {
          const { getAmount: amount, getCurrency: currency } = entry.getAmount
          return [entry.getBookingDate?.[0].slice(0, 10) ?? null, amount, currency.getCode]
        })
        const sumOf = (rows: (string | null)[][]) => rows.reduce((total, row) => total + BigInt(row[1] as string), 0n)
        const found = lines.map((line) => [line.bookedOn, String(line.amountMinor), line.currency])
        expect(sumOf(found)).toBe(sumOf(told))
        // A batch is split into its parts, so days and currencies are compared as sets.
        const days = (rows: (string | null)[][]) => [...new Set(rows.map((row) => `${row[0]} ${row[2]}`))].sort()
        if (told.every(([day]) => day !== null)) expect(days(found)).toEqual(days(told))
        expect(found.length).toBeGreaterThanOrEqual(told.length)
      },
    )
    it.each(xmls.filter((name) => !/^camt0?53/.test(name) || name.includes('wrong')))(
      '%s is refused in words',
      async (name) => {
        await expect(readXml(textOf(name)).then((tree) => parseCamt(tree, textOf(name)))).rejects.toMatchObject({
          code: 'FILE_NOT_UNDERSTOOD',
        })
      },
    )

    const sum = (lines: readonly StatementLine[]) => lines.reduce((total, one) => total + one.amountMinor, 0n)
    it.each<[string, { lines: number; sum: bigint; currency: string; first?: Partial<StatementLine> } | string]>([
      ['20171001-20171106.csv', { lines: 1, sum: -5999n, currency: 'EUR' }],
      [
        '20180226-1000594757-umsatz.CSV',
        { lines: 1, sum: -3699n, currency: 'EUR', first: { counterpartyIban: 'DE13380700590045335700' } },
      ],
      [
        '2019-03-02_11-50-46_bunq-statement.csv',
        { lines: 7, sum: -2382n, currency: 'EUR', first: { counterparty: 'CLOUDFLARE', bookedOn: '2018-12-06' } },
      ],
      [
        'MonzoDataExport_February2018_2018-02-26_174335.csv',
        { lines: 1, sum: -1000n, currency: 'GBP', first: { bankReference: 'tx_00009TziTeST1NG1ZWIPGS' } },
      ],
      ['TH_20180521-20180523.csv', { lines: 1, sum: -11111n, currency: 'CZK' }],
      ['Umsaetze_KtoNr538917600_EUR_02-03-2018_1503.CSV', { lines: 1, sum: -1722n, currency: 'EUR' }],
      ['export_KBC-Mastercard Business Essential_20200204_1604.csv', { lines: 3, sum: 273n, currency: 'EUR' }],
      ['test_swedebank_statement.xls', { lines: 13, sum: 257893n, currency: 'LTL' }],
      ['dba33fceecd62c3c727893361e0ba4d3.P000000027355791.csv', 'COLUMNS_UNCLEAR'],
      ['statement_1.csv', 'COLUMNS_UNCLEAR'],
      ['test_delimiter_tab.csv', 'COLUMNS_UNCLEAR'],
      ['test_raiffeisen_01.csv', 'COLUMNS_UNCLEAR'],
    ])('%s is read as it stands there', async (name, expected) => {
      const { rows } = await parseCsv(readFileSync(join(samples, 'csv', name)))
      if (typeof expected === 'string')
        return expect(() => parseBankRows(rows, { currency: 'EUR' })).toThrow(
          expect.objectContaining({ code: expected, parameters: { sample: expect.any(Array) } }),
        )
      const { lines } = parseBankRows(rows, { currency: 'EUR' })
      expect({ lines: lines.length, sum: sum(lines), currency: lines[0]?.currency }).toEqual({
        lines: expected.lines,
        sum: expected.sum,
        currency: expected.currency,
      })
      expect(lines[0]).toMatchObject(expected.first ?? {})
    })

    it.each(readdirSync(join(samples, 'csv')).filter((name) => name !== 'LICENSE'))(
      '%s is read or asked about',
      async (name) => {
        const outcome = await parseCsv(readFileSync(join(samples, 'csv', name)))
          .then(({ rows }) => parseBankRows(rows, { currency: 'EUR' }))
          .catch((error: { code: string }) => error.code)
        if (typeof outcome === 'string') expect(['COLUMNS_UNCLEAR', 'CSV_NOT_TEXT']).toContain(outcome)
        else expect(outcome.lines.length).toBeGreaterThan(0)
      },
    )

    it('tables without heads are read once a person has said which column is what', async () => {
      const columns = { bookedOn: 0, debit: 4, credit: 3, reference: [1] }
      const { rows } = await parseCsv(readFileSync(join(samples, 'csv', 'test_delimiter_tab.csv')))
      const { lines, skipped } = parseBankRows(rows, { currency: 'EUR', columns })
      expect([lines.length, skipped]).toEqual([73, 1])
      expect(lines[0]).toMatchObject({ bookedOn: '2017-09-18', amountMinor: -3387n })
    })
  })
}
