import { expect, it } from 'vitest'
import { codeWords, deliveryRuleIn, taxTreatmentIn } from './customer-words'

it.each([
  ['DOMESTIC', 'Domestic, as at home, Taxed as at home, at home, home, inland, national'],
  ['EXEMPT', 'exempt, Tax-exempt, exempt from tax, steuerfrei, steuerbefreit, exonéré'],
  [
    'REVERSE_CHARGE',
    'REVERSE_CHARGE, reverse-charge, Intra-Community, intra-community supply, intra EU, innergemeinschaftlich, autoliquidation',
  ],
  ['EXPORT', 'export, outside the EU, outside EU, third country, Ausfuhr, Drittland, exportation'],
])('%s is understood in words: %s', (code, words) => {
  for (const word of words.split(', ')) expect(taxTreatmentIn(word)).toBe(code)
})

it.each([
  ['PART', 'PART, as it comes, partial, partial delivery, Teillieferung'],
  ['COMPLETE', 'complete, all together, complete only, Komplettlieferung'],
  ['CLOSE_REST', 'CLOSE_REST, close the rest, what is there; the rest is closed'],
  ['REFUSE', 'refuse, refused'],
])('%s is understood in words: %s', (code, words) => {
  for (const word of words.split(', ')) expect(deliveryRuleIn(word)).toBe(code)
})

it('says what it does not understand, and writes codes so that they are understood again', () => {
  expect(taxTreatmentIn('reduced')).toEqual({ field: 'taxTreatment', code: 'TREATMENT_UNKNOWN' })
  const parameters = { text: 'by boat' }
  expect(deliveryRuleIn('by boat')).toEqual({ field: 'deliveryRule', code: 'DELIVERY_RULE_UNKNOWN', parameters })
  expect([codeWords('REVERSE_CHARGE'), codeWords('CLOSE_REST'), codeWords('PART')]).toEqual([
    'reverse charge',
    'close rest',
    'part',
  ])
})
