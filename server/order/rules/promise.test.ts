import { describe, expect, it } from 'vitest'
import type { Ctx } from '@/server/platform/context/ctx'
import { type CreditState, type LineQuantities, noPromise } from './position'
import {
  arrivalOf,
  destinationOf,
  firstPromise,
  type Promisable,
  promiseAfter,
  promiseAsked,
  promiseClock,
  waitingArrival,
} from './promise'
import { newQuantities } from './quantities'

// A Monday morning in London; the Tuesday of the week after that is a closing day of the organisation.
const clock = promiseClock({
  now: new Date('2026-03-02T09:00:00Z'),
  organisation: {
    timeZone: 'Europe/London',
    country: 'GB',
    workingWeekdays: [1, 2, 3, 4, 5],
    closedOn: ['2026-03-10'],
  } as unknown as Ctx['organisation'],
})
const order: Promisable = {
  cutOff: '14:00',
  transitDays: 2,
  shipCountry: 'GB',
  deliveryDays: null,
  requestedOn: null,
  creditState: 'PASSED',
  addressMissing: false,
  asks: null,
  deliveryRule: 'PART',
}
const there = [{ backordered: 0 }]
const short = [{ backordered: 0 }, { backordered: 1 }]

describe('why no day is promised', () => {
  it.each<[CreditState, boolean, { backordered: number }[], string | null]>([
    ['PASSED', false, there, null],
    ['NOT_NEEDED', false, there, null],
    ['PASSED', false, [], null],
    ['AWAITING_PAYMENT', true, short, 'PAYMENT'],
    ['REFERRED', true, short, 'CREDIT'],
    ['HELD', false, there, 'CREDIT'],
    ['DECLINED', false, there, 'CREDIT'],
    ['PASSED', true, short, 'ADDRESS'],
    ['NOT_NEEDED', true, there, 'ADDRESS'],
    ['PASSED', false, short, 'STOCK'],
  ])('%s, address missing %s, lines %j: %s', (creditState, addressMissing, lines, reason) => {
    expect(noPromise({ ...order, creditState, addressMissing }, lines)).toBe(reason)
    expect(noPromise({ ...order, creditState, addressMissing, asks: 'TAX' }, lines)).toBe('TAX')
    const day = reason === null ? '2026-03-04' : null
    expect(firstPromise({ ...order, creditState, addressMissing }, lines, clock)).toBe(day)
  })
})

it.each<[string, Partial<Promisable>, string]>([
  ['as soon as it can be', {}, '2026-03-04'],
  ['after the cut-off a day later', { cutOff: '08:59' }, '2026-03-05'],
  ['by a slower carrier', { transitDays: 3 }, '2026-03-05'],
  ['wished later', { requestedOn: '2026-03-06' }, '2026-03-06'],
  ['wished on a closing day', { requestedOn: '2026-03-10' }, '2026-03-11'],
  ['wished too early', { requestedOn: '2026-03-03' }, '2026-03-04'],
  [
    'wished on a holiday of the house and not of where it goes',
    { requestedOn: '2026-05-04', shipCountry: 'DE' },
    '2026-05-05',
  ],
  ['on the next day that the address takes goods', { deliveryDays: [1, 5] }, '2026-03-06'],
  ['on the wished day, if it takes goods then', { deliveryDays: [1, 5], requestedOn: '2026-03-07' }, '2026-03-09'],
  ['as if it took goods always, when the carrier comes on none of its days', { deliveryDays: [7] }, '2026-03-04'],
  ['wished on a holiday of where it goes only', { requestedOn: '2026-05-01', shipCountry: 'DE' }, '2026-05-05'],
])('arrives %s', (_, change, day) => {
  expect(arrivalOf({ ...order, ...change }, clock)).toBe(day)
})

