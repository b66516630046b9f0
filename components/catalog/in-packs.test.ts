import { expect, it } from 'vitest'
import { countedIn, unitsCounted } from './in-packs'

const pack = (unit: string, quantity: number) => ({ unit, quantity, gtin: null })
const [inner, box, single] = [pack('XPK', 6), pack('XCS', 12), pack('XBX', 1)]

it('counts in packs of more than one, the largest first', () => {
  expect(countedIn([inner, single, box])).toEqual([box, inner])
})

it.each([
  ['three cases and five pieces', { packs: { XCS: 3 }, loose: 5 }, 41],
  ['cases and inner packs', { packs: { XCS: 1, XPK: 2 }, loose: null }, 24],
  ['pieces alone', { packs: {}, loose: 5 }, 5],
  ['no case', { packs: { XCS: 0 }, loose: null }, 0],
  ['none', { packs: {}, loose: 0 }, 0],
  ['a pack that the product has not', { packs: { XPX: 4 }, loose: 1 }, 1],
  ['nothing that was typed', { packs: { XCS: null }, loose: null }, null],
])('%s', (_, counted, units) => {
  expect(unitsCounted(counted, [inner, box])).toBe(units)
})
