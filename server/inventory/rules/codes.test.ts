import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCode, scanOf } from './codes'

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

  const parts = { units: 1, measured: null, lot: null, expiresOn: null, serial: null }
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
  const piece = { pack: null, quantity: 1, isWeighed: false, lot: null, expiresOn: null, serial: null }
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

  it.each([
    ['a cut of a kind kept in kilograms', '(3103)004250(17)261231(10)GR-7', 'KGM', 3, 4250],
    ['in fewer places', '(3102)000425', 'KGM', 3, 4250],
    ['in more places, rounded', '(3105)425671', 'KGM', 3, 4257],
    ['in pounds', '(3202)000150', 'LBR', 2, 150],
    ['in metres', '(3111)000125', 'MTR', 2, 1250],
    ['in square metres', '(3142)000150', 'MTK', 2, 150],
    ['in litres', '(3152)000150', 'LTR', 2, 150],
    ['in cubic metres', '(3162)000150', 'MTQ', 2, 150],
    ['of a kind kept in another unit', '(3202)000150', 'KGM', 3, null],
    ['of a kind kept in pieces', '(3103)004250', 'C62', 0, null],
    ['with its gross weight only', '(3303)004250', 'KGM', 3, null],
  ])('a weighed piece stands for what it weighs: %s', (_, elements, unit, places, expected) => {
    const cut = { ...saw, unit, places }
    const scanned = scanOf(cut, `(01)04006381333931${elements}`)
    expect([scanned?.isWeighed ? scanned.quantity : null, scanned?.pack]).toEqual([expected, null])
    if (expected === null) expect(scanned?.quantity).toBe(10 ** places)
  })
})
