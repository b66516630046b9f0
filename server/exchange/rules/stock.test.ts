import { describe, expect, it } from 'vitest'
import type { KnownLot } from '@/server/inventory/queries/lots'
import { lotKey } from '@/server/inventory/rules/lots'
import type { Reading } from './decided'
import { decideStock, stockKey } from './stock'
import { placeKey, type StockedProduct, type StockSurroundings } from './stock-known'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const product = (id: string, facts: Partial<StockedProduct> = {}): StockedProduct => ({
  id,
  sku: id.toUpperCase(),
  kind: 'GOODS',
  archived: false,
  tracking: 'NONE',
  places: 0,
  unitCost: '2.500000',
  levels: [
    { warehouseId: 'w2', homeBinId: null, free: 0 },
    { warehouseId: 'w1', homeBinId: 'b2', free: 4 },
  ],
  ...facts,
})
const lot = (productId: string, number: string, facts: Partial<KnownLot>): [string, KnownLot] => [
  lotKey(productId, number),
  {
    id: number,
    productId,
    number,
    expiresOn: null,
    blockedReason: null,
    withheld: false,
    here: false,
    out: false,
    ...facts,
  },
]
const around: StockSurroundings = {
  products: [
    product('bolt'),
    product('rice', { places: 3, levels: [] }),
    product('old', { archived: true }),
    product('work', { kind: 'SERVICE' }),
    product('milk', { tracking: 'LOT' }),
    product('saw', { tracking: 'SERIAL' }),
    product('free', { unitCost: null }),
  ],
  warehouses: [
    { id: 'w2', code: 'B', name: 'Second', isDefault: false },
    { id: 'w1', code: 'A', name: 'First', isDefault: true },
  ],
  bins: [
    { id: 'b9', code: 'A-1', warehouseId: 'w2', archived: false },
    { id: 'b1', code: 'A-1', warehouseId: 'w1', archived: false },
    { id: 'b2', code: 'A-2', warehouseId: 'w1', archived: false },
    { id: 'b3', code: 'A-3', warehouseId: 'w1', archived: true },
  ],
  content: new Map([
    [placeKey('b1', 'bolt'), 10],
    [placeKey('b1', 'milk', 'M1'), 6],
    [placeKey('b1', 'milk', 'M2'), 6],
  ]),
  lots: new Map([
    lot('milk', 'M1', { expiresOn: '2027-01-31' }),
    lot('milk', 'M2', { withheld: true }),
    lot('saw', 'S1', { here: true }),
    lot('saw', 'S2', { out: true }),
    lot('saw', 'S3', {}),
  ]),
}
const decide = (cells: Record<string, string>) => {
  const all = Object.entries({ sku: 'bolt', quantity: '10', bin: 'a-1', ...cells }).filter(([, text]) => text !== '')
  return decideStock({ place: 3, group: null, cells: Object.fromEntries(all) }, around, reading)
}

