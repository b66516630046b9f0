import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amountWords,
  cameWords,
  doneWords,
  goodsWords,
  priceFor,
  quantityWords,
  sumWords,
  unitCodes,
  units,
} from '../words/units'
import { powerOfTen, roundedQuotient, scaled } from './decimal'
import { extendedMinor } from './money'
import {
  addGoods,
  asGoods,
  decimalToQuantity,
  goodsIn,
  inUnits,
  isOne,
  pieces,
  quantityToDecimal,
  smallestOf,
  someOf,
  toldGoods,
  type Units,
  unitsOf,
} from './quantity'

const kilograms = { unit: 'KGM', places: 3 }
const anyPlaces = fc.integer({ min: 0, max: 3 })
const anyQuantity = fc.integer({ min: 0, max: 1_000_000_000 })

describe('a quantity', () => {
  it('is the same after it was written as a decimal and read again', () => {
    fc.assert(
      fc.property(anyQuantity, anyPlaces, (quantity, places) => {
        expect(decimalToQuantity(quantityToDecimal(quantity, places), places)).toBe(quantity)
        expect(decimalToQuantity(String(inUnits(quantity, { places })), places)).toBe(quantity)
      }),
    )
  })

  it('costs what its decimal costs, whatever its places, and a sum of parts costs what the whole costs', () => {
    const anyPrice = fc.integer({ min: 0, max: 999_999_999 }).map((price) => quantityToDecimal(price, 4))
    fc.assert(
      fc.property(
        anyPrice,
        fc.array(anyQuantity, { minLength: 1, maxLength: 6 }),
        anyPlaces,
        fc.constantFrom(1, 100),
        (price, parts, places, per) => {
          const whole = parts.reduce((sum, part) => sum + part, 0)
          const priceQuantity = per * smallestOf({ places })
          const { units: written, places: pricePlaces } = scaled(price)
          expect(extendedMinor(price, whole, priceQuantity, 'EUR')).toBe(
            roundedQuotient(written * BigInt(whole) * 100n, powerOfTen(pricePlaces) * powerOfTen(places) * BigInt(per)),
          )
          expect(extendedMinor(price, whole, priceQuantity, 'EUR')).toBe(
            extendedMinor(price, quantityToDecimal(whole, places), per, 'EUR'),
          )
        },
      ),
    )
  })

  it.each([
    ['1.25', 3, 1250],
    ['1.250', 2, 125],
    ['1.255', 2, null],
    ['0.001', 3, 1],
    ['12', 0, 12],
    ['12.5', 0, null],
    ['99999999999999', 3, null],
  ])('reads %s at %i places as %s', (text, places, quantity) => expect(decimalToQuantity(text, places)).toBe(quantity))

  it('is added up over products in the unit of each', () => {
    const parts = [
      { quantity: 12, places: 0 },
      { quantity: 1250, places: 3 },
      { quantity: 5, places: 1 },
    ]
    expect(unitsOf(parts, (part) => part.quantity)).toBe(13.75)
    expect(unitsOf([], () => 1)).toBe(0)
  })

  const [kg, piece, pack] = [kilograms, { unit: 'C62', places: 0 }, { unit: 'H87', places: 0 }]
  it.each([
    [
      'kilograms',
      [
        { ...kg, of: 1250 },
        { ...kg, of: 500 },
      ],
      { units: 1.75, unit: 'KGM' },
    ],
    [
      'pieces',
      [
        { ...piece, of: 12 },
        { ...pack, of: 3 },
      ],
      { units: 15 },
    ],
    ['pieces by their other code', [{ ...pack, of: 3 }], { units: 3 }],
    [
      'mixed goods',
      [
        { ...piece, of: 12 },
        { ...kg, of: 1250 },
      ],
      { units: 13.25, mixed: 2 },
    ],
    [
      'goods of which the first is measured',
      [
        { ...kg, of: 1250 },
        { ...piece, of: 12 },
      ],
      { units: 13.25, mixed: 2 },
    ],
    [
      'kilograms beside none of a piece',
      [
        { ...piece, of: 0 },
        { ...kg, of: 1250 },
        { ...piece, of: 0 },
      ],
      { units: 1.25, unit: 'KGM' },
    ],
    ['nothing', [{ ...kg, of: 0 }], { units: 0 }],
    [
      'two lines of one product beside another',
      [
        { ...piece, of: 12, productId: 'a' },
        { ...piece, of: 1, productId: 'a' },
        { ...kg, of: 1250, productId: 'b' },
      ],
      { units: 14.25, mixed: 2 },
    ],
  ])('of %s is told in one unit as far as all are measured alike', (_case, parts, goods) => {
    expect(goodsIn(parts, (part) => part.of)).toStrictEqual(goods)
  })

  it('of several shipments is told together, in their unit when they have one', () => {
    const goods = (units: number, unit?: string) => ({ units: units as Units, ...(unit && { unit }) })
    expect(addGoods([goods(1.25, 'KGM'), goods(0.1, 'KGM'), goods(0)])).toStrictEqual(goods(1.35, 'KGM'))
    expect(addGoods([goods(0), goods(1.25, 'KGM')])).toStrictEqual(goods(1.25, 'KGM'))
    expect(addGoods([goods(1.25, 'KGM'), goods(2)])).toStrictEqual({ units: 3.25, mixed: 0 })
    expect(addGoods([goods(2), goods(1.25, 'KGM')])).toStrictEqual({ units: 3.25, mixed: 0 })
    expect(addGoods([goods(1, 'KGM'), goods(2, 'MTR')])).toStrictEqual({ units: 3, mixed: 0 })
    expect(addGoods([{ ...goods(2), mixed: 2 }])).toStrictEqual({ units: 2, mixed: 0 })
    expect(addGoods([goods(1), goods(2)])).toStrictEqual(goods(3))
    expect(addGoods([])).toStrictEqual(goods(0))
  })

  it('of one product is told as goods, and read again from an event', () => {
    expect([asGoods(1250, kg), asGoods(12, piece)]).toStrictEqual([{ units: 1.25, unit: 'KGM' }, { units: 12 }])
    expect(toldGoods({ units: 1.25, unit: 'KGM' })).toStrictEqual({ units: 1.25, unit: 'KGM' })
    expect(toldGoods({ units: 14, mixed: 2 })).toStrictEqual({ units: 14, mixed: 2 })
    expect([toldGoods({ units: '3' }), toldGoods({}), toldGoods({ units: 2, unit: 5 })]).toStrictEqual([
      { units: 3 },
      { units: 0 },
      { units: 2 },
    ])
    const mixed = { units: 1 as Units, mixed: 2 }
    expect([isOne(mixed), someOf(mixed, 0.5 as Units), someOf(asGoods(3, piece), 1 as Units)]).toStrictEqual([
      false,
      { units: 0.5, mixed: 0 },
      { units: 1 },
    ])
    const ones = [asGoods(1, piece), asGoods(2, piece), asGoods(0, piece), asGoods(2000, kg)]
    expect(ones.map(isOne)).toEqual([true, false, false, true])
  })

  it('is shown with its unit in the language of the reader, pieces as a number', () => {
    const plain = (text: string) => text.replaceAll('\u00a0', ' ')
    expect(plain(quantityWords(1250, kilograms, 'en-GB'))).toBe('1.25 kg')
    expect(plain(quantityWords(1_234_567, kilograms, 'de-DE'))).toBe('1.234,567 kg')
    expect(plain(quantityWords(-500, kilograms, 'en-GB'))).toBe('−0.5 kg')
    expect(quantityWords(12, { unit: 'C62', places: 0 }, 'en-GB')).toBe('12')
    expect(plain(quantityWords(10, { unit: 'DAY', places: 1 }, 'en-GB'))).toBe('1 day')
    expect(plain(quantityWords(15, { unit: 'DAY', places: 1 }, 'en-GB'))).toBe('1.5 days')
    expect(quantityWords(3, { unit: 'XYZ', places: 0 }, 'en-GB')).toContain('XYZ')
    expect(amountWords(1, { unit: 'C62', places: 0 }, 'en-GB')).toBe('1 unit')
    expect(plain(amountWords(1250, kilograms, 'en-GB'))).toBe('1.25 kg')
    expect(plain(priceFor(1000, kilograms, 'en-GB'))).toBe('per kg')
    expect(plain(priceFor(100_000, kilograms, 'en-GB'))).toBe('per 100 kg')
    expect(priceFor(1, { unit: 'H87', places: 0 }, 'en-GB')).toBe('')
    expect(priceFor(1000, { unit: 'C62', places: 0 }, 'de-DE')).toBe('per 1.000')
  })

  it('is a sum only where all is measured alike; else products or lines are counted', () => {
    const lines = [
      { ...piece, productId: 'a', got: 12, of: 24 },
      { ...piece, productId: 'b', got: 36, of: 36 },
      { ...kg, productId: 'c', got: 0, of: 20_000 },
    ]
    type Line = (typeof lines)[number]
    const pair = [(line: Line) => line.got, (line: Line) => line.of] as const
    const said = (some: Line[]) => [sumWords(some, pair[1], 'de-DE'), doneWords(some, pair, 'de-DE')]
    expect(said(lines)).toEqual(['3 products', '1 of 3 lines'])
    expect(said(lines.slice(0, 2))).toEqual(['60 units', '48 of 60'])
    expect(said(lines.slice(2)).map((text) => text.replaceAll('\u00a0', ' '))).toEqual(['20 kg', '0 of 20 kg'])
    expect(goodsWords({ units: 2 as Units, mixed: 0 }, 'en')).toBe('some goods')
    const list = { units: 198, received: 210, lines: 3, done: 2, unit: 'C62' }
    const kilos = { ...list, received: 190, expected: 8, unit: 'KGM' }
    expect([
      cameWords(list, 'en'),
      cameWords({ ...list, expected: 8 }, 'en'),
      cameWords(kilos, 'en').replace('\u00a0', ' '),
      cameWords({ ...list, unit: null }, 'en'),
    ]).toEqual(['210 of 198', '210 of 198, 8 expected', '190 of 198 kg', '2 of 3 lines'])
  })

  it('is in whole pieces where nothing else is said', () => expect(pieces).toEqual({ unit: 'C62', places: 0 }))

  it('has a unit whose code and places the database takes', () => {
    for (const code of unitCodes) {
      expect(code).toMatch(/^[A-Z0-9]{2,3}$/)
      expect([0, 1, 2, 3]).toContain(units[code]?.places)
    }
  })
})
