import { describe, expect, it } from 'vitest'
import { countScan, notKept, readScan } from './scan'

const packs = [{ unit: 'XPX', quantity: 12, gtin: '10012345000017' }]
const task = (sku: string, binCode: string, gtin: string | null = null) => ({
  sku,
  binCode,
  gtin,
  unit: 'C62',
  places: 0,
  packs,
})
const tasks = [
  task('0012', 'A-01'),
  task('SAW-1', 'A-02', '4006381333931'),
  task('SAW-1', 'B-07', '4006381333931'),
  task('b-07', 'C-01'),
]
const read = (code: string, place: string | null = null) => readScan(tasks, code, { place, bins: ['A-01', 'Z-99'] })

describe('a scan while picking', () => {
  it.each([
    ['a SKU', '0012', { kind: 'product', found: tasks[0] }],
    ['a SKU without its zeros is another', '12', { kind: 'unknown' }],
    ['a GTIN with one zero more', '04006381333931', { kind: 'product', found: tasks[1] }],
    ['a GS1 string', '(01)04006381333931(10)L1', { kind: 'product', found: tasks[1] }],
    ['a bin that is asked for', 'a-01', { kind: 'bin', code: 'A-01', right: true }],
    ['a bin that is not', 'Z-99', { kind: 'bin', code: 'Z-99', right: false }],
    ['a product whose SKU is called as a bin', 'b-07', { kind: 'product', found: tasks[3] }],
    ['other capitals', 'saw-1', { kind: 'nearly', sku: 'SAW-1' }],
    ['a code of nobody', '4006381333932', { kind: 'unknown' }],
  ])('%s', (_, code, expected) => {
    expect(read(code)).toEqual(expected)
  })

  it('is picked from the bin that was scanned last', () => {
    expect(read('SAW-1', 'B-07')).toEqual({ kind: 'product', found: tasks[2] })
    expect(read('SAW-1', 'Z-99')).toEqual({ kind: 'product', found: tasks[1] })
  })
})

const saw = { id: 'saw', sku: 'SAW-1', gtin: '4006381333931', name: 'Saw', unit: 'C62', places: 0, packs, most: 12 }
const count = (code: string, counted: Record<string, number | null> = {}) => countScan([saw], counted, code, 'en-GB')

describe('a scan that counts', () => {
  it.each([
    ['SAW-1', {}, 1, 'Saw: 1 of 12'],
    ['SAW-1', { saw: 11 }, 12, 'Saw: 12 of 12'],
    ['(02)04006381333931(37)12', {}, 12, 'Saw: 12 of 12'],
    ['10012345000017', {}, 12, 'Saw: 12 of 12'],
    ['(01)04006381333931(10)L1', { saw: null }, 1, 'Saw: 1 of 12. Lot L1 is not kept here'],
  ])('%s', (code, counted, now, text) => {
    expect(count(code, counted)).toEqual({ line: saw, now, answer: { tone: 'ok', text } })
  })

  it('never splits a case by guessing, and matches no line that is complete', () => {
    const text = 'This is a case of 12, Saw; 11 units are left here. Open it and count by hand.'
    expect(count('(02)04006381333931(37)12', { saw: 1 })).toEqual({
      line: null,
      now: null,
      answer: { tone: 'bad', text },
    })
    const pallet = 'This is a pallet of 12, Saw; 5 units are left here. Open it and count by hand.'
    expect(count('10012345000017', { saw: 7 })?.answer.text).toBe(pallet)
    expect(count('SAW-1', { saw: 12 })).toBeNull()
    expect(count('AXE-1')).toBeNull()
  })

  it('counts the lot that the code names, and no other one', () => {
    const lots = ['L1', 'L2'].map((lot) => ({ ...saw, id: lot, name: `Saw, ${lot}`, lot, most: 3 }))
    const scan = (code: string, counted = {}) => countScan(lots, counted, code, 'en-GB')?.answer.text
    expect(scan('(01)04006381333931(10)L2')).toBe('Saw, L2: 1 of 3')
    expect(scan('(01)04006381333931(17)301231(21)L1')).toBe('Saw, L1: 1 of 3')
    expect(scan('(01)04006381333931(10)L3')).toBe('L3 is none of the lots that are left here.')
    expect(scan('(01)04006381333931(10)L1', { L1: 3 })).toBe('L1 is none of the lots that are left here.')
    expect(scan('SAW-1', { L1: 3 })).toBe('Saw, L2: 1 of 3')
  })

  it('says which parts of a code are not stored', () => {
    expect(notKept('(01)04006381333931(10)L1(17)261231(21)X', 'en-GB')).toBe(
      ' Lot L1, expiry 31 Dec 2026 and serial X are not kept here.',
    )
    expect(notKept('SAW-1', 'en-GB')).toBe('')
  })
})
