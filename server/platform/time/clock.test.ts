import { expect, it } from 'vitest'
import { systemClock, virtualClock } from './clock'

it('a clock that is set stands still and never runs backwards', () => {
  const [nine, ten] = [new Date('2026-03-02T09:00:00Z'), new Date('2026-03-02T10:00:00Z')]
  const clock = virtualClock(nine)
  expect(clock.now()).toEqual(nine)
  clock.set(ten)
  expect(clock.now()).toEqual(ten)
  clock.set(nine)
  expect(clock.now()).toEqual(ten)
})

it('the real clock is the one of the machine', () => {
  const before = Date.now()
  const now = systemClock.now().getTime()
  expect(now >= before && now <= Date.now()).toBe(true)
})