describe('the first promise of an order that changes', () => {
  const line = (change: Partial<LineQuantities>): LineQuantities => ({
    ...newQuantities,
    kind: 'GOODS',
    ordered: 3,
    backordered: 0,
    reserved: 0,
    open: 0,
    ...change,
  })
  it.each<[string, string | null, Partial<LineQuantities>[], string | null]>([
    ['one that was given stays', '2026-02-02', [{ backordered: 3 }], '2026-02-02'],
    ['all is reserved', null, [{ reserved: 3 }], '2026-03-04'],
    ['all is picked', null, [{ picked: 3 }], '2026-03-04'],
    ['one line of two is reserved, the other gone', null, [{ shipped: 3 }, { reserved: 3 }], '2026-03-04'],
    ['a part is short', null, [{ reserved: 3 }, { backordered: 3 }], null],
    ['all comes in on a known day', null, [{ backordered: 3, plannedOn: '2026-03-16' }], '2026-03-19'],
    [
      'as much is there as comes in',
      null,
      [{ reserved: 1, picked: 1, backordered: 1, plannedOn: '2026-03-16' }],
      '2026-03-19',
    ],
    ['nothing is on its way', null, [{ shipped: 3 }], null],
    ['nothing is left', null, [], null],
  ])('%s', (_, promisedOn, lines, day) => {
    expect(promiseAfter({ ...order, promisedOn }, lines.map(line), clock)).toBe(day)
  })
})

describe('the promise of an order after its customer asks for another day or country', () => {
  const [day, country, both, nothing] = [
    { day: true, place: false },
    { day: false, place: true },
    { day: true, place: true },
    { day: false, place: false },
  ]
  // The order can arrive on 4 March at the earliest.
  it.each([
    ['nothing was promised yet', null, '2026-03-06', both, null],
    ['they ask for nothing else', '2026-03-20', '2026-03-06', nothing, '2026-03-20'],
    [
      'they ask for nothing else, and the day cannot be kept any more',
      '2026-03-03',
      '2026-03-06',
      nothing,
      '2026-03-03',
    ],
    ['they want it sooner', '2026-03-20', '2026-03-06', day, '2026-03-06'],
    ['they want it as soon as possible', '2026-03-20', null, day, '2026-03-04'],
    ['they want it sooner, in another country', '2026-03-20', '2026-03-06', both, '2026-03-06'],
    ['another country keeps the day', '2026-03-20', '2026-03-06', country, '2026-03-20'],
    ['another country breaks the day', '2026-03-03', null, country, '2026-03-04'],
    ['they want it later than promised', '2026-03-03', '2026-03-05', day, '2026-03-05'],
    ['they want it sooner than is possible', '2026-03-03', '2026-03-02', day, '2026-03-03'],
    ['they want it on the promised day, which cannot be kept any more', '2026-03-03', '2026-03-03', day, '2026-03-03'],
    ['they no longer name a day', '2026-03-03', null, day, '2026-03-03'],
  ])('when %s', (_, promisedOn, requestedOn, asked, expected) => {
    expect(promiseAsked({ ...order, promisedOn, requestedOn }, asked, clock)).toBe(expected)
  })
})

describe('an order with waiting units', () => {
  const reserved = { backordered: 0, plannedOn: '2026-06-01' }
  const waits = (plannedOn: string | null, backordered = 2) => ({ backordered, plannedOn })
  // The transit takes two days; goods that come in on a day can leave on the next one.
  it.each<[string, { backordered: number; plannedOn?: string | null }[], string | null]>([
    ['arrives after its goods have come in', [waits('2026-03-16')], '2026-03-19'],
    [
      'waits for the last of its goods',
      [waits('2026-03-16'), reserved, waits('2026-03-18'), waits('2026-03-12')],
      '2026-03-23',
    ],
    ['is promised as of now when its goods were expected before', [waits('2026-02-20')], '2026-03-04'],
    ['leaves tomorrow when its goods come today', [waits('2026-03-02')], '2026-03-05'],
    ['has no day while one line has none', [waits('2026-03-16'), waits(null)], null],
    ['is no such order when nothing is short', [reserved, waits('2026-03-16', 0)], null],
  ])('%s', (_, lines, day) => {
    expect(waitingArrival(order, lines, clock)).toBe(day)
    if (day !== null) expect(firstPromise(order, lines, clock)).toBe(day)
  })

  it('arrives on the wished day when that is later', () => {
    const wished = { ...order, requestedOn: '2026-03-27' }
    expect(waitingArrival(wished, [waits('2026-03-16')], clock)).toBe('2026-03-27')
  })
})

it('takes the country from the address, and its delivery days, or every day when it names none', () => {
  const there = { name: 'Anna', line: '1 Quay', country: 'IE' }
  expect(destinationOf(there)).toEqual({ shipCountry: 'IE', deliveryDays: null })
  expect(destinationOf({ ...there, deliveryDays: [2, 4] })).toEqual({ shipCountry: 'IE', deliveryDays: [2, 4] })
})
