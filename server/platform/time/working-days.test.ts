import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day } from './calendar'
import { deliveringIn, workingCalendar } from './holidays'
import {
  addWorkingDays,
  arrivalDay,
  dispatchDay,
  dueOn,
  isWorkingDay,
  latestDispatch,
  nextWorkingDay,
  previousWorkingDay,
  promiseDay,
  workingDaysBetween,
} from './working-days'

const weekdays = [1, 2, 3, 4, 5]
const england = workingCalendar({ country: 'GB', workingWeekdays: weekdays })
const bavaria = workingCalendar({ country: 'DE', region: 'BY', workingWeekdays: weekdays })
/** Every day of a year that is a public holiday in this place. */
function days(country: string, region: string | null, year = 2026): Day[] {
  const calendar = workingCalendar({ country, region, workingWeekdays: weekdays })
  const all = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index))
  return all.filter((day) => day.startsWith(String(year)) && calendar.isHoliday(day))
}

describe('public holidays', () => {
  it('of England, with the substitute day', () =>
    expect(days('GB', null)).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-05-25',
      '2026-08-31',
      '2026-12-25',
      '2026-12-26',
      '2026-12-28',
    ]))

  it('of regions', () => {
    expect(days('DE', 'BY')).toContain('2026-01-06')
    expect(days('DE', 'BE')).not.toContain('2026-01-06')
    expect(days('GB', 'SCT')).toContain('2026-11-30')
  })

  it.each(['IE', 'FR', 'NL', 'US', 'JP', 'IN', 'AU', 'ZA', 'SG', 'IL', 'SA'])(
    'of %s exist and are days of the year',
    (country) => {
      const found = days(country, null)
      expect(found.length).toBeGreaterThan(2)
      expect(found.every((day) => day.startsWith('2026-'))).toBe(true)
    },
  )

  it('begin the next morning when they begin in the evening', () =>
    expect(days('IL', null)).toEqual(expect.arrayContaining(['2026-04-02', '2026-09-21', '2026-10-03'])))

  it('have their substitute day in the next year where needed', () => {
    expect(days('US', null, 2027)).toContain('2027-12-31')
    expect(days('GB', null, 2027)).toEqual(expect.arrayContaining(['2027-12-27', '2027-12-28']))
  })

  it('are none in an unknown country', () => expect(days('XX', null)).toEqual([]))
})

describe('working days', () => {
  it.each([
    ['2026-12-24', true],
    ['2026-12-25', false],
    ['2026-12-26', false],
    ['2026-12-28', false],
    ['2026-12-29', true],
  ])('%s worked in England: %s', (day, worked) => expect(isWorkingDay(england, day)).toBe(worked))

  it.each([
    ['2026-12-24', 1, '2026-12-29'],
    ['2026-12-29', -1, '2026-12-24'],
    ['2026-12-26', 0, '2026-12-29'],
    ['2026-12-26', 1, '2026-12-29'],
    ['2026-11-23', 5, '2026-11-30'],
    ['2026-12-31', 1, '2027-01-04'],
  ])('%s and %i is %s', (day, count, expected) => expect(addWorkingDays(england, day, count)).toBe(expected))

  it('follows the organisation’s own closing and opening days', () => {
    const shop = workingCalendar({
      country: 'GB',
      workingWeekdays: weekdays,
      closedOn: ['2026-11-24'],
      openOn: ['2026-12-26'],
    })
    expect(nextWorkingDay(shop, '2026-11-24')).toBe('2026-11-25')
    expect(isWorkingDay(shop, '2026-12-26')).toBe(true)
  })

  it('refuses a calendar that never opens', () =>
    expect(() => nextWorkingDay(workingCalendar({ country: null, workingWeekdays: [] }), '2026-11-23')).toThrow(
      RangeError,
    ))

  it('adds as many working days as it counts', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3650 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
        const from: Day = addDays('2024-01-01', offset)
        const to = addWorkingDays(bavaria, from, count)
        expect(isWorkingDay(bavaria, to)).toBe(true)
        expect(workingDaysBetween(bavaria, from, to)).toBe(count)
        expect(workingDaysBetween(bavaria, to, from)).toBe(-count)
        expect(previousWorkingDay(bavaria, to)).toBe(to)
      }),
    ))
})

