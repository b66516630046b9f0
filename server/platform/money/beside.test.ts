import { expect, it } from 'vitest'
import { besides, plainSignClass, signsInText } from './beside'

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
  ['kr. 12', 'SEK', '12', null],
  ['Rs. 500', 'INR', '500', null],
  ['R$ 5', 'BRL', '5', null],
  ['R 5', 'ZAR', '5', null],
  ['- € 5', 'EUR', '- 5', null],
  [' 12 ', 'EUR', '12', null],
  [' EUR 12,50 EUR ', 'EUR', '12,50', null],
  ['−€5', 'EUR', '−5', null],
  ['5€', 'EUR', '5', null],
  ['5 EURO', 'EUR', '5 EURO', null],
  ['5 XEUR', 'EUR', '5 XEUR', null],
  ['EURO 5', 'EUR', 'EURO 5', null],
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

it('tells the signs of money in a sentence from its words and units, and tries the longest first', () => {
  const all = signsInText.split('|')
  for (const sign of ['€', String.raw`\$`, String.raw`US\$`, String.raw`R\$`, 'USD', 'ZŁ', 'KČ', 'KR', 'SFR', 'LEI'])
    expect(all).toContain(sign)
  expect(all).toContain(String.raw`KR\.`)
  for (const word of ['R', 'L', 'FT', 'FR', 'RS', 'ЛВ', String.raw`FR\.`, String.raw`RS\.`])
    expect(all).not.toContain(word)
  const lengths = all.map((sign) => sign.replaceAll('\\', '').length)
  expect(lengths).toEqual(lengths.toSorted((a, b) => b - a))
  expect([...plainSignClass].sort().join('')).toBe([...'€£₹₺₽₩₪₫฿₦₱₴$¥￥'].sort().join(''))
})
