import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import type { KnownProduct, ProductSurroundings } from './product-known'
import { decideProduct } from './products'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const id = (nth: number) => `${nth}1111111-1111-4111-8111-111111111111`
const known: KnownProduct = {
  id: id(1),
  sku: 'BOLT',
  gtin: null,
  name: 'Bolt',
  kind: 'GOODS',
  taxCategoryId: id(5),
  unitPrice: '10.000000',
  priceQuantity: 100,
  floorPrice: '8.500000',
  weightGrams: 20,
  unit: 'C62',
  places: 0,
  tracking: 'NONE',
  refusesShort: false,
  minQuantity: 1,
  multiple: 1,
  categoryId: id(6),
  categoryName: 'Iron',
  description: null,
  lengthMm: 30,
  widthMm: null,
  heightMm: null,
  originCountry: 'DE',
  tariffCode: null,
  successorId: null,
  successorSku: null,
  packs: [{ unit: 'XCS', quantity: 12, gtin: '14006381333938' }],
  returnables: [],
  unitCost: '0.4',
  archived: false,
}
const tax = (nth: number, name: string, code: string, rate: string, isDefault = false) => ({
  id: id(nth),
  name,
  code,
  rate,
  isDefault,
})
const around: ProductSurroundings = {
  packaging: [{ id: id(0), sku: 'CRATE' }],
  known: [known, { ...known, id: id(2), sku: 'OLD', archived: true }],
  gtins: new Map([['04006381333931', id(3)]]),
  categories: [
    { id: id(6), name: 'Iron', archived: false },
    { id: id(7), name: 'Steel', archived: true },
  ],
  successors: [
    { id: id(8), sku: 'NEXT', successorSku: 'LAST' },
    { id: id(9), sku: 'LAST', successorSku: 'BOLT' },
    { id: id(3), sku: 'FREE', successorSku: null },
  ],
  toCome: new Map([
    ['come', null],
    ['ring', 'Nut'],
  ]),
  taxes: [
    tax(4, 'None', 'E', '0'),
    tax(5, 'Normal', 'S', '19.0000', true),
    tax(6, 'Half', 'AA', '7.0000'),
    tax(7, 'Odd', 'E', '7.0000'),
    tax(8, 'Zero', 'Z', '0'),
  ],
}

