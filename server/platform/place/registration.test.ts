import { expect, it } from 'vitest'
import { registrationRight } from './registration'

it.each([
  ['AT', 'FN 122119m', 'HRB 122119'],
  ['AU', '83 914 571 673', '99 999 999 999'],
  ['AU', '004 085 616', '004 085 617'],
  ['CA', '12302 6635 RC0001', '12302 6634 RC0001'],
  ['CH', 'CHE-100.155.212', 'CHE-100.155.213'],
  ['CZ', '25123891', '25123890'],
  ['EE', '12345678', '12345679'],
  ['FI', '2077474-0', '2077474-1'],
  ['FR', '552 008 443', '552 008 442'],
  ['FR', '73282932000074', '73282932000079'],
  ['JP', '5-8356-7825-6246', '2-8356-7825-6246'],
  ['NO', '988 077 917', '988 077 918'],
  ['SE', '1234567897', '1234567891'],
])('of %s, %s can be a registration number and %s cannot', (country, right, wrong) => {
  expect([registrationRight(country, right), registrationRight(country, wrong)]).toEqual([true, false])
})

it.each(['DE', 'US', 'XX', 'toString'])('of %s, of which nobody knows, any number can be one', (country) => {
  expect(registrationRight(country, 'HRB 12345')).toBe(true)
})
