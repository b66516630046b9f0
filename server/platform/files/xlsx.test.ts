import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { Refusal } from '../context/errors'
import { parseXlsx } from './xlsx'

type Cells = (string | number | boolean | Date | null)[][]

const workbook = (rows: Cells) =>
  writeXlsx(
    rows.map((row) =>
      row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value)),
    ) as never,
  ).toBuffer()

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).code
}

/** The processor's time of this process and its threads since then: other programs of the machine do not count. */
function workedMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

/** A ZIP archive of files whose directory says what it is told to say. */
function archive(files: { name: string; content: Buffer; says?: number }[]): Buffer {
  const locals: Buffer[] = []
  const heads: Buffer[] = []
  let at = 0
  for (const { name, content, says = content.length } of files) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(says, 22)
    local.writeUInt16LE(name.length, 26)
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50, 0)
    head.writeUInt16LE(8, 10)
    head.writeUInt32LE(packed.length, 20)
    head.writeUInt32LE(says, 24)
    head.writeUInt16LE(name.length, 28)
    head.writeUInt32LE(at, 42)
    locals.push(local, Buffer.from(name), packed)
    heads.push(head, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(heads)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

const book = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }

describe('a workbook', () => {
  it('is read as the text of its cells: codes keep their digits, days are days, numbers are as they are shown', async () => {
    const rows: Cells = [
      ['SKU', 'GTIN', 'Price', 'Since', 'Sold'],
      ['007', 4006381333931, 19.99, new Date('2026-11-30T00:00:00Z'), true],
      [null, null, null, null, null],
      ['=1+1', 1.1 * 3, 1e-7, null, false],
    ]
    expect(await parseXlsx(await workbook(rows))).toEqual({
      rows: [
        ['SKU', 'GTIN', 'Price', 'Since', 'Sold'],
        ['007', '4006381333931', '19.99', '2026-11-30', 'true'],
        ['=1+1', '3.3', '0.0000001', '', 'false'],
      ],
      places: [1, 2, 4],
    })
  })

  it('of 10,000 columns or too many rows is refused in less than two seconds', async () => {
    const wide = await workbook([Array.from({ length: 10_000 }, (_, nth) => `c${nth}`)])
    const long = await workbook(Array.from({ length: 30 }, () => ['a']))
    const begun = process.cpuUsage()
    expect(await refusalOf(parseXlsx(wide))).toBe('CSV_TOO_MANY_COLUMNS')
    expect(await refusalOf(parseXlsx(long, { rows: 20 }))).toBe('CSV_TOO_MANY_ROWS')
    expect(workedMs(begun)).toBeLessThan(4000)
  })
})

const sheet = (cells: string) => ({
  name: 'xl/worksheets/sheet1.xml',
  content: Buffer.from(`<worksheet><sheetData>${cells}</sheetData></worksheet>`),
})

describe('a sheet of which one cell stands far away', () => {
  it.each([
    ['CSV_TOO_MANY_COLUMNS', `<row r="1048576"><c r = 'xfd1048576'><v>1</v></c></row>`],
    ['CSV_TOO_MANY_ROWS', '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="Z1048576"><v>1</v></c></row>'],
    ['SHEET_TOO_MUCH', '<row r="100000"><c r="KN100000"><v>1</v></c></row>'],
  ])('is refused before anything is read: %s', async (code, cells) => {
    expect(await refusalOf(parseXlsx(archive([book, sheet(cells)])))).toBe(code)
  })
  it('is read when it is not so far', async () => {
    const near = '<row r="70000"><c r="Z70000"><v>1</v></c></row>'
    expect(await refusalOf(parseXlsx(archive([book, sheet(near)])))).toBe('SHEET_UNREADABLE')
  })
})

describe('formulas whose results were not stored', () => {
  const of = (rows: number, cell: (row: number) => string) =>
    archive([
      book,
      sheet(Array.from({ length: rows }, (_, nth) => `<row r="${nth + 1}">${cell(nth + 1)}</row>`).join('')),
    ])
  it.each([
    ['no value', (row: number) => `<c r="A${row}"><f>B${row}*2</f></c>`],
    ['an empty value', (row: number) => `<c r="A${row}" t="str"><f t="shared" si="0"/><v></v></c>`],
  ])('are refused in less than two seconds, 50,000 rows of them: %s', async (_what, cell) => {
    const file = of(50_000, cell)
    const begun = process.cpuUsage()
    expect(await refusalOf(parseXlsx(file))).toBe('SHEET_FORMULAS')
    expect(workedMs(begun)).toBeLessThan(2000)
  })
  it.each([
    ['that have results', (row: number) => `<c r="A${row}"><f>B${row}*2</f><v>2</v></c>`],
    ['of which few have none', (row: number) => `<c r="A${row}"><f>B1</f>${row > 20 ? '<v>1</v>' : ''}</c>`],
  ])('are no reason to refuse those %s', async (_what, cell) => {
    expect(await refusalOf(parseXlsx(of(60, cell)))).toBe('SHEET_UNREADABLE')
  })
})

describe('what is no workbook that can be read', () => {
  const zeros = Buffer.alloc(30_000_000)
  it.each<[string, () => Buffer, string]>([
    [
      'a bomb that says so',
      () => archive([book, { name: 'xl/worksheets/sheet1.xml', content: zeros }]),
      'SHEET_TOO_MUCH',
    ],
    [
      'a bomb whose directory lies',
      () => archive([book, { name: 'xl/worksheets/sheet1.xml', content: zeros, says: 1000 }]),
      'SHEET_UNREADABLE',
    ],
    ['macros', () => archive([book, { name: 'xl/vbaProject.bin', content: Buffer.from('x') }]), 'SHEET_MACROS'],
    ['an archive of something else', () => archive([{ name: 'a.txt', content: Buffer.from('x') }]), 'SHEET_UNREADABLE'],
    ['the old format, or a password', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'SHEET_OLD'],
    ['a cut file', () => archive([book]).subarray(0, 40), 'SHEET_UNREADABLE'],
    ['fifty megabytes', () => Buffer.alloc(50_000_000), 'CSV_TOO_LARGE'],
    [
      'entities of its own',
      () =>
        archive([
          { name: 'xl/workbook.xml', content: Buffer.from('<!DOCTYPE a [<!ENTITY b "x">]><workbook>&b;</workbook>') },
        ]),
      'SHEET_UNREADABLE',
    ],
  ])('is refused in words at once: %s', async (_what, bytes, code) => {
    const file = bytes()
    const begun = process.cpuUsage()
    expect(await refusalOf(parseXlsx(file, { unpackedBytes: 20_000_000 }))).toBe(code)
    expect(workedMs(begun)).toBeLessThan(2000)
  })
})
