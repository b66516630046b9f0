import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { LABEL_SIZES } from '../place/paper-sizes'
import type { DocumentDefinition, LabelDefinition } from './definition'
import { renderDocument } from './document'
import { renderLabel, renderLabels } from './label'
import { look, scan } from './proof/look'
import { startSheet } from './sheet'

/** An invoice with this many lines; some have long names and small print. */
function invoice(lines: number): DocumentDefinition {
  return {
    title: 'Invoice',
    number: 'INV-1042',
    issuedOn: '2026-11-23',
    language: 'en-GB',
    seller: { name: 'Octet Trading Ltd', lines: ['1 High Street', 'Leeds LS1 1AA', 'United Kingdom'] },
    buyer: {
      name: 'Müller & Söhne Großhandel GmbH',
      lines: ['z. Hd. Łukasz Żółć', 'Hauptstraße 12', '10115 Berlin', 'Germany'],
    },
    shipTo: { label: 'Delivered to', name: 'Müller & Söhne Lager', lines: ['Hafenweg 3', '20457 Hamburg', 'Germany'] },
    facts: [
      ['Date', '23 November 2026'],
      ['Delivered on', '22 November 2026'],
      ['Order', 'SO-1017'],
      ['Your number', 'PO 4711/26'],
      ['Due on', '23 December 2026'],
      ['Your tax number', 'DE123456789'],
    ],
    table: {
      columns: [
        { label: '#', align: 'end' },
        { label: 'Code', share: 0.13 },
        { label: 'Product' },
        { label: 'Quantity', align: 'end' },
        { label: 'Price', align: 'end' },
        { label: 'Tax', align: 'end' },
        { label: 'Net', align: 'end' },
      ],
      rows: Array.from({ length: lines }, (_, index) => ({
        cells: [
          String(index + 1),
          `8512${index}A`,
          index % 7 === 3
            ? 'White hanging heart T-light holder, set of three with a very long description that wraps'
            : 'Jam making set',
          String(6 + index),
          '£2.55',
          '20 %',
          `£${(15.3 + index).toFixed(2)}`,
        ],
        ...(index % 9 === 4 ? { note: 'Your article 77-123 · backordered part follows' } : {}),
      })),
    },
    totals: [
      { label: 'Net', value: '£5,432.10' },
      { label: 'VAT', value: '£1,086.42' },
      { label: 'To pay', value: '£6,518.52', strong: true },
    ],
    panel: [
      ['Please pay', '£6,518.52'],
      ['By', '23 December 2026'],
      ['Naming', 'INV-1042'],
      ['To account', 'GB33 BUKB 2020 1555 5555 55'],
    ],
    notes: [
      'Payable by 23 December 2026 to GB33 BUKB 2020 1555 5555 55 with the reference INV-1042.',
      'Goods remain our property until paid.',
    ],
    footer: [
      'Octet Trading Ltd · Registered in England 01234567 · VAT GB123456789',
      'Bank: GB33 BUKB 2020 1555 5555 55 · BUKBGB22',
    ],
    barcode: 'INV-1042',
  }
}

