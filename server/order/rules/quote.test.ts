import { expect, it } from 'vitest'
import { makesVersion, quoteActions, quoteCan } from './quote'

// action: from → to, and nothing else.
it.each([
  ['change', { DRAFT: 'DRAFT', SENT: 'DRAFT', DECLINED: 'DRAFT', EXPIRED: 'DRAFT' }],
  ['send', { DRAFT: 'SENT', SENT: 'SENT' }],
  ['accept', { SENT: 'ACCEPTED' }],
  ['decline', { SENT: 'DECLINED' }],
  ['expire', { SENT: 'EXPIRED' }],
  ['withdraw', { DRAFT: 'WITHDRAWN', SENT: 'WITHDRAWN' }],
] as const)('a quote allows %s exactly from these states', (action, ways) => {
  expect(quoteActions[action]).toEqual(ways)
  const states = ['DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN']
  expect(states.filter((state) => quoteCan(action, state))).toEqual(Object.keys(ways))
})

it.each([
  ['DRAFT', false],
  ['SENT', true],
  ['DECLINED', true],
  ['EXPIRED', true],
  ['ACCEPTED', false],
  ['WITHDRAWN', false],
])('changing a quote that is %s makes another version: %s', (state, another) => {
  expect(makesVersion(state)).toBe(another)
})
