import { expect, it } from 'vitest'
import { usualTreatment } from './treatment'

it.each([
  ['DE', 'DE', 'DE811569869', 'DOMESTIC'],
  ['DE', 'AT', 'ATU12345675', 'REVERSE_CHARGE'],
  ['DE', 'AT', null, 'DOMESTIC'],
  ['DE', 'AT', 'DE811569869', 'DOMESTIC'],
  ['DE', 'CH', null, 'EXPORT'],
  ['DE', 'GB', 'GB980780684', 'EXPORT'],
  ['GB', 'DE', 'DE811569869', 'EXPORT'],
  ['GB', 'GB', null, 'DOMESTIC'],
  ['US', 'US', null, 'DOMESTIC'],
  ['US', 'CA', null, 'EXPORT'],
])('a seller in %s charges a business in %s with the number %s as %s', (home, country, taxNumber, usual) => {
  expect(usualTreatment(home, country, taxNumber)).toBe(usual)
})
