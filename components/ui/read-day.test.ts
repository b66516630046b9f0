import { describe, expect, test } from 'vitest'
import { dayText, readDay } from './read-day'

const today = '2026-11-29'

describe('a day is read as people type it', () => {
  test.each([
    ['2026-12-02', 'en-GB', '2026-12-02'],
    ['2/12/2026', 'en-GB', '2026-12-02'],
    ['2/12/26', 'en-GB', '2026-12-02'],
    ['12/2/2026', 'en-US', '2026-12-02'],
    ['12/31', 'en-US', '2026-12-31'],
    ['2.12.', 'de-DE', '2026-12-02'],
    ['2.12.2026', 'de-DE', '2026-12-02'],
    ['2 dec', 'en-GB', '2026-12-02'],
    ['Dec 2', 'en-GB', '2026-12-02'],
    ['2. Dezember', 'de-DE', '2026-12-02'],
    ['2 December 2027', 'en-GB', '2027-12-02'],
    ['2-1', 'en-GB', '2027-01-02'],
    ['30 10', 'en-GB', '2026-10-30'],
    ['+7', 'en-GB', '2026-12-06'],
    ['tomorrow', 'en-GB', '2026-11-30'],
    ['31.2.2027', 'de-DE', null],
    ['12', 'en-GB', null],
    ['soon', 'en-GB', null],
    ['2 de', 'en-GB', null],
    ['', 'en-GB', null],
  ])('%j in %s', (text, locale, day) => expect(readDay(text, { locale, today })).toBe(day))

  test('without a year, it is the nearest day that may be chosen', () => {
    expect(readDay('30 10', { locale: 'en-GB', today, min: today })).toBe('2027-10-30')
    expect(readDay('30 12', { locale: 'en-GB', today, max: today })).toBe('2025-12-30')
    expect(readDay('29 2', { locale: 'en-GB', today })).toBeNull()
  })

  test('reads back what a field shows', () => {
    for (const locale of ['en-GB', 'en-US', 'de-DE', 'fr-FR', 'sv-SE', 'nl-NL', 'ja-JP', 'th-TH', 'hu-HU'])
      for (const day of ['2026-12-02', '2027-01-31'])
        expect(readDay(dayText(day, locale), { locale, today }), `${locale} ${dayText(day, locale)}`).toBe(day)
  })
})
