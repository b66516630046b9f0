import { expect, it } from 'vitest'
import type { Ctx } from '@/server/platform/context/ctx'
import { promiseMoved } from './moved'
import type { LineQuantities } from './position'
import { promiseClock } from './promise'
import { newQuantities } from './quantities'

const clock = promiseClock({
  now: new Date('2026-03-02T09:00:00Z'),
  organisation: {
    timeZone: 'Europe/London',
    country: 'GB',
    workingWeekdays: [1, 2, 3, 4, 5],
    closedOn: [],
  } as unknown as Ctx['organisation'],
})
const order = {
  cutOff: '14:00',
  transitDays: 1,
  shipCountry: 'GB',
  deliveryDays: null,
  requestedOn: null,
  creditState: 'PASSED',
  addressMissing: false,
  asks: null,
  promisedOn: '2026-03-06',
  movedOn: null,
} as const

/** Lines that wait: each for its day, '' without a day, 'here' in stock. */
const waiting = (days: string): LineQuantities[] =>
  days.split(' ').map((day) => ({
    ...newQuantities,
    kind: 'GOODS',
    ordered: 1,
    open: 0,
    reserved: day === 'here' ? 1 : 0,
    backordered: day === 'here' ? 0 : 1,
    plannedOn: day.startsWith('2026') ? day : null,
  }))

// Expected on the 4th, it is with the customer on the 6th; expected on the 10th, on the 12th.
it.each([
  ['a day that can be kept says nothing', 'PART', '2026-03-04', '2026-03-03', null, null],
  [
    'a later day is told once',
    'PART',
    '2026-03-04',
    '2026-03-10',
    '2026-03-12',
    { from: '2026-03-06', to: '2026-03-12' },
  ],
  [
    'what is here has its day, and the rest comes later',
    'PART',
    'here 2026-03-04',
    'here 2026-03-10',
    '2026-03-12',
    { from: '2026-03-06', to: '2026-03-12' },
  ],
  ['a day that is known again is told as the first', 'PART', '?', '2026-03-04', null, { from: null, to: '2026-03-06' }],
  ['a day that is not known any more is told', 'PART', '2026-03-04', '?', null, { from: '2026-03-06', to: null }],
  ['what is known not to have a day is not told again', 'PART', '? 2026-03-03', '? 2026-03-04', null, null],
  [
    'the rest comes later than told, a part has no day',
    'PART',
    '? 2026-03-04',
    '? 2026-03-10',
    '2026-03-12',
    { from: '2026-03-06', to: '2026-03-12', open: true },
  ],
  [
    'a part loses its day and the rest comes later',
    'REFUSE',
    '2026-03-04 2026-03-04',
    '? 2026-03-10',
    '2026-03-12',
    { from: '2026-03-06', to: '2026-03-12', open: true },
  ],
  ['all of it comes together, and a part has no day', 'COMPLETE', '? 2026-03-04', '? 2026-03-10', null, null],
  [
    'what is here leaves without the rest, which is closed',
    'CLOSE_REST',
    'here 2026-03-04',
    'here 2026-03-10',
    null,
    null,
  ],
] as const)('%s', (_case, deliveryRule, before, after, movedOn, told) => {
  expect(promiseMoved({ ...order, deliveryRule }, waiting(before), waiting(after), clock)).toEqual({ movedOn, told })
})

it('compares with the day that was told last, and says nothing to whom nothing was promised', () => {
  const moved = { ...order, deliveryRule: 'PART', movedOn: '2026-03-12' } as const
  expect(promiseMoved(moved, waiting('? 2026-03-04'), waiting('? 2026-03-10'), clock).told).toBeNull()
  const none = { ...order, deliveryRule: 'PART', promisedOn: null } as const
  expect(promiseMoved(none, waiting('? ?'), waiting('? 2026-03-10'), clock)).toEqual({ movedOn: null, told: null })
  expect(promiseMoved(none, waiting('2026-03-04'), waiting('?'), clock)).toEqual({ movedOn: null, told: null })
})
