import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { available, joinDeltas, readCode, scanOf, split } from './rules'

const gs = '\u001d'
const gtin = '04006381333931'

describe('what a scanner reads', () => {
  it.each([
    ['a GTIN-13', '4006381333931', gtin],
    ['a GTIN-14', gtin, gtin],
    ['a GTIN-12', '036000291452', '00036000291452'],
    ['a GTIN-8', '96385074', '00000096385074'],
    ['brackets', '(01)04006381333931(10)A1(17)261231', gtin],
    ['brackets, the GTIN last', '(10)A1(01)04006381333931', gtin],
    ['raw', `0104006381333931${'10A1'}${gs}3012`, gtin],
    ['raw, its separator lost', '010400638133393110A1', gtin],
    ['GS1-128', ']C10104006381333931', gtin],
    ['GS1 DataMatrix', `]d20104006381333931${'21XYZ'}${gs}10L9`, gtin],
    ['GS1 DataMatrix, the GTIN behind a serial', `]d221XYZ${gs}0104006381333931`, gtin],
    ['GS1 QR', ']Q30104006381333931', gtin],
    ['GS1 DataBar, the GTIN behind a date', ']e0112601010104006381333931', gtin],
    ['GS1 QR, the GTIN behind a date', ']Q3112601010104006381333931', gtin],
    ['GS1 DotCode, the GTIN behind a date', ']J1112601010104006381333931', gtin],
    ['a DataMatrix that is none of GS1', ']d1112601010104006381333931', null],
    ['a QR code that is none of GS1', ']Q1112601010104006381333931', null],
    ['FNC1 in front', `${gs}0104006381333931`, gtin],
    ['a separator in words', ']d221XYZ<GS>0104006381333931', gtin],
    ['EAN-13 with its symbology', ']E04006381333931', gtin],
    ['a wrong check digit', '4006381333932', null],
    ['a wrong check digit within', '(01)04006381333932', null],
    ['a pallet', '(00)340123450000000017', null],
    ['a SKU', 'SAW-1', null],
    ['a short SKU of digits', '12', null],
    ['a SKU with zeros in front', '0012', null],
    ['a bin', 'A-01', null],
    ['nothing but brackets', '(01)', null],
    ['a SKU that ends in brackets', 'SAW(01)04006381333931', null],
    ['a SKU with the digits of elements in it', 'A0104006381333931', null],
    ['a SKU of digits that begins with 01', '01040063', null],
    ['a batch alone', '(10)A1', null],
    ['GS1-128, the GTIN behind a date', ']C1112601010104006381333931', gtin],
    ['the GTIN behind a batch and its separator', `10A1${gs}0104006381333931`, gtin],
    ['digits that nobody calls elements', '112601010104006381333931', null],
  ])('%s', (_, read, expected) => {
    expect(readCode(read).gtin).toBe(expected)
  })

  it('a SKU is the scanned text without the name of the symbology', () => {
    const read = ['12', ' 0012 ', ']C012', 'SAW-1', 'A]C01', `${gs}12`, '(01)04006381333931']
    const skus = ['12', '0012', '12', 'SAW-1', 'A]C01', '12', '(01)04006381333931']
    expect(read.map((text) => readCode(text).sku)).toEqual(skus)
  })

  const parts = { units: 1, lot: null, expiresOn: null, serial: null }
  it.each([
    ['(01)04006381333931(10)A1(17)261231', { lot: 'A1', expiresOn: '2026-12-31' }],
    ['(01)04006381333931(15)260200(21)X7', { expiresOn: '2026-02-28', serial: 'X7' }],
    ['(00)340123450000000017(02)04006381333931(37)12', { units: 12 }],
    [`020400638133393137${'24'}${gs}10L9`, { units: 24, lot: 'L9' }],
    ['(01)04006381333931(30)5', { units: 5 }],
    ['(01)04006381333931(37)0', {}],
    ['4006381333931', {}],
  ])('what else a code says is read: %s', (code, expected) => {
    expect(readCode(code)).toEqual({ sku: code, gtin, ...parts, ...expected })
  })

  it('takes the name of a symbology only in front', () => {
    expect(readCode('10A]C1')).toEqual({ sku: '10A]C1', gtin: null, ...parts })
  })

  it('reads what else a code says also where it names no product', () => {
    expect(readCode('(10)A1(17)261231')).toMatchObject({ gtin: null, lot: 'A1', expiresOn: '2026-12-31' })
  })

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: fc.constantFrom(...'()01]CdQ39 A-', gs) }), (text) => {
        const { gtin } = readCode(text)
        expect(gtin === null || /^\d{14}$/.test(gtin)).toBe(true)
      }),
    )
  })

  const inner = { unit: 'XPK', quantity: 6, gtin: '96385074' }
  const packed = { unit: 'XCS', quantity: 12, gtin: '10012345000017' }
  const saw = { sku: 'SAW-1', gtin: '4006381333931', unit: 'C62', places: 0, packs: [inner, packed] }
  const piece = { pack: null, quantity: 1, lot: null, expiresOn: null, serial: null }
  it.each([
    ['a SKU', 'SAW-1', piece],
    ['its barcode with a zero more', '04006381333931', piece],
    ['a SKU in other capitals', 'saw-1', null],
    ['the barcode of a case', '10012345000017', { ...piece, pack: packed, quantity: 12 }],
    ['a short barcode of a pack, written with zeros', '00000096385074', { ...piece, pack: inner, quantity: 6 }],
    ['four inner packs on one label', '(02)00000096385074(37)4', { ...piece, pack: inner, quantity: 24 }],
    ['a case with its lot', '(01)10012345000017(10)L1', { ...piece, pack: packed, quantity: 12, lot: 'L1' }],
    ['the barcode of another', '4006381333948', null],
  ])('a scan means a product, perhaps in a pack: %s', (_, code, expected) => {
    expect(scanOf(saw, code)).toEqual(expected)
  })

  it('a product or pack without a barcode is not what a barcode means', () => {
    const bare = { ...saw, gtin: null, packs: [{ unit: 'XBX', quantity: 6, gtin: null }, packed] }
    expect(scanOf(bare, '(01)10012345000017')?.pack).toEqual(packed)
    expect(scanOf(bare, gtin)).toBeNull()
    expect(scanOf(bare, 'SAW-1')?.pack).toBeNull()
    expect(scanOf(bare, 'AXE-1')).toBeNull()
  })

  it('a scan counts smallest units, also of what is measured', () => {
    const rice = { ...saw, unit: 'KGM', places: 3, packs: [{ unit: 'XBG', quantity: 2500, gtin: '96385074' }] }
    expect([scanOf(rice, 'SAW-1')?.quantity, scanOf(rice, '96385074')?.quantity]).toEqual([1000, 2500])
  })
})

