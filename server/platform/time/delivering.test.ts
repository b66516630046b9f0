import { describe, expect, it } from 'vitest'
import { deliveringIn, workingCalendar } from './holidays'
import { isWorkingDay } from './working-days'

const at = (country: string, workingWeekdays = [1, 2, 3, 4, 5], openOn: string[] = []) => {
  const calendar = workingCalendar({ country, workingWeekdays })
  return { ...calendar, isOpenByException: (day: string) => openOn.includes(day) }
}

it('a calendar without exceptions has none where goods are taken on some days only', () => {
  const { isOpenByException: _, ...plain } = workingCalendar({ country: 'GB', workingWeekdays: [1, 2, 3, 4, 5] })
  const mondays = deliveringIn(plain, 'DE', [1])
  expect(['2026-05-04', '2026-05-11', '2026-05-12'].map((day) => isWorkingDay(mondays, day))).toEqual([
    false,
    true,
    false,
  ])
})

describe('a carrier delivers', () => {
  // 4 May 2026 is a holiday in Britain, 1 May and 14 May in Germany; 9 May is a Saturday.
  it.each<[string, string, string, readonly number[] | null, boolean]>([
    ['on a working day of both', '2026-05-05', 'DE', null, true],
    ['not on a holiday at home', '2026-05-04', 'DE', null, false],
    ['not on a holiday where it goes', '2026-05-14', 'DE', null, false],
    ['at home, on a holiday of elsewhere', '2026-05-14', 'GB', null, true],
    ['not at a weekend', '2026-05-09', 'DE', null, false],
    ['on a day that the address takes goods', '2026-05-05', 'DE', [2, 4], true],
    ['not on a day that it does not', '2026-05-06', 'DE', [2, 4], false],
    ['not on its day when that is a holiday there', '2026-05-14', 'DE', [2, 4], false],
    ['on any day when it never comes on those of the address', '2026-05-06', 'DE', [6, 7], true],
    ['only on those of its days on which it comes', '2026-05-09', 'DE', [5, 6], false],
    ['on any day when the address names none', '2026-05-06', 'DE', [], true],
  ])('%s: %s in %s, %j', (_, day, country, days, delivers) => {
    expect(isWorkingDay(deliveringIn(at('GB'), country, days), day)).toBe(delivers)
  })

  it.each<[string, string, string, readonly number[] | null, boolean]>([
    ['on a holiday at home that the house works', '2026-05-04', 'DE', null, true],
    ['on a holiday there that the house works', '2026-05-14', 'DE', null, true],
    ['on a Saturday that the house works', '2026-05-09', 'DE', null, true],
    ['on no such day that the address does not take', '2026-05-09', 'DE', [2], false],
    ['on one that the address takes', '2026-05-14', 'DE', [4], true],
    ['on one at home that the address takes', '2026-05-04', 'DE', [1], true],
  ])('by exception %s', (_, day, country, days, delivers) => {
    const calendar = at('GB', [1, 2, 3, 4, 5], ['2026-05-04', '2026-05-14', '2026-05-09'])
    expect(isWorkingDay(deliveringIn(calendar, country, days), day)).toBe(delivers)
  })
})
