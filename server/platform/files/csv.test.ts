import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../context/errors'
import { type Cell, csvCell, csvLine } from './csv'
import { parseCsv } from './csv-read'

const workedMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const utf8 = (text: string) => Buffer.from(text)
const rowsOf = async (text: string) => (await parseCsv(utf8(text))).rows

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).code
}

describe('writing', () => {
  it.each<[Cell, string]>([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' padded ', '" padded "'],
    [null, ''],
    [undefined, ''],
    [-12, '-12'],
    [true, 'true'],
    ['-12.50', '-12.50'],
    ['-1.234,56', '"-1.234,56"'],
    ['+3', '+3'],
    ['-5 %', '-5 %'],
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['+49 30 1234', "'+49 30 1234"],
    ['-2+3+cmd', "'-2+3+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    [' =1+1', "' =1+1"],
    ['\uff1d1', "'\uff1d1"],
    [new Date('2026-11-23T10:00:00Z'), '2026-11-23T10:00:00.000Z'],
  ])('%j is %j', (cell, expected) => expect(csvCell(cell)).toBe(expected))

  it('writes amounts of any size', () => expect(csvCell(-12345678901234567890n)).toBe('-12345678901234567890'))

  it('ends lines with CRLF', () => expect(csvLine(['Zoë', '-1.50'])).toBe('Zoë,-1.50\r\n'))
})

