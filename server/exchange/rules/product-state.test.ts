import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import type { KnownProduct } from './product-known'
import { archivedIn, costIn, stateChanges } from './product-state'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'GBP', country: 'GB' }

describe('a product of another program', () => {
  it.each([
    [false, 'active|Active|enabled|Published|in use|live|yes|y|TRUE|1|ja|oui|aktiv'],
    [
      true,
      'archived|Draft|unlisted|Inactive|disabled|Discontinued|obsolete|blocked|unpublished|no|n|false|0|-1|nein|non|inaktiv',
    ],
  ])('is out of use: %s', (archived, words) => {
    expect(words.split('|').filter((state) => archivedIn({ state }) !== archived)).toEqual([])
  })

  it('is in use where nothing is said, and wrong where it cannot be read', () => {
    expect(archivedIn({})).toBe(false)
    for (const text of ['maybe', 'active soon', 'no longer', 'not archived'])
      expect(archivedIn({ state: text })).toEqual({ field: 'state', code: 'STATE_UNKNOWN', parameters: { text } })
  })

  it.each([
    ['11.20', '11.2'],
    ['11', '11'],
    ['11.25', '11.25'],
    ['$5', { field: 'cost', code: 'OTHER_CURRENCY', parameters: { currency: '$' } }],
    ['0.00', null],
    [undefined, null],
    ['1.2345678', { field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: '1.2345678' } }],
    ['-3', { field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: '-3' } }],
    ['dear', expect.objectContaining({ field: 'cost' })],
  ])('with a cost of %s costs %s', (cost, expected) => {
    expect(costIn(cost === undefined ? {} : { cost }, reading)).toEqual(expected)
  })

  it('says in the preview what it costs otherwise than here, and that it goes out of use or comes in so', () => {
    const known = { unitCost: '2.5' } as KnownProduct
    expect(stateChanges(known, '2.50', false)).toEqual([])
    const out = 'out of use (archived)'
    expect(stateChanges(known, '3', true)).toEqual([
      ['cost', '2.5', '3'],
      ['state', 'in use', out],
    ])
    expect(stateChanges({ ...known, archived: true }, null, true)).toEqual([])
    expect(stateChanges({ unitCost: null } as KnownProduct, '3', false)).toEqual([['cost', '', '3']])
    expect(stateChanges(known, null, false)).toEqual([])
    expect(stateChanges(null, '3', true)).toEqual([['state', '', 'out of use (archived)']])
  })
})
