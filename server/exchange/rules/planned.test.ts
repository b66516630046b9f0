import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import type { LineProduct } from './groups'
import { decidePlanned, type PlannedSurroundings } from './planned'
import { saidHash } from './whole'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const product = (id: string, changes: Partial<LineProduct> = {}): LineProduct => ({
  id,
  sku: id,
  gtins: [],
  kind: 'GOODS',
  places: 0,
  priceQuantity: 1,
  archived: false,
  freeText: false,
  stocked: true,
  ...changes,
})
const products = [
  product('PEN'),
  product('INK', { places: 3, priceQuantity: 1000 }),
  product('FREIGHT', { kind: 'FREIGHT', stocked: false }),
]
const warehouses = [{ id: 'w', code: 'MAIN', name: 'North' }]
const rowsOf = (...cells: Record<string, string>[]) =>
  cells.map((own, nth) => ({ place: nth + 1, group: 'SO-7', cells: own }))
/** The fields and codes of what is wrong with each row. */
const wrongs = (decided: { problems: { field: string; code: string }[] }[]) =>
  decided.map(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`).join())

describe('rows of a planned receipt', () => {
  const suppliers = [
    { id: 's1', number: 'S-1', name: 'Ink & Co' },
    { id: 's2', number: 'S-2', name: 'Twin' },
    { id: 's3', number: 'S-3', name: 'twin' },
  ]
  const around: PlannedSurroundings = { suppliers, products, warehouses, known: [] }
  const decide = (...cells: Record<string, string>[]) => decidePlanned(rowsOf(...cells), around, reading)
  const pen = { supplier: 's-1', sku: 'PEN', quantity: '10', delivered: '4' }

  it('become one receipt with the open quantities and costs', () => {
    const [first, second] = decide(
      { ...pen, warehouse: 'North', reference: "'=R", note: 'By sea' },
      { sku: 'INK', rest: '1.5', cost: '3.10', expectedOn: '01.03.2028' },
      { sku: 'PEN', rest: '0' },
    )
    const input = {
      supplierId: 's1',
      warehouseId: 'w',
      reference: '=R',
      note: 'By sea',
      lines: [
        { productId: 'PEN', quantity: 6 },
        { productId: 'INK', quantity: 1500, expectedOn: '2028-03-01', unitCost: '3.1' },
      ],
    }
    expect(first).toMatchObject({ outcome: 'NEW' })
    expect(first?.write).toEqual({
      externalNumber: 'SO-7',
      externalSaid: saidHash([{ ...input, supplierId: null }]),
      newSupplier: null,
      input,
    })
    expect(second?.write).toBeNull()
    expect(decide(pen)[0]?.write?.input).toEqual({ supplierId: 's1', lines: [{ productId: 'PEN', quantity: 6 }] })
  })

  it('shorten texts to what a receipt can hold', () => {
    const long = 'x'.repeat(3000)
    const write = decide({ ...pen, supplier: long, reference: long, note: long })[0]?.write
    expect([write?.newSupplier, write?.input.reference, write?.input.note].map((text) => text?.length)).toEqual([
      200, 100, 2000,
    ])
  })

  it.each([
    ['S-2', { newSupplier: null, input: { supplierId: 's2' } }],
    ['ink & co', { newSupplier: null, input: { supplierId: 's1' } }],
    ["'=New", { newSupplier: '=New', input: { supplierId: null } }],
  ])('of the supplier %s', (supplier, write) => {
    expect(decide({ ...pen, supplier })[0]?.write).toMatchObject(write)
  })

  it.each<[string, Record<string, string>, string]>([
    ['no supplier', { supplier: '' }, 'supplier SAID'],
    ['a supplier’s name of two', { supplier: 'Twin' }, 'supplier SUPPLIER_SEVERAL'],
    ['an unknown product', { sku: 'X' }, 'sku PRODUCT_UNKNOWN'],
    ['a service', { sku: 'FREIGHT' }, 'sku NOT_GOODS'],
    ['an unread quantity', { quantity: 'x' }, 'quantity NUMBER_UNREAD'],
    ['an unread cost', { cost: 'x' }, 'cost NUMBER_UNREAD'],
    ['an unread day', { expectedOn: 'x' }, 'expectedOn DAY_UNREAD'],
    ['an unknown warehouse', { warehouse: 'X' }, 'warehouse WAREHOUSE_UNKNOWN'],
    ['another currency', { currency: 'USD' }, 'currency OTHER_CURRENCY'],
  ])('are refused with %s', (_, cells, problems) => {
    expect(wrongs(decide({ ...pen, ...cells }, { sku: 'PEN', rest: '1' }))).toEqual([problems, 'number ROW_WAITS'])
  })

  it('are of one supplier, and at most five hundred', () => {
    expect(decide({ ...pen, supplier: '' })[0]?.problems[0]).toEqual({
      field: 'supplier',
      code: 'SAID',
      parameters: { words: 'This is missing.' },
    })
    expect(wrongs(decide(pen, { ...pen, supplier: 'S-1' }))).toEqual(['', ''])
    expect(wrongs(decide(pen, { ...pen, supplier: 'S-2' }))).toEqual(['supplier RECORD_OF_TWO', 'number ROW_WAITS'])
    expect(decide(...Array.from({ length: 500 }, () => pen))[0]?.outcome).toBe('NEW')
    expect(decide(...Array.from({ length: 501 }, () => pen))[0]?.problems).toEqual([
      { field: 'number', code: 'RECORD_TOO_LONG', parameters: { most: 500 } },
    ])
  })

  it('change nothing when the receipt is there already, and are refused when it differs', () => {
    const externalSaid = decide(pen)[0]?.write?.externalSaid ?? ''
    const known = { id: 'r', externalNumber: 'SO-7', externalSaid }
    const again = (...knowns: (typeof known)[]) => decidePlanned(rowsOf(pen), { ...around, known: knowns }, reading)
    expect(again(known)).toMatchObject([{ outcome: 'SAME', recordId: 'r' }])
    expect(again({ ...known, externalNumber: 'SO-8' })).toMatchObject([{ outcome: 'NEW' }])
    expect(wrongs(again({ ...known, externalSaid: 'x' }))).toEqual(['number PLANNED_HERE_OTHERWISE'])
    expect(decide({ ...pen, delivered: '10' })).toMatchObject([{ outcome: 'SAME', recordId: null }])
  })
})
