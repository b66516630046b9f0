import { describe, expect, it } from 'vitest'
import type { BinRecord, InBin } from '@/server/inventory/queries/bin'
import { type CountProduct, hearCount, missedIn, type Scanned } from './counting'

const bin = (id: string, warehouseId = 'main') => ({ id, code: id, warehouseId, warehouseName: 'North' }) as BinRecord
const packs = [{ unit: 'XCS', quantity: 12, gtin: '10012345000017' }]
const saw: CountProduct = {
  productId: 'saw',
  sku: 'SAW-1',
  gtin: '4006381333931',
  name: 'Saw',
  unit: 'C62',
  places: 0,
  packs,
  tracking: 'NONE',
}
const honey: CountProduct = { ...saw, productId: 'honey', sku: 'HON-1', name: 'Honey', tracking: 'LOT' }
const drill: CountProduct = { ...saw, productId: 'drill', sku: 'DRL-1', name: 'Drill', tracking: 'SERIAL' }
const cheese: CountProduct = { ...saw, productId: 'cheese', sku: 'CH-1', name: 'Cheese', unit: 'KGM', places: 3 }

type Scan = [code: string, meant: CountProduct | BinRecord | null]
const isBin = (meant: CountProduct | BinRecord): meant is BinRecord => 'code' in meant
const at = (code: string): Scan => [code, bin(code)]

/** What was counted by these scans in turn, and the answer to the last one. */
function told(...scans: Scan[]) {
  let draft: Scanned = { bins: [], lines: [] }
  let said = ''
  for (const [code, meant] of scans) {
    const [product, bins] = meant === null ? [null, []] : isBin(meant) ? [null, [meant]] : [meant, []]
    const { changes, answer } = hearCount(draft, { product, bins, code, warehouseId: 'main', locale: 'en-GB' })
    draft = { ...draft, ...changes }
    said = `${answer.tone}: ${answer.text}`.replaceAll('\u00a0', ' ')
  }
  const lines = draft.lines.map((line) => `${line.bin.code} ${line.product.sku} ${line.quantity} ${line.lot}`.trim())
  return { draft, said, lines }
}

describe('a count by scan', () => {
  it.each<[string, Scan[], string[], string]>([
    ['a bin is where the person stands', [at('A-01')], [], 'ok: A-01: scan what lies in it'],
    [
      'a product is one more of it there',
      [at('A-01'), ['SAW-1', saw], ['SAW-1', saw]],
      ['A-01 SAW-1 2'],
      'ok: Saw: 2 in A-01',
    ],
    [
      'a case is as many as it holds',
      [at('A-01'), ['SAW-1', saw], ['10012345000017', saw]],
      ['A-01 SAW-1 13'],
      'ok: Saw: 13 in A-01',
    ],
    ['a kilogram of what is measured', [at('A-01'), ['CH-1', cheese]], ['A-01 CH-1 1000'], 'ok: Cheese: 1 kg in A-01'],
    [
      'each bin has its own line',
      [at('A-01'), ['SAW-1', saw], at('B-02'), ['SAW-1', saw]],
      ['A-01 SAW-1 1', 'B-02 SAW-1 1'],
      'ok: Saw: 1 in B-02',
    ],
    [
      'back in a bin it goes on',
      [at('A-01'), ['SAW-1', saw], at('B-02'), at('A-01')],
      ['A-01 SAW-1 1'],
      'ok: A-01: 1 line counted, scan on',
    ],
    [
      'each lot has its own line',
      [
        at('A-01'),
        ['(01)04006381333931(10)L1', honey],
        ['(01)04006381333931(10)L2', honey],
        ['(01)04006381333931(10)L1', honey],
      ],
      ['A-01 HON-1 2 L1', 'A-01 HON-1 1 L2'],
      'ok: Honey, L1: 2 in A-01',
    ],
    [
      'a lot that the code does not name',
      [at('A-01'), ['HON-1', honey]],
      ['A-01 HON-1 1'],
      'ok: Honey: 1 in A-01. Write its lot',
    ],
    [
      'each piece with a serial number',
      [at('A-01'), ['(01)04006381333931(21)S1', drill], ['DRL-1', drill], ['DRL-1', drill]],
      ['A-01 DRL-1 1 S1', 'A-01 DRL-1 1', 'A-01 DRL-1 1'],
      'ok: Drill: 1 in A-01. Write its serial number',
    ],
    [
      'a piece that was scanned twice',
      [at('A-01'), ['(01)04006381333931(21)S1', drill], at('B-02'), ['(01)04006381333931(21)S1', drill]],
      ['A-01 DRL-1 1 S1'],
      'bad: S1 of Drill was counted in A-01 already',
    ],
    [
      'parts of a code that are not stored',
      [at('A-01'), ['(01)04006381333931(10)L1', saw]],
      ['A-01 SAW-1 1'],
      'ok: Saw: 1 in A-01. Lot L1 is not kept here',
    ],
    ['a product before any bin', [['SAW-1', saw]], [], 'bad: This is Saw. Scan the bin first in which it lies'],
    [
      'a bin of another warehouse',
      [['N-1', bin('N-1', 'north')]],
      [],
      'bad: N-1 is a bin of North. Choose that warehouse to count there',
    ],
    [
      'a code of nothing',
      [at('A-01'), ['XYZ', null]],
      [],
      'bad: XYZ is no product that is stocked here, and no bin; capitals count. Put it aside',
    ],
  ])('%s', (_, scans, lines, said) => {
    const heard = told(...scans)
    expect([heard.lines, heard.said]).toEqual([lines, said])
  })

  it('keeps the last day of a lot, and no stock figure of a product', () => {
    const { draft } = told(at('A-01'), ['(01)04006381333931(17)301231(10)L1', { ...honey, onHand: 7 } as CountProduct])
    expect(draft.lines).toEqual([
      { bin: { id: 'A-01', code: 'A-01' }, product: honey, quantity: 1, lot: 'L1', expiresOn: '2030-12-31' },
    ])
  })

  it('adds to a quantity that was typed or emptied', () => {
    const { draft } = told(at('A-01'), ['SAW-1', saw])
    const typed = (quantity: number | null) => ({ ...draft, lines: draft.lines.map((line) => ({ ...line, quantity })) })
    const scan = { product: saw, bins: [], code: 'SAW-1', warehouseId: 'main', locale: 'en-GB' }
    expect(hearCount(typed(40), scan).answer.text).toBe('Saw: 41 in A-01')
    expect(hearCount(typed(null), scan).answer.text).toBe('Saw: 1 in A-01')
  })

  it('knows what else lies in the bins by the books: other products and other lots', () => {
    const lies = (product: CountProduct, lot = '') => ({ ...product, lot, quantity: 3 }) as unknown as InBin
    const contents = [lies(saw), lies(honey, 'L1'), lies(honey, 'L2')]
    const bins = [
      { ...bin('A-01'), contents },
      { ...bin('B-02'), contents: [lies(saw)] },
    ]
    const { draft } = told(at('A-01'), ['SAW-1', saw], ['(01)04006381333931(10)L1', honey], at('B-02'))
    const missed = missedIn(
      bins,
      draft.lines.map((line) => ({ binId: line.bin.id, productId: line.product.productId, lot: line.lot })),
    )
    expect(missed.map((one) => `${one.bin.code} ${one.product.sku} ${one.lot} ${one.quantity} ${one.books}`)).toEqual([
      'A-01 HON-1 L2 0 3',
      'B-02 SAW-1  0 3',
    ])
  })
})
