import { describe, expect, it } from 'vitest'
import { addDays, type Day } from './calendar'
import { deliveringIn, workingCalendar } from './holidays'
import { latestDispatch, nextWorkingDay, previousWorkingDay, workingDaysBetween } from './working-days'

const weekdays = [1, 2, 3, 4, 5]
const england = workingCalendar({ country: 'GB', workingWeekdays: weekdays })
/** Every day of 2026 that is a public holiday in this place. */
function days(country: string, region: string | null): Day[] {
  const calendar = workingCalendar({ country, region, workingWeekdays: weekdays })
  return Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index)).filter(calendar.isHoliday)
}

describe('the edges of a calendar', () => {
  const closed = (from: Day, days: number) => {
    const shut = new Set(Array.from({ length: days }, (_, index) => addDays(from, index)))
    return { workingWeekdays: new Set([1, 2, 3, 4, 5, 6, 7] as const), isHoliday: (day: Day) => shut.has(day) }
  }
  it('searches past a closure of a year, and refuses a longer one as a mistake', () => {
    expect(nextWorkingDay(closed('2028-01-01', 366), '2028-01-01')).toBe('2029-01-01')
    expect(() => nextWorkingDay(closed('2028-01-01', 367), '2028-01-01')).toThrow(
      'no working day within a year of 2028-01-01',
    )
  })

  it.each([
    ['2026-12-27', '2026-12-24'],
    ['2026-12-24', '2026-12-24'],
  ])('the last day worked up to %s is %s', (day, worked) => expect(previousWorkingDay(england, day)).toBe(worked))

  it.each([
    ['2026-11-27', '2026-11-30', 1],
    ['2026-11-27', '2026-11-27', 0],
    ['2026-11-27', '2026-11-29', 0],
    ['2026-11-30', '2026-11-27', -1],
  ])('from %s to %s %i days are worked', (from, to, count) => expect(workingDaysBetween(england, from, to)).toBe(count))

  it.each([
    [0, '2026-12-26', '2026-12-29'],
    [0, '2026-12-24', '2026-12-24'],
    [1, '2026-12-29', '2026-12-24'],
    [2, '2026-12-29', '2026-12-23'],
    [2, '2026-12-27', '2026-12-23'],
  ])('with %i days on the road, what has to arrive on %s leaves by %s', (transitDays, arrivesOn, leavesOn) =>
    expect(latestDispatch({ transitDays, moves: england, delivers: england }, arrivesOn)).toBe(leavesOn),
  )

  it('an organisation’s own closing and opening days count before public holidays, at both ends of the way', () => {
    const shop = workingCalendar({
      country: null,
      workingWeekdays: weekdays,
      closedOn: ['2026-11-24'],
      openOn: ['2026-10-03', '2026-12-25'],
    })
    expect(['2026-12-26', '2026-11-24', '2026-12-28'].map((day) => shop.isHoliday(day))).toEqual([false, true, false])
    const there = deliveringIn(shop, 'DE')
    // Closed by the organisation; opened by it on a German holiday; a German holiday; an ordinary day.
    expect(['2026-11-24', '2026-12-25', '2027-01-01', '2026-11-25'].map((day) => there.isHoliday(day))).toEqual([
      true,
      false,
      true,
      false,
    ])
    const silent = { workingWeekdays: shop.workingWeekdays, isHoliday: () => false }
    expect(deliveringIn(silent, 'GB').isHoliday('2026-12-28')).toBe(true)
  })

  it('days that are celebrated but no public holiday are working days', () => {
    // The library lists Mother's Day and Christmas Eve for Germany, but shops are open.
    expect(days('DE', null)).not.toContain('2026-12-24')
    expect(days('DE', null)).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-10-03',
      '2026-12-25',
      '2026-12-26',
    ])
  })

  it('a holiday of several days counts on each of them', () => {
    const feast = days('TR', null).filter((day) => day > '2026-05-19' && day < '2026-07-01')
    expect(feast).toEqual(['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30'])
    expect(days('KR', null).filter((day) => day.startsWith('2026-09'))).toEqual([
      '2026-09-24',
      '2026-09-25',
      '2026-09-26',
    ])
  })

  it('a day that is a holiday from noon on is a working day, and so is the day after it', () => {
    expect(days('FO', null).filter((day) => day.startsWith('2026-06') || day > '2026-12-26')).toEqual([])
    expect(days('CN', null)).not.toContain('2026-05-05')
  })

  it('a holiday of 23 hours, on which the clocks change, counts', () => {
    const hungary = workingCalendar({ country: 'HU', workingWeekdays: [7] })
    expect(['2027-03-28', '2027-03-21'].map((day) => hungary.isHoliday(day))).toEqual([true, false])
  })
})