const label: LabelDefinition = {
  shipmentNumber: 'SH-000042',
  issuedOn: '2026-11-23',
  sender: { name: 'Octet Trading Ltd', lines: ['1 High Street', 'Leeds LS1 1AA', 'GB'] },
  recipient: { name: 'Müller & Söhne Lager', lines: ['z. Hd. Łukasz Żółć', 'Hafenweg 3', '20457 Hamburg'] },
  destination: 'Germany',
  service: 'Parcel next day',
  parcel: '1 / 3',
  weight: '4.2 kg',
  references: [
    ['Order', 'SO-1017'],
    ['Your number', 'PO 4711/26'],
  ],
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
/** Dots per inch of the usual label printer. */
const PRINTER = 203.2
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length

describe('documents', () => {
  it.each([
    [1, 1],
    [12, 1],
    [20, 2],
    [100, 4],
  ])('%i lines take %i pages', async (lines, pages) =>
    expect(pagesOf(await renderDocument(invoice(lines)))).toBe(pages),
  )

  it('gives the same bytes for the same definition at any time', async () => {
    const first = await renderDocument(invoice(30))
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(hash(await renderDocument(invoice(30)))).toBe(hash(first))
    expect(hash(await renderDocument({ ...invoice(30), issuedOn: '2026-11-24' }))).not.toBe(hash(first))
  })

  it('prints a thousand lines in a second of computing', async () => {
    await renderDocument(invoice(1))
    const before = process.cpuUsage()
    const pdf = await renderDocument(invoice(1000))
    const { user, system } = process.cpuUsage(before)
    expect(pagesOf(pdf)).toBeGreaterThan(25)
    expect((user + system) / 1e6).toBeLessThan(1.5)
  })

  it.each([
    ['signs no font has', '日本 \u{1F600} قائمة Ωμέγα ₺'],
    ['halves of characters', '\ud800 and \udc00'],
    ['control and direction signs', 'a\u0000b\u0007c\u202egnp.exe\u200b'],
    ['one endless word', 'x'.repeat(3000)],
    ['many lines', 'line\n'.repeat(200)],
    ['nothing', ''],
  ])('is not stopped by %s', async (_name, text) => {
    const hostile = invoice(3)
    const pdf = await renderDocument({
      ...hostile,
      title: text.slice(0, 200),
      buyer: { name: text.slice(0, 300), lines: [text.slice(0, 300)] },
      facts: [[text.slice(0, 100), text.slice(0, 100)]],
      table: { ...hostile.table, rows: [{ cells: hostile.table.columns.map(() => text), note: text }] },
      notes: [text],
      footer: [text.slice(0, 300)],
    })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('breaks no number in a table of two hundred lines', async () => {
    const pages = await look(await renderDocument(invoice(200)), 10)
    const words = pages.flatMap(({ text }) => text.split(/\s/))
    // Once as the number of a line, and once as the quantity of another line.
    expect(words.filter((word) => word === '150')).toHaveLength(2)
  })

  it('has a barcode that reads as its number', async () => {
    const [first] = await look(await renderDocument(invoice(1)), 200)
    expect(await scan(first!)).toEqual(['INV-1042'])
  })

  it('keeps the sum of a section on one line, however much wider it is than what it adds up', async () => {
    const paper = invoice(1)
    const sum = '£1,888,888,888,888.88'
    const cells = paper.table.columns.map((_, index) => (index === paper.table.columns.length - 1 ? sum : ''))
    const rows = [...paper.table.rows, { cells, strong: true }]
    const [first] = await look(await renderDocument({ ...paper, table: { ...paper.table, rows } }), 100)
    expect(first!.text).toContain(sum)
  })

  it('fits Letter paper', async () =>
    expect((await renderDocument({ ...invoice(1), pageSize: 'LETTER' })).toString('latin1')).toContain(
      '/MediaBox [0 0 612 792]',
    ))
})

describe('labels', () => {
  it('are one page of the chosen size, with the same bytes each time', async () => {
    const pdf = await renderLabel(label)
    expect(pagesOf(pdf)).toBe(1)
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 283\.46\d* 425\.19\d*\]/)
    expect(hash(await renderLabel(label))).toBe(hash(pdf))
    expect((await renderLabel({ ...label, size: 'A6' })).toString('latin1')).toMatch(
      /\/MediaBox \[0 0 297\.63\d* 419\.52\d*\]/,
    )
    expect((await renderLabel({ ...label, size: '4X6' })).toString('latin1')).toContain('/MediaBox [0 0 288 432]')
  })

  it.each(['SH-000042', '1Z999AA10123456784', '00340434161094042557', 'P1', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'])(
    'say below the bars what a scanner reads in them: %s',
    async (barcode) => {
      const [picture] = await look(await renderLabel({ ...label, barcode }), PRINTER)
      expect(await scan(picture!)).toEqual([barcode])
      expect(picture!.text.trim().split('\n').at(-1)).toBe(barcode)
    },
  )

  it.each([
    ['A'.repeat(27), false],
    ['B'.repeat(28), true],
    ['JJD0003900078825412345678901234567890123', false],
    ['JJD00039A0078825412B4567890C23456D89012E', true],
    ['https://track.example/'.padEnd(100, 'x'), true],
  ])('are safe at 203 dots to the inch however long the number is: %s', async (barcode, isLong) => {
    const [picture] = await look(await renderLabel({ ...label, barcode, ownCode: 'PA-100042' }), PRINTER)
    expect((await scan(picture!)).toSorted()).toEqual([barcode, ...(isLong ? ['PA-100042'] : [])].toSorted())
    expect(picture!.text).toContain(barcode)
    if (isLong) expect(picture!.text).toContain('PA-100042')
  })

  it('print the shipment number under bars that encode it', async () => {
    const [picture] = await look(await renderLabel({ ...label, barcode: undefined }), PRINTER)
    expect(await scan(picture!)).toEqual(['SH-000042'])
    expect(picture!.text).toContain('SH-000042')
  })

  it('of one shipment are one file with a page for each parcel', async () => {
    const pdf = await renderLabels(
      ['1 / 2', '2 / 2'].map((parcel) => ({ ...label, parcel, barcode: `PA-${parcel[0]}` })),
    )
    const pictures = await look(pdf, PRINTER)
    expect(await Promise.all(pictures.map(scan))).toEqual([['PA-1'], ['PA-2']])
    expect(pictures.map(({ text }) => /\d \/ \d/.exec(text)?.[0])).toEqual(['1 / 2', '2 / 2'])
  })

  it('fit the longest address', async () => {
    const lines = Array.from(
      { length: 12 },
      (_, index) => `Line ${index} of an address that does not want to end, building ${index}`,
    )
    for (const size of LABEL_SIZES) {
      const service = 'Parcel next day before nine with a signature and a photograph '.repeat(2)
      const pdf = await renderLabel({ ...label, size, service, recipient: { name: 'N'.repeat(200), lines } })
      expect(pagesOf(pdf)).toBe(1)
      expect(await scan((await look(pdf, PRINTER))[0]!)).toEqual(['SH-000042'])
    }
  })

  it('refuse text that cannot be a barcode', async () => {
    await expect(renderLabel({ ...label, barcode: 'Ünï' })).rejects.toThrow(RangeError)
    await expect(renderLabel({ ...label, barcode: '' })).rejects.toThrow(RangeError)
  })
})

describe('type', () => {
  const sheet = startSheet({ size: [300, 300], title: 't', author: 'a', language: 'en', createdOn: '2026-11-23' })
  sheet.addPage()

  it.each(['regular', 'strong'] as const)('has figures of equal width (%s)', (weight) => {
    const widths = [...'0123456789'].map((figure) => sheet.widthOf(figure.repeat(10), { weight }))
    expect(new Set(widths.map((width) => width.toFixed(4))).size).toBe(1)
  })

  it.each(['one two three four five six seven eight nine ten', 'x'.repeat(300), 'a\n\nb', '  padded  out  '])(
    '%j fits its width',
    (text) => {
      const lines = sheet.wrap(text, 80)
      expect(lines.every((line) => sheet.widthOf(line) <= 80.01)).toBe(true)
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    },
  )
})
