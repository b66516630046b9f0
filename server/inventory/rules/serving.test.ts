import { describe, expect, it } from 'vitest'
import { nearestFirst, type ServingPlace, type ServingRule, servingPlace } from './serving'

const place = (code: string, facts: Partial<ServingPlace> = {}): ServingPlace => ({
  id: code,
  code,
  name: code,
  isDefault: false,
  country: 'DE',
  postcodes: [],
  rank: 100,
  ...facts,
})
const main = place('MAIN', { isDefault: true, postcodes: ['1', '04'] })
const south = place('SOUTH', { postcodes: ['8', '10 1'] })
const lyon = place('LYON', { country: 'FR', rank: 1 })
const places = [lyon, south, main]
const codes = (country: string, postcode?: string) => nearestFirst(places, { country, postcode }).map((one) => one.code)

describe('which warehouse is nearest', () => {
  it.each([
    ['the region of the postcode', 'DE', '80331', ['SOUTH', 'MAIN', 'LYON']],
    ['the more particular region', 'DE', '10115', ['SOUTH', 'MAIN', 'LYON']],
    ['another region', 'DE', '04109', ['MAIN', 'SOUTH', 'LYON']],
    ['no region: the country, then the default one', 'DE', '50667', ['MAIN', 'SOUTH', 'LYON']],
    ['no postcode', 'DE', undefined, ['MAIN', 'SOUTH', 'LYON']],
    ['a postcode of another country does not count', 'FR', '80000', ['LYON', 'MAIN', 'SOUTH']],
    ['no country: the rank', 'US', '80000', ['LYON', 'MAIN', 'SOUTH']],
  ])('%s', (_, country, postcode, expected) => expect(codes(country, postcode)).toEqual(expected))

  it('takes the lower rank among equals, then the code', () => {
    const equals = [place('B'), place('A'), place('Z', { rank: 5 })]
    expect(nearestFirst(equals, { country: 'DE' }).map((one) => one.code)).toEqual(['Z', 'A', 'B'])
  })
})

describe('which warehouse serves an order', () => {
  const free: Record<string, Record<string, number>> = {
    MAIN: { saw: 5, axe: 0 },
    SOUTH: { saw: 2, axe: 1 },
    LYON: { saw: 9, axe: 9 },
  }
  const served = (rule: ServingRule, wanted: Record<string, number>, postcode = '80331', among = places) => {
    const found = servingPlace(among, {
      rule,
      to: { country: 'DE', postcode },
      wanted: new Map(Object.entries(wanted)),
      free: (warehouse, product) => free[warehouse]?.[product] ?? 0,
    })
    return found && [found.place.code, found.because]
  }
  it.each<[string, ServingRule, Record<string, number>, string | undefined, string[]]>([
    ['the default one', 'DEFAULT', { saw: 99 }, undefined, ['MAIN', 'DEFAULT']],
    ['the nearest whatever it has', 'NEAREST', { saw: 99 }, undefined, ['SOUTH', 'POSTCODE']],
    ['the nearest by country', 'NEAREST', { saw: 1 }, '50667', ['MAIN', 'COUNTRY']],
    ['the nearest if it has everything', 'WHOLE', { saw: 2, axe: 1 }, undefined, ['SOUTH', 'POSTCODE']],
    ['the next that has everything', 'WHOLE', { saw: 3 }, undefined, ['MAIN', 'WHOLE']],
    ['one abroad that has everything', 'WHOLE', { saw: 3, axe: 1 }, undefined, ['LYON', 'WHOLE']],
    ['the one with most when none has everything', 'WHOLE', { saw: 10, axe: 10 }, undefined, ['LYON', 'MOST']],
    ['the nearest when none has anything', 'WHOLE', { bow: 1 }, undefined, ['SOUTH', 'POSTCODE']],
    ['the nearest for services alone', 'WHOLE', {}, undefined, ['SOUTH', 'POSTCODE']],
  ])('%s', (_, rule, wanted, postcode, expected) => expect(served(rule, wanted, postcode)).toEqual(expected))

  it('is the only one there is, and none when there is none', () => {
    expect(served('WHOLE', { saw: 99 }, '1', [south])).toEqual(['SOUTH', 'ONLY'])
    expect(served('NEAREST', { saw: 1 }, '1', [])).toBeUndefined()
  })
})
