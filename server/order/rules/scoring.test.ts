import { expect, it } from 'vitest'
import type { BuyerFacts } from '../queries/facts'
import { scoringInputs } from './scoring'

const policy = { version: 1, starterLimitMinor: 500n, approveAtPoints: 60, reservationDays: 3 }
const weber = {
  taxNumber: 'DE123456789',
  billLine: 'Kai 1',
  billPostcode: '20457',
  billCity: 'Hamburg',
  email: 'anna@weber.de',
  country: 'DE',
  organisationCountry: 'DE',
  settled: 2,
} as BuyerFacts
const known = {
  orderMinor: 99n,
  starterLimitMinor: 500n,
  taxNumber: true,
  addressComplete: true,
  ownMailDomain: true,
  sameCountry: true,
  settledOrders: 2,
}

it.each<[string, Partial<BuyerFacts>, Partial<typeof known> | { ownMailDomain: null }]>([
  ['all of it', {}, {}],
  ['no tax number', { taxNumber: null }, { taxNumber: false }],
  ['no street', { billLine: null }, { addressComplete: false }],
  ['no postcode', { billPostcode: '' }, { addressComplete: false }],
  ['no town', { billCity: null }, { addressComplete: false }],
  ['a free mail address', { email: 'anna@gmx.de' }, { ownMailDomain: false }],
  ['no mail address', { email: null }, { ownMailDomain: null }],
  ['another country', { country: 'AT' }, { sameCountry: false }],
])('scores a buyer by the known facts: %s', (_, facts, judged) => {
  expect(scoringInputs({ ...weber, ...facts }, policy, 99n)).toEqual({ ...known, ...judged })
})

it('a buyer without a settled invoice has a settled amount of zero', () => {
  expect(scoringInputs({ ...weber, settled: 0 }, policy, 99n).settledOrders).toBe(0)
})
