import { expect, test } from 'vitest'
import { placeLines } from './place'

test.each([
  [{ city: 'Marlborough', postcode: 'SN8 7HH', country: 'GB' }, ['Marlborough SN8\u00a07HH']],
  [{ city: 'Köln', postcode: '50667', country: 'DE' }, ['50667 Köln']],
  [{ city: 'Springfield', region: 'IL', postcode: '62701', country: 'US' }, ['Springfield, IL 62701']],
  [{ city: 'Carlton', region: 'VIC', postcode: '3053', country: 'AU' }, ['Carlton VIC 3053']],
  [{ city: 'Dallas', postcode: '75201', country: 'US' }, ['Dallas 75201']],
  [{ region: 'TX', postcode: '75201', country: 'US' }, ['TX 75201']],
  [{ city: 'Ottawa', region: 'ON', postcode: 'K1A 0B1', country: 'CA' }, ['Ottawa ON K1A\u00a00B1']],
  [{ city: 'Recife', region: 'PE', postcode: '50010-000', country: 'BR' }, ['Recife-PE', '50010-000']],
  [{ city: 'Puebla', region: 'Pue.', postcode: '72000', country: 'MX' }, ['72000 Puebla, Pue.']],
  [{ city: 'Milano', region: 'MI', postcode: '20121', country: 'IT' }, ['20121 Milano MI']],
  [{ city: 'Pune', region: 'Maharashtra', postcode: '411001', country: 'IN' }, ['Pune 411001', 'Maharashtra']],
  [{ city: 'Chiyoda', region: 'Tokyo', postcode: '100-0001', country: 'JP' }, ['Chiyoda, Tokyo 100-0001']],
  [{ city: 'Hangzhou', region: 'Zhejiang', postcode: '310000', country: 'CN' }, ['Hangzhou', 'Zhejiang, 310000']],
  [{ city: 'Holt', region: 'Norfolk', postcode: 'NR25 9LE', country: 'GB' }, ['Holt NR25\u00a09LE', 'Norfolk']],
  [{ postcode: '1010', country: 'AT' }, ['1010']],
  [{ city: 'Rye' }, ['Rye']],
  [{}, []],
])('%j is written %j', (place, lines) => {
  expect(placeLines(place)).toEqual(lines)
})
