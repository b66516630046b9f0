import { expect, test } from 'vitest'
import { fairness } from './fairness'
import type { RegisteredFunction, WireEvent } from './wire'

const fn: RegisteredFunction = {
  id: 'octet-react',
  app: 'octet',
  url: 'http://127.0.0.1/api/inngest',
  triggers: [],
  maxAttempts: 1,
  concurrency: { limit: 8, key: 'event.data.organisationId' },
}
const event = (organisationId: string): WireEvent => ({ id: 'e', name: 'a/b.c', ts: 0, data: { organisationId } })

test('a key with few calls is served before the backlog of a key with many', () => {
  const { placeOf } = fairness(() => 0)
  const many = Array.from({ length: 1_000 }, () => placeOf(fn, event('large')).priority!)
  expect(many[0]).toBe(0)
  expect(many).toEqual([...many].sort((a, b) => b - a))
  const small = placeOf(fn, event('small'))
  expect(small).toEqual({ group: { id: 'octet-react|small', tier: '8' }, priority: 0 })
  expect(many.at(-1)).toBeLessThan(-70)
})

test('a backlog counts less as time passes', () => {
  let now = 0
  const { placeOf } = fairness(() => now)
  for (let i = 0; i < 500; i++) placeOf(fn, event('large'))
  expect(placeOf(fn, event('large')).priority).toBeLessThan(-30)
  now = 60_000
  expect(placeOf(fn, event('large')).priority).toBe(0)
})

test('a function without a limit gets no place', () => {
  expect(fairness().placeOf({ ...fn, concurrency: null }, event('a'))).toEqual({})
})