describe('a row of products', () => {
  const decide = (cells: Record<string, string>) => decideProduct({ place: 3, group: null, cells }, around, reading)
  const problems = (cells: Record<string, string>) => {
    const found = decide(cells)
    expect(found).toMatchObject({ outcome: 'WRONG', write: null, place: 3 })
    return found.problems.map(({ field, code }) => `${field} ${code}`)
  }

  it('is a new product with the standard tax, unless it says another', () => {
    const row = { sku: 'NUT', name: 'Nut', unitPrice: '2' }
    expect(decide(row)).toMatchObject({
      key: 's:NUT',
      outcome: 'NEW',
      recordId: null,
      changes: [],
      problems: [],
      before: null,
      write: { sku: 'NUT', name: 'Nut', unitPrice: '2', priceBefore: '2', taxCategoryId: id(5), kind: 'GOODS' },
    })
    expect(decide({ ...row, tax: 'Half' }).write).toMatchObject({ taxCategoryId: id(6) })
  })

  it('is the same as a known one, or changes what it says otherwise', () => {
    const same = { outcome: 'SAME', recordId: id(1), changes: [], before: null, write: null }
    expect(decide({ sku: 'bolt', unitPrice: '10.0', floorPrice: '8.5', kind: 'goods', unit: 'pcs' })).toMatchObject(
      same,
    )
    expect(decide({ sku: 'BOLT', unitPrice: '10.50', tax: '7', name: 'Screw', weightGrams: '21' })).toMatchObject({
      outcome: 'CHANGED',
      recordId: id(1),
      changes: [
        ['name', 'Bolt', 'Screw'],
        ['tax', 'Normal', 'Half'],
        ['unitPrice', '10.000000', '10.5'],
        ['weightGrams', '20', '21'],
      ],
      before: { name: 'Bolt', unitPrice: '10.000000', weightGrams: 20, taxCategoryId: id(5), priceQuantity: 100 },
      write: { sku: 'BOLT', unitPrice: '10.5', priceBefore: '10.000000', floorPrice: '8.500000' },
    })
    expect(decide({ sku: 'BOLT', gtin: '4006381333948' }).changes).toEqual([['gtin', '', '4006381333948']])
    expect(decide({ sku: 'BOLT', weightGrams: '200' }).changes).toEqual([['weightGrams', '20', '200']])
  })

  it('keeps how a known one is written and what it is, and is as it should be where it is out of use in both programs', () => {
    const stays = { sku: 'BOLT', kind: 'GOODS', unit: 'C62', tracking: 'NONE' }
    expect(decide({ sku: 'bolt', name: 'Screw' }).write).toMatchObject(stays)
    const same = { outcome: 'SAME', recordId: id(2), changes: [], problems: [], before: null, write: null }
    expect(decide({ sku: 'old', state: 'archived' })).toMatchObject(same)
    const dear = { ...around, known: [{ ...known, unitPrice: '10.500000' }] }
    const row = { place: 3, group: null, cells: { sku: 'bolt', unitPrice: '105' } }
    expect(decideProduct(row, dear, reading).changes).toEqual([['unitPrice', '10.500000', '105']])
  })

  it('may be new where no tax is the standard one, when it says its tax', () => {
    const plain = { ...around, taxes: around.taxes.map((one) => ({ ...one, isDefault: false })) }
    const cells = { sku: 'NUT', name: 'Nut', unitPrice: '2', tax: 'Half' }
    const { write } = decideProduct({ place: 3, group: null, cells }, plain, reading)
    expect(write).toMatchObject({ taxCategoryId: id(6) })
    expect(write).not.toHaveProperty('returnables')
  })

  it('keeps of a known one what a unit cost, and no packs that it leaves alone', () => {
    const found = decide({ sku: 'BOLT', cost: '0.5' })
    expect(found).toMatchObject({ outcome: 'CHANGED', changes: [['cost', '0.4', '0.5']], write: { newCost: '0.5' } })
    expect(found.before).toMatchObject({ costWas: '0.4', costSet: '0.5' })
    expect(found.before).not.toHaveProperty('packs')
    const free = { ...around, known: [{ ...known, unitCost: null }] }
    const row = { place: 3, group: null, cells: { sku: 'BOLT', cost: '0.5' } }
    expect(decideProduct(row, free, reading).before).toMatchObject({ costWas: null, costSet: '0.5' })
    expect(decide({ sku: 'BOLT', name: 'Screw' }).before).not.toHaveProperty('costSet')
  })

  it('is a new product in returnable packaging', () => {
    const row = { sku: 'NUT', name: 'Nut', unitPrice: '2', returnables: 'CRATE for 24' }
    expect(decide(row)).toMatchObject({
      outcome: 'NEW',
      write: { returnables: [{ returnableId: id(0), per: 24 }] },
    })
  })

  it.each([
    [{ sku: 'old' }, ['sku PRODUCT_ARCHIVED']],
    [{ sku: 'bolt', kind: 'service' }, ['kind KIND_STAYS']],
    [{ sku: 'bolt', unit: 'kg' }, ['unit MEASURE_STAYS', 'places MEASURE_STAYS']],
    [{ sku: 'bolt', places: '1' }, ['places MEASURE_STAYS']],
    [{ sku: 'bolt', gtin: '4006381333931' }, ['gtin GTIN_TAKEN']],
    [{ sku: 'NUT', name: 'Nut', unitPrice: '2', gtin: '4006381333931' }, ['gtin GTIN_TAKEN']],
    [{ sku: 'NUT', name: 'Nut' }, ['unitPrice SAID']],
    [{ sku: 'NUT', unitPrice: '2' }, ['name SAID']],
    [{ name: 'Nut', unitPrice: '2' }, ['sku SAID']],
    [{ sku: 'NUT', name: 'Nut', unitPrice: '2', unit: 'crate' }, ['unit UNIT_UNKNOWN']],
    [{ sku: 'bolt', tracking: 'lot' }, ['tracking TRACKING_STAYS']],
    [{ sku: 'bolt', category: 'steel' }, ['category CATEGORY_ARCHIVED']],
    [{ sku: 'bolt', successor: 'next' }, ['successor SUCCESSOR_CIRCLE']],
    [{ sku: 'bolt', successor: 'Bolt' }, ['successor SUCCESSOR_CIRCLE']],
    [{ sku: 'nut', name: 'Nut', unitPrice: '2', successor: 'RING' }, ['successor SUCCESSOR_CIRCLE']],
    [{ sku: 'bolt', successor: 'gone' }, ['successor SUCCESSOR_UNKNOWN']],
    [{ sku: 'bolt', caseQuantity: '1' }, ['caseQuantity SAID']],
    [{ sku: 'bolt', caseGtin: '4006381333931' }, ['caseGtin GTIN_TAKEN']],
    [{ sku: 'bolt', otherPacks: 'box of 6 (4006381333931)' }, ['otherPacks GTIN_TAKEN']],
    [{ sku: 'bolt', innerQuantity: '4', innerGtin: '14006381333938' }, ['caseGtin SAID']],
    [{ sku: 'NUT', name: 'Nut', unitPrice: '2', kind: 'service', tracking: 'lot' }, ['tracking TRACKS_GOODS']],
    [{ sku: 'NUT', name: 'Nut', unitPrice: '2', unit: 'kg', tracking: 'serial' }, ['tracking TRACKS_PIECES']],
    [{ sku: 'bolt', tariffCode: '12' }, ['tariffCode SAID']],
    [{ sku: 'bolt', heightMm: '0' }, ['heightMm SAID']],
  ])('is wrong: %j', (cells, expected) => expect(problems(cells)).toEqual(expected))

  it('may keep its own barcode, and takes one that nobody has', () => {
    const own = { ...around, gtins: new Map([['04006381333931', known.id]]) }
    expect(
      decideProduct({ place: 1, group: null, cells: { sku: 'bolt', gtin: '4006381333931' } }, own, reading).outcome,
    ).toBe('CHANGED')
    expect(decide({ sku: 'NUT', name: 'Nut', unitPrice: '2', gtin: '4006381333948' }).outcome).toBe('NEW')
  })

  it('says which category and successor it is given, and whether they are still to be made', () => {
    const all = (cells: Record<string, string>) => decide({ sku: 'BOLT', ...cells })
    expect(all({ category: 'IRON', lengthMm: '30', originCountry: 'Germany', caseQuantity: '12' }).outcome).toBe('SAME')
    expect(all({ category: 'Brass' })).toMatchObject({
      changes: [['category', 'Iron', 'Brass (new: it is made)']],
      before: { categoryId: id(6) },
      write: { categoryId: id(6), newCategory: 'Brass' },
    })
    expect(all({ successor: 'free' })).toMatchObject({
      changes: [['successor', '', 'FREE']],
      write: { successorId: id(3), newSuccessor: null },
    })
    expect(all({ successor: 'Come' })).toMatchObject({
      changes: [['successor', '', 'Come']],
      write: { successorId: null, newSuccessor: 'Come' },
    })
    const fresh = decide({ sku: 'NUT', name: 'Nut', unitPrice: '2', category: 'Brass', caseQuantity: '6' })
    expect(fresh).toMatchObject({ outcome: 'NEW', changes: [['category', '', 'Brass (new: it is made)']] })
    expect(fresh.write?.packs).toEqual([{ unit: 'XCS', quantity: 6, gtin: null }])
  })

  it('changes the packs that it names, and writes none where they are the same', () => {
    expect(decide({ sku: 'BOLT', name: 'Screw' }).write).not.toHaveProperty('packs')
    const found = decide({ sku: 'BOLT', caseQuantity: '24' })
    expect(found.changes).toEqual([['otherPacks', 'case of 12 (14006381333938)', 'case of 24 (14006381333938)']])
    expect(found.before).toMatchObject({ packs: known.packs })
    expect(found.write?.packs).toEqual([{ unit: 'XCS', quantity: 24, gtin: '14006381333938' }])
    const packed = decide({ sku: 'BOLT', returnables: 'crate for 24' })
    expect(packed.changes).toEqual([['returnables', '', 'CRATE for 24']])
    expect(packed.before).toMatchObject({ returnables: [] })
    expect(packed.write?.returnables).toEqual([{ returnableId: id(0), per: 24 }])
    expect(packed.write).not.toHaveProperty('packs')
    const service = decide({ sku: 'HELP', name: 'Help', unitPrice: '1', kind: 'service', returnables: 'CRATE for 1' })
    expect(service.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(['returnables PACKS_GOODS'])
  })
})