describe('a row of opening stock', () => {
  it('is named by warehouse, bin and product', () => {
    expect(stockKey({ sku: "'=B", warehouse: 'A', bin: 'X' })).toBe('b:a/x/=b')
    expect([stockKey({ sku: 'B' }), stockKey({ bin: 'X' })]).toEqual(['b://b', null])
    expect(stockKey({ sku: 'B', bin: 'X', lot: "'=L" })).toBe('b:/x/b/=L')
    expect([placeKey('b1', 'p1'), placeKey('b1', 'p1', 'L')]).toEqual(['b1/p1', 'b1/p1/L'])
  })

  it('is the same where as much lies there already, whatever the cost is said to be when it is the same', () => {
    const same = { outcome: 'SAME', recordId: 'bolt', changes: [], before: null, write: null, problems: [], place: 3 }
    expect(decide({})).toMatchObject({ ...same, key: 'b:/a-1/bolt' })
    expect(decide({ cost: '2.5' })).toMatchObject(same)
  })

  const write = { productId: 'bolt', warehouseId: 'w1', binId: 'b1', binCode: 'A-1', was: 10, quantity: 12, places: 0 }
  it('changes the quantity, the cost, or both', () => {
    expect(decide({ quantity: '12' })).toMatchObject({
      outcome: 'CHANGED',
      changes: [['quantity', '10', '12']],
      before: { warehouseId: 'w1', binCode: 'A-1', was: 10, quantity: 12 },
      write: { ...write, unitCost: null, lot: '', expiresOn: null },
    })
    expect(decide({ cost: '3' })).toMatchObject({
      outcome: 'CHANGED',
      changes: [['cost', '2.500000', '3']],
      before: { costWas: '2.500000', costSet: '3' },
      write: { was: 10, quantity: 10, unitCost: '3' },
    })
    expect(decide({ sku: 'free', bin: 'A-2', quantity: '0', cost: '1' }).changes).toEqual([['cost', '', '1']])
  })

  it.each([
    ['in the bin of that name in the standard warehouse', {}, ['w1', 'b1', 'A-1']],
    ['in that of another warehouse, by its code', { warehouse: 'b' }, ['w2', 'b9', 'A-1']],
    ['in that of another warehouse, by its name', { warehouse: 'SECOND' }, ['w2', 'b9', 'A-1']],
    ['in the home bin of the product', { bin: '' }, ['w1', 'b2', 'A-2']],
    ['in a bin that has to be made', { bin: 'New' }, ['w1', null, 'New']],
    ['in a bin with forty signs', { bin: 'x'.repeat(40) }, ['w1', null, 'x'.repeat(40)]],
  ])('lies %s', (_case, cells, [warehouseId, binId, binCode]) => {
    expect(decide({ quantity: '11', ...cells }).write).toMatchObject({ warehouseId, binId, binCode })
  })

  it('is new where nothing lay, in the unit of its product', () => {
    expect(decide({ sku: 'RICE', quantity: '1.25', bin: 'A-2' })).toMatchObject({
      outcome: 'NEW',
      changes: [['quantity', '0', '1.25']],
      write: { was: 0, quantity: 1250, places: 3 },
    })
    expect(decide({ sku: 'RICE', quantity: '0', bin: 'A-2', cost: '7' }).outcome).toBe('CHANGED')
  })

  it('may lower what lies there down to what is promised', () => {
    expect(decide({ quantity: '6' })).toMatchObject({ outcome: 'CHANGED', write: { quantity: 6 } })
    expect(decide({ quantity: '5' })).toMatchObject({
      outcome: 'WRONG',
      problems: [{ field: 'quantity', code: 'STOCK_RESERVED' }],
    })
  })

  it.each([
    [{ sku: 'nut' }, ['sku PRODUCT_UNKNOWN']],
    [{ sku: 'old' }, ['sku PRODUCT_ARCHIVED']],
    [{ sku: 'work' }, ['sku NOT_GOODS']],
    [{ sku: 'milk' }, ['lot LOT_NEEDED_FOR']],
    [{ sku: 'milk', lot: 'x'.repeat(61) }, ['lot SAID']],
    [{ sku: 'milk', lot: 'M3', expiresOn: 'soon' }, ['expiresOn DAY_UNREAD']],
    [{ sku: 'milk', lot: 'M1', expiresOn: '2027-02-01' }, ['expiresOn LOT_EXPIRES_OTHERWISE']],
    [{ sku: 'milk', lot: 'M1', quantity: '1' }, ['quantity STOCK_RESERVED']],
    [{ lot: 'M1' }, ['lot NOT_TRACKED']],
    [{ expiresOn: '2027-02-01' }, ['lot NOT_TRACKED']],
    [{ sku: 'saw', lot: 'S9', quantity: '2' }, ['quantity SERIAL_IS_ONE']],
    [{ sku: 'saw', lot: 'S1', quantity: '1' }, ['lot SERIAL_HERE']],
    [{ sku: 'saw', lot: 'S2', quantity: '1' }, ['lot SERIAL_OUT']],
    [{ warehouse: 'C' }, ['warehouse WAREHOUSE_UNKNOWN']],
    [{ bin: 'A-3' }, ['bin BIN_ARCHIVED']],
    [{ bin: '', sku: 'rice' }, ['bin SAID']],
    [{ bin: 'x'.repeat(41) }, ['bin NUMBER_TOO_LONG']],
    [{ quantity: '' }, ['quantity SAID']],
    [{ quantity: 'many' }, ['quantity NUMBER_UNREAD']],
    [{ quantity: '1.5' }, ['quantity QUANTITY_PLACES']],
    [{ quantity: '-1' }, ['quantity QUANTITY_RANGE']],
    [{ quantity: '1000000001' }, ['quantity QUANTITY_RANGE']],
    [{ cost: 'much' }, ['cost NUMBER_UNREAD']],
    [{ cost: '-1' }, ['cost NUMBER_UNREAD']],
    [{ cost: '1.1234567' }, ['cost NUMBER_UNREAD']],
    [{ cost: '1234567890123' }, ['cost NUMBER_UNREAD']],
    [{ reference: '=A1' }, ['reference CELL_IS_FORMULA']],
  ])('is wrong: %j', (cells, expected) => {
    const { outcome, problems, write: written } = decide(cells)
    expect([outcome, written]).toEqual(['WRONG', null])
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(expected)
  })

  it('says in words what is missing, and quotes what is not known', () => {
    const said = (cells: Record<string, string>) => decide(cells).problems[0]?.parameters
    expect(said({ quantity: '' })).toEqual({ words: 'This is missing.' })
    expect(said({ bin: '', sku: 'rice' })).toEqual({ words: 'Say in which bin it lies.' })
    expect(said({ sku: 'milk' })).toEqual({ sku: 'MILK', tracking: 'LOT' })
    expect(said({ sku: 'milk', lot: 'x'.repeat(61) })).toEqual({ words: expect.stringMatching(/./) })
    expect(said({ sku: 'milk', lot: 'M1', expiresOn: '2027-02-01' })).toEqual({ lot: 'M1', day: '2027-01-31' })
    expect(said({ sku: 'saw', lot: 'S1', quantity: '2' })).toEqual({ sku: 'SAW', number: 'S1' })
    expect([said({ warehouse: 'C' }), said({ sku: 'nut' }), said({ cost: '-1' })]).toEqual(
      ['C', 'nut', '-1'].map((text) => ({ text })),
    )
    expect(decide({ quantity: '1000000000' }).outcome).toBe('CHANGED')
    expect(decide({ cost: '123456789012.123456' }).outcome).toBe('CHANGED')
  })

  it('is of a lot where its product has lots: as much of it as lies there, more, or one that is new with its last day', () => {
    expect(decide({ sku: 'milk', lot: 'M1', quantity: '6', expiresOn: '31.01.2027' }).outcome).toBe('SAME')
    expect(decide({ sku: 'milk', lot: 'M1', quantity: '7' }).write).toMatchObject({
      lot: 'M1',
      was: 6,
      expiresOn: null,
    })
    expect(decide({ sku: 'milk', lot: 'M3', expiresOn: '2027-03-01' })).toMatchObject({
      outcome: 'NEW',
      changes: [['quantity', '0', '10']],
      before: { lot: 'M3', expiresOn: null, was: 0 },
      write: { lot: 'M3', expiresOn: '2027-03-01', was: 0 },
    })
    expect(decide({ sku: 'milk', lot: 'M2', quantity: '6', expiresOn: '2027-03-01' })).toMatchObject({
      outcome: 'CHANGED',
      changes: [['expiresOn', '', '2027-03-01']],
      before: { lot: 'M2', expiresOn: '2027-03-01' },
    })
    expect(decide({ sku: 'saw', lot: 'S3', quantity: '1' }).outcome).toBe('NEW')
    expect(decide({ sku: 'saw', lot: 'S1', quantity: '0' }).outcome).toBe('SAME')
  })
  it('may lower what is withheld, since nobody is promised any of it', () => {
    expect(decide({ sku: 'milk', lot: 'M2', quantity: '0' })).toMatchObject({
      outcome: 'CHANGED',
      write: { quantity: 0 },
    })
  })
  it('says that its bin has to be made', () => {
    expect(decide({ bin: 'New', quantity: '1' }).changes[0]).toEqual(['bin', '', 'New (new: it is made)'])
  })
})
