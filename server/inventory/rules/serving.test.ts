import { describe, expect, it } from 'vitest'
import { dividedPlaces, fewest, nearestFirst, type ServingPlace, type ServingRule, servingPlace } from './serving'

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

  it('does not depend on the sequence in which they are given', () => {
    const turns = [
      [lyon, main, south],
      [main, lyon, south],
      [main, south, lyon],
      [south, lyon, main],
    ]
    for (const given of turns)
      expect(nearestFirst(given, { country: 'DE', postcode: '50667' })).toEqual([main, south, lyon])
  })

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
    [
      'one abroad that has everything, where it may be divided',
      'SPLIT',
      { saw: 3, axe: 1 },
      undefined,
      ['LYON', 'WHOLE'],
    ],
    ['the nearest when none has anything', 'WHOLE', { bow: 1 }, undefined, ['SOUTH', 'POSTCODE']],
    ['the nearest for services alone', 'WHOLE', {}, undefined, ['SOUTH', 'POSTCODE']],
  ])('%s', (_, rule, wanted, postcode, expected) => expect(served(rule, wanted, postcode)).toEqual(expected))

  it('is the only one there is, and none when there is none', () => {
    expect(served('WHOLE', { saw: 99 }, '1', [south])).toEqual(['SOUTH', 'ONLY'])
    expect(served('NEAREST', { saw: 1 }, '1', [])).toBeUndefined()
    expect(served('NEAREST', { saw: 1 }, '1', [place('ROME', { country: 'IT' }), lyon])).toEqual(['LYON', 'RANK'])
  })
})

describe('what several warehouses serve together', () => {
  const free: Record<string, Record<string, number>> = {
    SOUTH: { saw: 2, axe: 1, tin: 1 },
    MAIN: { saw: 5, bow: 3, tin: 2 },
    LYON: { saw: 9, axe: 9, bow: 2, oil: 4 },
  }
  const divided = (wanted: Record<string, number>, among = places) => {
    const found = dividedPlaces(among, {
      to: { country: 'DE', postcode: '80331' },
      wanted: new Map(Object.entries(wanted)),
      free: (warehouse, product) => free[warehouse]?.[product] ?? 0,
    })
    return found && Object.fromEntries([...found].map(([product, { code }]) => [product, code]))
  }
  it.each<[string, Record<string, number>, Record<string, string> | undefined]>([
    ['the nearest two that have it', { axe: 1, bow: 3 }, { axe: 'SOUTH', bow: 'MAIN' }],
    [
      'two, although a nearer third has one of them',
      { axe: 5, bow: 3, saw: 2 },
      { axe: 'LYON', bow: 'MAIN', saw: 'MAIN' },
    ],
    [
      'three when it has to be',
      { axe: 9, bow: 3, tin: 1, oil: 1 },
      { axe: 'LYON', bow: 'MAIN', tin: 'MAIN', oil: 'LYON' },
    ],
    [
      'what nobody has whole is where most of it is of those',
      { axe: 1, bow: 3, tin: 3 },
      { axe: 'SOUTH', bow: 'MAIN', tin: 'MAIN' },
    ],
    [
      'what nobody has waits at the nearest of those',
      { axe: 1, bow: 3, rod: 1 },
      { axe: 'SOUTH', bow: 'MAIN', rod: 'SOUTH' },
    ],
    ['not divided when one has everything', { axe: 9, saw: 9 }, undefined],
    ['not divided for what nobody has whole', { saw: 2, tin: 3 }, undefined],
    ['not divided when nobody has anything', { rod: 1, cup: 1 }, undefined],
  ])('%s', (_, wanted, expected) => expect(divided(wanted)).toEqual(expected))

  it('are the nearest, also behind the first of them', () => {
    expect(fewest([[3, 4], [0], [1, 5], [4, 5]].map((can) => new Set(can)))).toEqual([0, 1, 4])
  })

  it('are never more than needed, and the nearest of those: as trying every combination says', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 16807) % 2147483647
      return seed % below
    }
    const holds = (set: number, demands: readonly ReadonlySet<number>[]) =>
      demands.every((can) => [...can].some((one) => set & (1 << one)))
    for (let round = 0; round < 400; round++) {
      const many = 1 + random(6)
      const demands = Array.from({ length: random(6) }, () => {
        const can = new Set(Array.from({ length: many }, (_, turn) => turn).filter(() => random(3) === 0))
        return can.size > 0 ? can : new Set([random(many)])
      })
      const all = Array.from({ length: 1 << many }, (_, set) => set)
        .filter((set) => holds(set, demands))
        .map((set) => Array.from({ length: many }, (_, turn) => turn).filter((turn) => set & (1 << turn)))
      const best = all.sort((a, b) => a.length - b.length || a.join().localeCompare(b.join()))[0]
      expect(fewest(demands)).toEqual(best)
    }
  })
})
