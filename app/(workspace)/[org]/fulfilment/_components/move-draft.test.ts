import { describe, expect, it } from 'vitest'
import type { InBin } from '@/server/inventory/queries/bin'
import type { StockRow } from '@/server/inventory/queries/stock'
import { hearMove, moveHref, nothingMoved } from './move-draft'
import { nothing, withMore } from './transfer-draft'

const measure = { unit: 'C62', places: 0 }
const inBin = (lot: string): InBin =>
  ({
    ...measure,
    productId: 'honey',
    sku: 'HON-1',
    gtin: '4006381333931',
    packs: [],
    name: 'Honey',
    lot,
    quantity: 3,
  }) as unknown as InBin
const contents = [inBin('L-1'), inBin('L-2')]
const from = { id: 'dock', code: 'DOCK', warehouseId: 'main', warehouseName: 'Main' }
const lotOf = (code: string, said?: string) =>
  hearMove({ ...nothingMoved, from }, contents, [], code, said).changes.product?.lot

describe('goods of a bin that are kept by lot', () => {
  it('are those of the lot that the page was opened for, or that the code names', () => {
    expect(lotOf('HON-1', 'L-2')).toBe('L-2')
    expect(lotOf('(01)04006381333931(10)L-2')).toBe('L-2')
    expect(lotOf('(01)04006381333931(21)L-2')).toBe('L-2')
    expect(lotOf('HON-1')).toBe('L-1')
  })

  it('are named in the address of the page', () => {
    expect(moveHref({ fromBin: 'DOCK', sku: 'HON-1', lot: 'L-2', toBin: 'A-01' })).toBe(
      '/fulfilment/move?from=DOCK&product=HON-1&lot=L-2&to=A-01',
    )
    expect(moveHref({ fromBin: 'DOCK', sku: 'SAW-1', lot: '' })).toBe('/fulfilment/move?from=DOCK&product=SAW-1')
  })
})

it('a transfer has a line for each lot that was scanned, and one for what should leave first', () => {
  const product = { ...measure, productId: 'honey', sku: 'HON-1' } as unknown as StockRow
  const scans: [number, string?][] = [[1], [1, 'L-2'], [2], [1, 'L-2'], [1, 'L-1']]
  const lines = scans.reduce((before, [more, lot]) => withMore(before, product, more, lot), [...nothing.lines])
  expect(lines.map(({ lot, quantity }) => [lot ?? '', quantity])).toEqual([
    ['L-1', 1],
    ['L-2', 2],
    ['', 3],
  ])
})
