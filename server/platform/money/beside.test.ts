import { expect, it } from 'vitest'
import { besides } from './beside'

it.each([
  ['12,50', 'EUR', '12,50', null],
  ['€ 12,50', 'EUR', '12,50', null],
  ['12,50 €', 'EUR', '12,50', null],
  ['12.50 eur', 'EUR', '12.50', null],
  ['-€5', 'EUR', '-5', null],
  ['$12.50', 'USD', '12.50', null],
  ['A$12.50', 'AUD', '12.50', null],
  ['12 kr.', 'SEK', '12', null],
  ['12 zł', 'PLN', '12', null],
  ['Fr. 12', 'CHF', '12', null],
  ['US$ 12 USD', 'USD', '12', null],
  ['$12.50', 'EUR', '$12.50', '$'],
  ['- $5', 'EUR', '- $5', '$'],
  ['12,50 $', 'EUR', '12,50 $', '$'],
  ['USD 12', 'EUR', 'USD 12', 'USD'],
  ['12 usd', 'EUR', '12 usd', 'usd'],
  ['12 £', 'EUR', '12 £', '£'],
  ['A$12', 'USD', 'A$12', 'A$'],
  ['12 kr', 'EUR', '12 kr', 'kr'],
  ['€ 12 $', 'EUR', '€ 12 $', '$'],
  ['Raven 12', 'EUR', 'Raven 12', null],
  ['', 'EUR', '', null],
])('%j in %s is %j, beside it %j', (text, currency, bare, other) => {
  expect(besides(text, currency)).toEqual({ bare, other })
})