describe('reading', () => {
  it.each([
    ['a,b\n1,2', ','],
    ['a;b;c\n1;2,5;3\n4;5,5;6', ';'],
    ['a\tb\n1\t2', '\t'],
    ['a|b\n1|2', '|'],
    ['Statement of 2026\n\nDate;Text;Amount\n1.1.2026;a, b, c;-1,50\n2.1.2026;d;2,00', ';'],
    ['"a;b","c"\n"d;e","f"', ','],
    ['"Text, with; all","1"\n"x","2"', ','],
  ])('finds the delimiter of %j', async (text, delimiter) =>
    expect((await parseCsv(utf8(text))).delimiter).toBe(delimiter),
  )

  it.each([
    ['utf-8', utf8('Zoë;€\n1;2')],
    ['utf-8', utf8('\ufeffZoë;€\n1;2')],
    ['utf-16le', Buffer.from('\ufeffZoë;€\n1;2', 'utf16le')],
    ['utf-16le', Buffer.from('Zoë;€\n1;2', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffZoë;€\n1;2', 'utf16le').swap16()],
    ['windows-1252', Buffer.from([0x5a, 0x6f, 0xeb, 0x3b, 0x80, 0x0a, 0x31, 0x3b, 0x32])],
  ])('reads %s', async (encoding, bytes) =>
    expect(await parseCsv(bytes)).toMatchObject({
      encoding,
      rows: [
        ['Zoë', '€'],
        ['1', '2'],
      ],
    }),
  )

  it.each([
    [
      'a,b\r\n1,2\n3,4\r5,6',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'a,b\n\n\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,"b\nc"\n1,"2 ""x"""',
      [
        ['a', 'b\nc'],
        ['1', '2 "x"'],
      ],
    ],
    [
      'a,b 5" c\n1,2',
      [
        ['a', 'b 5" c'],
        ['1', '2'],
      ],
    ],
    ['a,b\n1\n2,3,4', [['a', 'b'], ['1'], ['2', '3', '4']]],
    ['one\ntwo', [['one'], ['two']]],
  ])('reads %j', async (text, rows) => expect(await rowsOf(text)).toEqual(rows))

  it.each([
    ['CSV_EMPTY', ''],
    ['CSV_EMPTY', ' \n\n'],
    ['CSV_NOT_TEXT', 'a,b\n1,\u0000'],
    ['CSV_UNREADABLE', 'a,b\n1,"never closed'],
  ])('refuses with %s: %j', async (code, text) => expect(await refusalOf(parseCsv(utf8(text)))).toBe(code))

  it.each([
    ['a;b\n1;2\n3;4', [1, 2, 3]],
    ['a;b\n\n\n1;2\n\n3;4\n', [1, 4, 6]],
    ['\r\na;b\r\n"1\n1\n1";2\r\n3;4', [2, 3, 4]],
  ])('tells where each row of %j stands, as a table program shows it', async (text, places) => {
    expect((await parseCsv(utf8(text))).places).toEqual(places)
  })

  it('refuses files beyond its limits', async () => {
    const limits = { bytes: 4000, rows: 10, columns: 5, cellCharacters: 100 }
    const refusal = (text: string) => refusalOf(parseCsv(utf8(text), { limits }))
    expect(await refusal('x'.repeat(5000))).toBe('CSV_TOO_LARGE')
    expect(await refusal('a,b\n'.repeat(11))).toBe('CSV_TOO_MANY_ROWS')
    expect(await refusal('a,b,c,d,e,f')).toBe('CSV_TOO_MANY_COLUMNS')
    expect(await refusal(`a,${'x'.repeat(200)}`)).toBe('CSV_CELL_TOO_LARGE')
    expect(await refusal(`a,"${'x'.repeat(2000)}`)).toBe('CSV_CELL_TOO_LARGE')
  })

  it.each([
    ['d0cf11e0a1b11ae100000000', 'EXCEL'],
    [Buffer.from('%PDF-1.7\nall of it text').toString('hex'), 'PDF'],
  ])('says what a file is that is no CSV: %s is %s', async (bytes, looksLike) => {
    const error = await parseCsv(Buffer.from(bytes, 'hex')).catch((reason) => reason)
    expect(error.parameters).toEqual({ looksLike })
  })

  it('lets other work run while it reads five megabytes of the hardest kinds', async () => {
    const size = 4_900_000
    for (const text of [
      ','.repeat(size),
      `${','.repeat(15_000)}\n`.repeat(300),
      '"'.repeat(size),
      '\n'.repeat(size),
      'a,b\n'.repeat(99_999),
      `"${'x'.repeat(size)}`,
    ]) {
      // Measured by the CPU time of this process, so that other programs on the machine do not count.
      const started = workedMs()
      let longest = 0
      let last = started
      const timer = setInterval(() => {
        longest = Math.max(longest, workedMs() - last)
        last = workedMs()
      }, 5)
      await parseCsv(utf8(text)).catch((error) => expect(error).toBeInstanceOf(Refusal))
      clearInterval(timer)
      expect(longest).toBeLessThan(500)
      expect(workedMs() - started).toBeLessThan(6000)
    }
  }, 40_000)

  it('reads back what was written', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\0', ''))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 10 })
    return fc.assert(
      fc.asyncProperty(table, async (rows) => {
        fc.pre(rows.every((row) => row.join('').trim() !== ''))
        const text = rows.map((row) => csvLine(row)).join('')
        const expected = rows.map((row) =>
          row.map((one) => (csvCell(one).replace(/^"/, '').startsWith("'") && !one.startsWith("'") ? `'${one}` : one)),
        )
        expect((await parseCsv(utf8(`x,y\r\n${text}`), { delimiter: ',' })).rows.slice(1)).toEqual(expected)
      }),
    )
  })
})

const folder = join(process.env.OCTET_SAMPLES ?? '', 'bank-statements', 'csv')
if (process.env.OCTET_SAMPLES && existsSync(folder)) {
  describe('exports of real banks', () => {
    it.each(readdirSync(folder).filter((name) => /\.csv$/i.test(name)))('%s', async (name) => {
      const { rows } = await parseCsv(readFileSync(join(folder, name)))
      const lengths = rows.map((row) => row.length)
      expect(Math.max(...lengths)).toBeGreaterThan(3)
      const usual = lengths.filter((length) => length >= Math.max(...lengths) - 1).length
      expect(usual / lengths.length).toBeGreaterThan(0.5)
    })
  })
}
