import { expect, it } from 'vitest'
import { otherCurrency, readWritten } from './written'

const shared = {
  $: 'USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BRL BSD BBD BMD BZD BND DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD CVE',
  '¥ ￥': 'JPY CNY',
  'kr kr.': 'DKK NOK SEK ISK',
  R: 'ZAR',
  'Rs Rs.': 'INR PKR LKR NPR MUR SCR',
  Fr: 'CHF XOF XAF XPF BIF DJF GNF KMF RWF',
  L: 'ALL HNL MDL RON SZL LSL',
}
it.each(Object.entries(shared))('%s names no currency, and is a sign of %s only', (signs, currencies) => {
  for (const sign of signs.split(' ')) {
    for (const currency of currencies.split(' ')) {
      expect(readWritten(`5 ${sign}`, '.', currency)).toMatchObject({ currency: null, otherSign: null })
      expect(otherCurrency(`5 ${sign}`, '.', currency)).toBeNull()
    }
    expect(readWritten(`5 ${sign}`, '.', 'EUR')).toEqual({
      minor: 500n,
      side: null,
      currency: null,
      otherSign: sign.toUpperCase(),
    })
  }
})

it.each<[string, string, string | null]>([
  ['$11.00', 'EUR', '$'],
  ['$11.00', 'USD', null],
  ['USD 11.00', 'EUR', 'USD'],
  ['US$ 11.00', 'USD', null],
  ['$11.00 CAD', 'CAD', null],
  ['$11.00 CAD', 'EUR', 'CAD'],
  ['11.00', 'EUR', null],
  ['€11.00', 'EUR', null],
  ['eleven', 'EUR', null],
  ['', 'EUR', null],
])('what stands beside %j and should be in %s is in %j', (text, currency, other) =>
  expect(otherCurrency(text, '.', currency)).toBe(other),
)
