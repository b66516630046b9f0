import { expect, test } from 'vitest'
import { placeLines } from './place'

test.each([
  [{ city: 'Marlborough', postcode: 'SN8 7HH', country: 'GB' }, ['Marlborough SN8\u00a07HH']],
  [{ city: 'Köln', postcode: '50667', country: 'DE' }, ['50667 Köln']],
  [{ city: 'Springfield', region: 'IL', postcode: '62701', country: 'US' }, ['Springfield, IL 62701']],
  [{ city: 'Carlton', region: 'VIC', postcode: '3053', country: 'AU' }, ['Carlton VIC 3053']],
  [{ city: 'Holt', region: 'Norfolk', postcode: 'NR25 9LE', country: 'GB' }, ['Holt NR25\u00a09LE', 'Norfolk']],
  [{ postcode: '1010', country: 'AT' }, ['1010']],
  [{ city: 'Rye' }, ['Rye']],
  [{}, []],
])('%j is written %j', (place, lines) => {
  expect(placeLines(place)).toEqual(lines)
})
