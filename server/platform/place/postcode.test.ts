import { describe, expect, it } from 'vitest'
import { townsOf } from '@/server/simulation/demo/places'
import { postcodeExample, postcodeOf } from './postcode'

describe('a postcode', () => {
  it.each([
    ['GB', 'bs14rw', 'BS1 4RW'],
    ['GB', 'SW1A 1AA', 'SW1A 1AA'],
    ['GB', '20457', undefined],
    ['DE', 'D-20457', '20457'],
    ['DE', '2045', undefined],
    ['NL', '1012ab', '1012 AB'],
    ['PL', '00001', '00-001'],
    ['US', '62701-1234', '62701-1234'],
    ['US', '6270', undefined],
    ['CA', 'k1a0b1', 'K1A 0B1'],
    ['IE', 'Dublin 4', 'Dublin 4'],
  ])('of %s written %j is %j', (country, text, code) => expect(postcodeOf(country, text)).toBe(code))

  it('accepts the example of every known country', () => {
    for (const country of 'AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IN IT JP LI LU NL NO NZ PL PT RO SE SG SI SK US ZA'.split(
      ' ',
    )) {
      const example = postcodeExample(country)
      expect([country, postcodeOf(country, example)]).toEqual([country, example])
      // The demo's invented addresses have postcodes in the form of their country.
      for (const [town, code] of townsOf(country) ?? []) expect([town, postcodeOf(country, code)]).toEqual([town, code])
    }
  })
})