describe('promises', () => {
  const order = { zone: 'Europe/London', cutOff: '14:00', calendar: england, moves: england, delivers: england }

  it.each([
    ['2026-11-23T14:00:00Z', 2, '2026-11-25'],
    ['2026-11-23T14:00:01Z', 2, '2026-11-26'],
    ['2026-11-20T15:00:00Z', 1, '2026-11-24'],
    ['2026-11-21T09:00:00Z', 1, '2026-11-24'],
    ['2026-11-21T18:00:00Z', 1, '2026-11-24'],
    ['2026-12-24T15:00:00Z', 1, '2026-12-30'],
    ['2026-07-01T12:59:00Z', 1, '2026-07-02'],
    ['2026-07-01T13:01:00Z', 1, '2026-07-03'],
    ['2026-11-23T10:00:00Z', 0, '2026-11-23'],
  ])('ordered %s with %i days of transit arrives %s', (orderedAt, transitDays, expected) =>
    expect(promiseDay({ ...order, orderedAt: new Date(orderedAt), transitDays })).toBe(expected),
  )

  it('counts handling days, and transit days by the carrier’s calendar', () => {
    const orderedAt = new Date('2026-11-23T10:00:00Z')
    expect(dispatchDay({ ...order, orderedAt, handlingDays: 1 })).toBe('2026-11-24')
    const everyDay = workingCalendar({ country: null, workingWeekdays: [1, 2, 3, 4, 5, 6, 7] })
    const friday = { ...order, orderedAt: new Date('2026-11-27T10:00:00Z'), transitDays: 2 }
    expect(promiseDay({ ...friday, moves: everyDay, delivers: everyDay })).toBe('2026-11-29')
    expect(promiseDay(friday)).toBe('2026-12-01')
  })

  it.each([
    ['a Saturday is kept on the Monday after it', '2026-12-05', '2026-12-07'],
    ['Christmas Day is kept after the feasts', '2026-12-25', '2026-12-29'],
    ['a day that can be kept is kept', '2026-12-08', '2026-12-08'],
    ['a day too early is the first that can be', '2026-11-23', '2026-11-25'],
    ['no wish is the first that can be', null, '2026-11-25'],
  ])('on a wish: %s', (_, wishedOn, expected) => {
    const orderedAt = new Date('2026-11-23T10:00:00Z')
    expect(promiseDay({ ...order, orderedAt, transitDays: 2, wishedOn })).toBe(expected)
  })

  it('a holiday of the destination is no delivery day, and a holiday of ours is no transit day', () => {
    const way = { transitDays: 1, moves: england, delivers: deliveringIn(england, 'DE') }
    // From Friday 30 April to Monday 3 May: May Day in Berlin is the Saturday, in London the Monday.
    expect(arrivalDay(way, '2027-04-30')).toBe('2027-05-04')
    // German Unity Day 2025 is a Friday; it is a holiday in Berlin and not in London.
    expect(arrivalDay(way, '2025-10-02')).toBe('2025-10-06')
    expect(arrivalDay({ ...way, delivers: england }, '2025-10-02')).toBe('2025-10-03')
    expect(latestDispatch(way, '2025-10-03')).toBe('2025-10-03')
  })

  it('goods that leave on a day without transport count from the carrier’s next working day', () => {
    const way = { transitDays: 1, moves: england, delivers: england }
    expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map((day) => arrivalDay(way, day))).toEqual([
      '2026-11-30',
      '2026-12-01',
      '2026-12-01',
      '2026-12-01',
    ])
  })

  it('uses the wall clock of the zone', () => {
    const orderedAt = new Date('2026-11-23T13:30:00Z')
    expect(dispatchDay({ ...order, orderedAt, zone: 'Europe/Berlin' })).toBe('2026-11-24')
    expect(dispatchDay({ ...order, orderedAt, zone: 'America/New_York' })).toBe('2026-11-23')
  })
})

it.each([
  ['NET', 30, '2026-01-31', '2026-03-02'],
  ['NET', 30, '2028-01-31', '2028-03-01'],
  ['NET', 0, '2026-11-23', '2026-11-23'],
  ['PREPAID', 30, '2026-11-23', '2026-11-23'],
  ['CASH', 0, '2026-11-23', '2026-11-23'],
] as const)('%s %i from %s is due %s', (kind, dueDays, issuedOn, expected) =>
  expect(dueOn(issuedOn, { kind, dueDays })).toBe(expected),
)
