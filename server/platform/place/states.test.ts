import { expect, it } from 'vitest'
import { isWholeAddress } from './place'
import { countriesOfStates, lacksState, needsState, stateCalled } from './states'

const dallas = { line: '1 Main St', city: 'Dallas', region: 'TX', country: 'US' }

it.each([
  ['with its state', dallas, undefined, false, true],
  ['without', { ...dallas, region: ' ' }, undefined, true, false],
  ['without, of which only the street is known', { line: '1 Main St', country: 'AU' }, undefined, true, false],
  ['without, of which only the town is known', { city: 'Lyon', country: 'MX' }, null, true, false],
  ['that is empty', { line: '', city: ' ', country: 'US' }, undefined, false, false],
  ['of a country without states', { line: 'Kai 1', city: 'Kiel', country: 'DE' }, undefined, false, true],
  ['of no country', { line: 'Kai 1', city: 'Kiel' }, undefined, false, true],
  ['without, and so before', { ...dallas, region: null }, { ...dallas, region: '' }, false, false],
  ['without, that had one before', { ...dallas, region: null }, dallas, true, false],
  [
    'without, in another street',
    { ...dallas, region: null },
    { ...dallas, region: null, line: '2 Main St' },
    true,
    false,
  ],
  ['without, in another town', { ...dallas, region: null }, { ...dallas, region: null, city: 'Austin' }, true, false],
  [
    'without, in another country before',
    { ...dallas, region: null },
    { ...dallas, region: null, country: 'GB' },
    true,
    false,
  ],
])('an address %s', (_, place, before, lacks, whole) => {
  expect([lacksState(place, before), isWholeAddress(place)]).toEqual([lacks, whole])
})

it('a state is called as in its country', () => {
  expect(['US', 'CA', 'JP', 'TW', 'GB', null, undefined].map(stateCalled)).toEqual([
    'State',
    'Province',
    'Prefecture',
    'County',
    'Region',
    'Region',
    'Region',
  ])
  expect(countriesOfStates.every(needsState)).toBe(true)
  expect(['GB', 'toString', '', null].some(needsState)).toBe(false)
})
