import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gtinForms, readCode } from './rules'

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
  ])('%s', (_, read, expected) => {
    expect(readCode(read).gtin).toBe(expected)
  })

  it('a SKU is what was read, less the name of the symbology', () => {
    expect(['12', ' 0012 ', ']C012', 'SAW-1'].map((read) => readCode(read).sku)).toEqual(['12', '0012', '12', 'SAW-1'])
  })

  it('any text is read without falling over it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: fc.constantFrom(...'()01]CdQ39 A-', gs) }), (text) => {
        const { gtin } = readCode(text)
        expect(gtin === null || /^\d{14}$/.test(gtin)).toBe(true)
      }),
    )
  })

  it('a GTIN is found in every form in which it may be kept', () => {
    expect(gtinForms(gtin)).toEqual([gtin, '4006381333931'])
    expect(gtinForms('00000096385074')).toEqual(['00000096385074', '0000096385074', '000096385074', '96385074'])
    expect(gtinForms(null)).toEqual([])
  })
})
