import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import { givenIn, productKey } from './product-cells'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const id = (nth: number) => `${nth}1111111-1111-4111-8111-111111111111`
const tax = (nth: number, name: string, code: string, rate: string, isDefault = false) => ({
  id: id(nth),
  name,
  code,
  rate,
  isDefault,
})
const around = {
  taxes: [
    tax(4, 'None', 'E', '0'),
    tax(5, 'Normal', 'S', '19.0000', true),
    tax(7, 'Odd', 'E', '7.0000'),
    tax(6, 'Half', 'AA', '7.0000'),
    tax(8, 'Zero', 'Z', '0'),
  ],
}
const given = (cells: Record<string, string>) => {
  const read = givenIn(cells, around, reading)
  return read.problems.length > 0 ? read.problems.map(({ field, code }) => `${field} ${code}`) : read.given
}

describe('cells of a product', () => {
  it('name it by its SKU', () => {
    expect([productKey({ sku: "'=B" }), productKey({})]).toEqual(['s:=B', null])
  })

  it('are read into the fields of its form', () => {
    expect(
      given({
        sku: "'+B",
        name: "'=Bolt",
        gtin: "'-1",
        unitPrice: '12.50',
        floorPrice: '11',
        priceQuantity: '100',
        places: '2',
      }),
    ).toEqual({
      sku: '+B',
      name: '=Bolt',
      gtin: '-1',
      unitPrice: '12.5',
      floorPrice: '11',
      priceQuantity: 100,
      places: 2,
    })
    expect(given({})).toEqual({})
    expect(given({ name: 'x'.repeat(400) })).toEqual({ name: 'x'.repeat(300) })
  })

  it.each([
    ['goods', 'GOODS'],
    ['Service', 'SERVICE'],
    ['FREIGHT', 'FREIGHT'],
    ['Freight, bulky', 'FREIGHT'],
    ['returnable', 'RETURNABLE'],
    ['Returnable: crates', 'GOODS'],
    ['Returnable, crates', 'RETURNABLE'],
    ['returnable packaging', 'RETURNABLE'],
    ['Leergut', 'RETURNABLE'],
    ['Pfand', 'RETURNABLE'],
    ['services', 'SERVICE'],
    ['shipping', 'FREIGHT'],
    ['Virtual', 'SERVICE'],
    ['simple, downloadable', 'GOODS'],
    ['simple, virtual', 'GOODS'],
    ['digital service (EU)', 'SERVICE'],
    ['non-inventory', 'GOODS'],
    ['consu', 'GOODS'],
    ['something', 'GOODS'],
    ['virtual, downloadable', 'SERVICE'],
    ['true', 'GOODS'],
    ['FALSE', 'SERVICE'],
    ['falsework', 'GOODS'],
  ])('of the kind %s: %s', (kind, expected) => expect(given({ kind })).toEqual({ kind: expected }))

  it.each([
    ['normal', 5],
    ['aa', 6],
    ['19', 5],
    ['19%', 5],
    ['7.0', 6],
    ['0', 4],
  ])('with the tax %s', (text, nth) => expect(given({ tax: text })).toEqual({ taxCategoryId: id(nth) }))

  it.each([
    ['KGM', 'KGM', 3],
    ['kg', 'KGM', 3],
    ['Kilogram', 'KGM', 3],
    ['C62', 'C62', 0],
    ['pcs', 'C62', 0],
    ['pc.', 'C62', 0],
    ['Piece', 'C62', 0],
    ['units', 'C62', 0],
    ['Hours', 'HUR', 2],
    ['each', 'C62', 0],
    ['EA', 'C62', 0],
    ['Stück', 'C62', 0],
    ['Stuck.', 'C62', 0],
    ['stk', 'C62', 0],
  ])('in the unit %s', (unit, code, places) => expect(given({ unit })).toEqual({ unit: code, places }))
  it('in a unit with the places that are said', () => {
    expect(given({ unit: 'kg', places: '1' })).toEqual({ unit: 'KGM', places: 1 })
  })

  it.each([
    [{ weightGrams: '250.4' }, { weightGrams: 250 }],
    [{ weightKilograms: '0.25' }, { weightGrams: 250 }],
    [{ weightGrams: '3', weightKilograms: '9' }, { weightGrams: 3 }],
  ])('with the weight %j', (cells, expected) => expect(given(cells)).toEqual(expected))

  it.each([
    [{ unitPrice: 'much' }, ['unitPrice NUMBER_UNREAD']],
    [{ floorPrice: 'much' }, ['floorPrice NUMBER_UNREAD']],
    [{ priceQuantity: '1.5' }, ['priceQuantity NUMBER_NOT_WHOLE']],
    [{ places: 'x' }, ['places NUMBER_UNREAD']],
    [{ weightGrams: 'x' }, ['weightGrams NUMBER_UNREAD']],
    [{ weightKilograms: 'x' }, ['weightKilograms NUMBER_UNREAD']],
    [{ unit: 'xpcs' }, ['unit UNIT_UNKNOWN']],
    [{ unit: 'pcs of it' }, ['unit UNIT_UNKNOWN']],
    [{ tax: '8' }, ['tax TAX_UNKNOWN']],
    [{ tax: 'x' }, ['tax TAX_UNKNOWN']],
    [{ name: '=A1' }, ['name CELL_IS_FORMULA']],
    [{ lengthMm: '1.5' }, ['lengthMm NUMBER_NOT_WHOLE']],
    [{ minQuantity: '1.5' }, ['minQuantity QUANTITY_PLACES']],
    [{ multiple: '0.25', unit: 'kg', places: '1' }, ['multiple QUANTITY_PLACES']],
    [{ originCountry: 'Atlantis' }, ['originCountry COUNTRY_UNKNOWN']],
    [{ refusesShort: 'perhaps' }, ['refusesShort YES_OR_NO']],
    [{ tracking: 'a slot' }, ['tracking TRACKING_UNKNOWN']],
  ])('are wrong: %j', (cells, expected) => expect(given(cells)).toEqual(expected))
  it.each([
    [
      { description: "'=x", tariffCode: '1905.90' },
      { description: '=x', tariffCode: '1905.90' },
    ],
    [
      { lengthMm: '300', originCountry: 'Italien' },
      { lengthMm: 300, originCountry: 'IT' },
    ],
    [{ refusesShort: 'yes' }, { refusesShort: true }],
    [
      { minQuantity: '12', multiple: '6' },
      { minQuantity: 12, multiple: 6 },
    ],
    [
      { minQuantity: '1.5', unit: 'kg' },
      { minQuantity: 1500, unit: 'KGM', places: 3 },
    ],
    [{ tracking: 'No tracking' }, { tracking: 'NONE' }],
    [{ tracking: 'By lots' }, { tracking: 'LOT' }],
    [{ tracking: 'Batch' }, { tracking: 'LOT' }],
    [{ tracking: 'By unique serial number' }, { tracking: 'SERIAL' }],
  ])('say more than the form first asks for: %j', (cells, expected) => expect(given(cells)).toEqual(expected))
  it('have the places of a product that is there', () => {
    expect(givenIn({ minQuantity: '0.5' }, around, reading, { places: 1 }).given).toEqual({ minQuantity: 5 })
  })
  it('are quoted where they are not known', () => {
    const { problems } = givenIn({ unit: 'crate', tax: 'odd one', tracking: 'a slot' }, around, reading)
    expect(problems.map(({ parameters }) => parameters?.text)).toEqual(['crate', 'odd one', 'a slot'])
  })
})
