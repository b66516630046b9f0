import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '@/server/platform/files/csv-read'
import { readXml } from '@/server/platform/files/xml'
import { parseCamt, xmlText } from './camt'
import { parseBankRows } from './csv'
import type { StatementLine } from './statement'

const read = async (xml: string) => parseCamt(await readXml(xml), xml)

const samples = join(process.env.OCTET_SAMPLES ?? '/nowhere', 'bank-statements')

interface Expected {
  getEntries?: {
    getAmount: { getAmount: string; getCurrency: { getCode: string } }
    getBookingDate: { 0: string } | null
    getStatus: string
    getRecord: { getAccount: { getIban?: string | { getIban: string }; getIdentification?: string } } | string
  }[]
}

it('has the folder that it was told of', () => {
  expect(existsSync(samples)).toBe(process.env.OCTET_SAMPLES !== undefined)
})

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
