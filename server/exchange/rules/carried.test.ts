import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { attachmentPath, carried, likeness, notInFile, otherwise, staysInFile } from './carried'

const of = (name: string) => {
  const found = carried.find(({ table }) => table === name)
  if (!found) throw new Error(`${name} is not carried`)
  return found
}

describe('a row of an archive', () => {
  it.each([
    ['credit_hold', { ended_at: null, cause: 'PERSON' }, true],
    ['credit_hold', { ended_at: null, cause: 'OVERDUE' }, false],
    ['credit_hold', { ended_at: '2026-03-01', cause: 'PERSON' }, false],
    ['planned_receipt', { state: 'OPEN' }, true],
    ['planned_receipt', { state: 'PART_RECEIVED' }, true],
    ['planned_receipt', { state: 'RECEIVED' }, false],
    ['planned_receipt_line', { quantity: '5', received: '3', closed: '1' }, true],
    ['planned_receipt_line', { quantity: '5', received: '3', closed: '2' }, false],
    ['quote', { state: 'DRAFT' }, true],
    ['quote', { state: 'SENT' }, false],
    ['sale_note', { order_id: null }, true],
    ['sale_note', { order_id: 'o' }, false],
    ['attachment', { order_id: null }, true],
    ['attachment', { order_id: 'o' }, false],
  ])('of %s that says %j goes on: %s', (table, row, goesOn) => expect(of(table).only?.(row)).toBe(goesOn))

  it('comes with its quote, is written by whoever reads, and names records in its text', () => {
    const told = (what: 'of' | 'written' | 'inside') =>
      carried.flatMap((one) => (one[what] ? [`${one.table}: ${one[what]?.join(' ')}`] : []))
    expect(told('of')).toEqual(
      ['quote_line', 'quote_charge', 'sale_note', 'attachment'].map((table) => `${table}: quote quote_id`),
    )
    expect(told('written')).toEqual(['customer_note: written_by', 'sale_note: written_by', 'attachment: added_by'])
    expect(told('inside')).toEqual(['order_draft: content'])
  })

  it('of a file lies under a plain name, and holds what it says', () => {
    expect(attachmentPath({ id: '7', file_name: 'Plan (v2)/größe_1-a.pdf' })).toBe('files/7-Plan-v2-gr-e_1-a.pdf')
    const { bytes } = of('attachment')
    const pdf = Buffer.from('%PDF-1.7\n')
    const row = { id: '7', file_name: 'a.pdf', media_type: 'application/pdf' }
    const hash = createHash('sha256').update(pdf).digest('hex')
    expect(bytes?.path(row)).toBe('files/7-a.pdf')
    expect(bytes?.holds({ ...row, hash }, pdf)).toBe(true)
    expect(bytes?.holds({ ...row, hash }, Buffer.from('%PDF-1.6\n'))).toBe(false)
    expect(bytes?.holds({ ...row, hash, media_type: 'image/png' }, pdf)).toBe(false)
  })

  it('keeps text in which no record of the archive is named', () => {
    const unknown = '0190c0de-0000-7000-8000-000000000002'
    const one = { table: 't', inside: ['content'] }
    expect(otherwise({ content: `see ${unknown}`, note: unknown }, one, new Map(), null)).toEqual({
      content: `see ${unknown}`,
    })
    expect(otherwise({ n: 1, code: 'A' }, { table: 't' }, new Map(), 'reader')).toEqual({})
    expect(likeness({ rate: 19.5, name: 'Büro', owner: undefined }, ['rate', 'name', 'owner'], new Map())).toBe(
      '19.5/büro/',
    )
  })
})

describe('what is not brought back', () => {
  it('is told with its reason, once for each table', () => {
    const names = [...carried.map(({ table }) => table), ...Object.keys(staysInFile), ...Object.keys(notInFile)]
    expect(names.filter((name) => !/^[a-z]+(_[a-z]+)*$/.test(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
    for (const why of Object.values({ ...staysInFile, ...notInFile })) expect(why).toMatch(/^[a-z][a-z :]{7}/)
  })

  it('are secrets and what only the program needs, which are not even in the file', () => {
    const tables = (why: string) => Object.keys(notInFile).filter((table) => notInFile[table] === why)
    expect(tables('a secret')).toEqual(['api_key', 'portal_link', 'invitation'])
    expect(tables('only the program needs it')).toEqual(['idempotency_key', 'outbox', 'failed_work'])
    expect(tables('the file itself')).toEqual(['archive', 'archive_piece'])
    expect(notInFile.import_row).toMatch('kept for some days')
  })

  it('are people, settings, balances and the past', () => {
    const why = (...tables: string[]) => [...new Set(tables.map((table) => staysInFile[table]?.split(/[:,;]/)[0]))]
    expect(why('sales_order', 'invoice', 'posting', 'receipt', 'stock_movement')).toEqual(['history'])
    expect(why('account', 'number_series', 'reminder_policy')).toEqual(['a setting'])
    expect(why('open_item', 'bin_stock')).toEqual(['what of it goes on begins here as an opening balance'])
    expect(why('membership')).toEqual(['people are invited'])
    expect(why('import_file', 'import_mapping', 'cut_over', 'passage')).toHaveLength(4)
  })
})