describe('stock', () => {
  const level = { onHand: 10, reserved: 2, picked: 3, blocked: 1 }
  it.each([
    ['what lies there less what is promised, picked and blocked', {}, 4],
    ['nothing of it', { reserved: 6 }, 0],
    ['less than nothing, when goods are missing', { onHand: 5 }, -1],
  ])('can be promised: %s', (_, change, free) => {
    expect(available({ ...level, ...change })).toBe(free)
  })

  it.each([
    [3, 5, 3, 0],
    [5, 5, 5, 0],
    [6, 5, 5, 1],
    [6, 0, 0, 6],
    [6, -2, 0, 6],
  ])('of %i wanted with %i free, %i are reserved and %i wait', (wanted, free, reserved, backordered) => {
    expect(split(wanted, free)).toEqual({ reserved, backordered })
  })

  it('writes the changes of one product in one warehouse once, and leaves out changes of zero', () => {
    const saw = { warehouseId: 'here', productId: 'saw' }
    const there = { warehouseId: 'there', productId: 'saw' }
    const axe = { warehouseId: 'here', productId: 'axe' }
    const none = { onHand: 0, reserved: 0, picked: 0, blocked: 0, backordered: 0 }
    expect(
      joinDeltas([
        { ...saw, onHand: 7, reserved: 1, picked: 2, blocked: 3, backordered: 4 },
        { ...axe, reserved: 5 },
        { ...saw, onHand: 1, reserved: 10, picked: 20, blocked: 30, backordered: 40 },
        { ...there, onHand: 5 },
        { ...axe, reserved: -5 },
      ]),
    ).toEqual([
      { ...saw, onHand: 8, reserved: 11, picked: 22, blocked: 33, backordered: 44 },
      { ...there, ...none, onHand: 5 },
    ])
    for (const kind of ['onHand', 'reserved', 'picked', 'blocked', 'backordered'])
      expect(joinDeltas([{ ...saw, [kind]: 1 }])).toEqual([{ ...saw, ...none, [kind]: 1 }])
  })
})
