import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import { packField, packsIn, packsSaid } from './product-packs'

const reading: Reading = { decimalSign: ',', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const stood = [
  { unit: 'XCS', quantity: 12, gtin: '14006381333938' },
  { unit: 'XPX', quantity: 480, gtin: null },
]
const read = (cells: Record<string, string>, places = 0) => {
  const { packs, problems } = packsIn(cells, stood, places, reading)
  return problems.length > 0 ? problems.map(({ field, code }) => `${field} ${code}`) : packsSaid(packs, places)
}
const asTheyStood = 'case of 12 (14006381333938); pallet of 480'

describe('the packs of a row', () => {
  it.each([
    [{}, asTheyStood],
    [{ caseQuantity: '24' }, 'case of 24 (14006381333938); pallet of 480'],
    [{ caseGtin: "'4006381-333931" }, 'case of 12 (4006381333931); pallet of 480'],
    [
      { palletQuantity: '960', palletGtin: '4006381333931' },
      'case of 12 (14006381333938); pallet of 960 (4006381333931)',
    ],
    [{ innerQuantity: '4' }, `inner pack of 4; ${asTheyStood}`],
    [{ caseQuantity: '0' }, 'pallet of 480'],
    [
      { otherPacks: 'box of 24 (4006381333931); Crates of 6' },
      `crate of 6; case of 12 (14006381333938); box of 24 (4006381333931); pallet of 480`,
    ],
    [{ otherPacks: 'case 6' }, 'case of 6 (14006381333938); pallet of 480'],
    [{ otherPacks: asTheyStood }, asTheyStood],
    [
      { otherPacks: ' box24 ;; crate à 6 4006381333931\n' },
      `crate of 6 (4006381333931); case of 12 (14006381333938); box of 24; pallet of 480`,
    ],
    [{ otherPacks: 'box 24' }, 'case of 12 (14006381333938); box of 24; pallet of 480'],
    [{ otherPacks: 'box  X  24' }, 'case of 12 (14006381333938); box of 24; pallet of 480'],
  ])('are those that it names beside those that stay: %j', (cells, expected) => expect(read(cells)).toBe(expected))

  it.each([
    [{ innerGtin: '4006381333931' }, ['innerQuantity PACK_EMPTY']],
    [{ caseQuantity: 'a dozen' }, ['caseQuantity NUMBER_UNREAD']],
    [{ palletQuantity: '1,5' }, ['palletQuantity QUANTITY_PLACES']],
    [{ otherPacks: 'heap of 3' }, ['otherPacks PACK_UNREAD']],
    [{ otherPacks: 'box' }, ['otherPacks PACK_UNREAD']],
  ])('are wrong: %j', (cells, expected) => expect(read(cells)).toEqual(expected))

  it('are quoted where they are not understood', () => {
    const { problems } = packsIn({ otherPacks: 'case of 6; heap of 3', innerGtin: '4006381333931' }, [], 0, reading)
    expect(problems).toEqual([
      { field: 'otherPacks', code: 'PACK_UNREAD', parameters: { text: 'heap of 3' } },
      { field: 'innerQuantity', code: 'PACK_EMPTY', parameters: { pack: 'inner pack' } },
    ])
  })

  it('hold as many of its smallest units as it says in units', () => {
    const { packs } = packsIn({ otherPacks: 'bag of 2,5', caseQuantity: '10' }, [], 3, reading)
    expect(packs).toEqual([
      { unit: 'XBG', quantity: 2500, gtin: null },
      { unit: 'XCS', quantity: 10_000, gtin: null },
    ])
    expect(packsSaid(packs, 3)).toBe('bag of 2.5; case of 10')
  })

  it('stand in their own columns, the others in one', () => {
    expect(['XPK', 'XCS', 'XPX', 'XBX', undefined].map((unit) => packField(unit, 'gtin'))).toEqual([
      'innerGtin',
      'caseGtin',
      'palletGtin',
      'otherPacks',
      'otherPacks',
    ])
    expect(packField('XCS', 'quantity')).toBe('caseQuantity')
  })
})
