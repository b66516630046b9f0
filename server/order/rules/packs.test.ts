import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderedWords, packOf } from '@/server/platform/words/packs'
import { inNoPack, packOfLine, packOfPart } from './packs'

const rice = { sku: 'RICE', unit: 'KGM', places: 3, packs: [{ unit: 'XBG', quantity: 2500, gtin: null }] }
const said = (quantity: number, pack: string | null, packSize: number | null) =>
  orderedWords(quantity, { ...rice, pack, packSize }, 'en-GB').replaceAll('\u00a0', ' ')

describe('a line in packs', () => {
  it('is refused unless its quantity is a whole number of a pack of its product', () => {
    expect(packOfLine(rice, { quantity: 5000, pack: 'XBG' })).toEqual({ pack: 'XBG', packSize: 2500 })
    expect(packOfLine(rice, { quantity: 5001 })).toEqual(inNoPack)
    const refusal = (code: string, parameters: object) => expect.objectContaining({ code, parameters })
    const { sku, unit, places } = rice
    expect(() => packOfLine(rice, { quantity: 5001, pack: 'XBG' })).toThrow(
      refusal('PACK_NOT_WHOLE', { sku, pack: 'XBG', packSize: 2500, unit, places }),
    )
    expect(() => packOfLine(rice, { quantity: 5000, pack: 'XCS' })).toThrow(
      refusal('PACK_UNKNOWN', { sku, pack: 'XCS' }),
    )
  })

  it('is written in units, and in packs too when it is a whole number of them', () => {
    expect([said(5000, 'XBG', 2500), said(2500, 'XBG', 2500)]).toEqual([
      '5 kg (2 bags of 2.5 kg)',
      '2.5 kg (1 bag of 2.5 kg)',
    ])
    expect([said(3000, 'XBG', 2500), said(5000, null, null)]).toEqual(['3 kg', '5 kg'])
  })

  it('keeps its pack in a part only when quantity = packs × size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), fc.nat(400), fc.nat(100_000), (size, count, part) => {
        const product = { ...rice, packs: [{ unit: 'XCS', quantity: size, gtin: null }] }
        const line = packOfLine(product, { quantity: count * size, pack: 'XCS' })
        expect(line).toEqual({ pack: 'XCS', packSize: size })
        const { packSize } = packOfPart(line, part)
        expect(packSize === null ? part % size !== 0 : part % packSize === 0).toBe(true)
        expect(packOfPart(inNoPack, part)).toEqual(inNoPack)
      }),
    )
  })

  it.each([
    ['case', 'XCS'],
    ['Cases', 'XCS'],
    ['cs', 'XCS'],
    ['inner', 'XPK'],
    ['pallets', 'XPX'],
    ['C62', null],
    ['crow', null],
  ])('the pack that is called %s', (word, code) => {
    expect(packOf(word)).toBe(code)
  })
})
