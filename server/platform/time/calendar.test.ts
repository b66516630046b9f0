import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayIn, daysBetween, instantAt, isDay, isZone, startOfDay, timeIn, weekday, weekOf } from './calendar'

const zones = Intl.supportedValuesOf('timeZone')
const someDay = fc.integer({ min: 0, max: 36_524 }).map((days) => addDays('2000-01-01', days))

describe('days', () => {
  it.each(['2026-02-28', '2028-02-29', '2000-02-29', '0001-01-01'])('%s exists', (day) => expect(isDay(day)).toBe(true))
  it.each(['2026-02-29', '2100-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00', '', '20260101', '2026-04-31'])(
    '%j does not',
    (text) => expect(isDay(text)).toBe(false),
  )

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-11-23', 365, '2027-11-23'],
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected)
    expect(daysBetween(day, expected)).toBe(days)
  })

  it.each([
    ['2026-11-23', 1, '2026-11-23'],
    ['2026-11-29', 7, '2026-11-23'],
    ['1969-12-31', 3, '1969-12-29'],
    ['2028-02-29', 2, '2028-02-28'],
  ])('%s is weekday %i of the week of %s', (day, number, monday) => {
    expect(weekday(day)).toBe(number)
    expect(weekOf(day)).toBe(monday)
  })

  it('adds up', () =>
    fc.assert(
      fc.property(someDay, fc.integer({ min: -9999, max: 9999 }), (day, days) => {
        const other = addDays(day, days)
        expect(isDay(other)).toBe(true)
        expect(daysBetween(day, other)).toBe(days)
        expect((((weekday(day) - 1 + days) % 7) + 7) % 7).toBe(weekday(other) - 1)
      }),
    ))

  it('refuses a text that is no day', () => expect(() => addDays('soon', 1)).toThrow(RangeError))
})

describe('zones', () => {
  it.each([
    ['Europe/Berlin', '2026-11-22T23:30:00Z', '2026-11-23', '00:30:00'],
    ['America/Los_Angeles', '2026-11-23T07:59:59Z', '2026-11-22', '23:59:59'],
    ['Pacific/Auckland', '2026-11-23T11:00:00Z', '2026-11-24', '00:00:00'],
    ['Pacific/Kiritimati', '2026-11-23T10:00:00Z', '2026-11-24', '00:00:00'],
    ['Asia/Kathmandu', '2026-11-22T18:15:00Z', '2026-11-23', '00:00:00'],
    ['UTC', '2026-12-31T23:59:59.999Z', '2026-12-31', '23:59:59'],
  ])('in %s %s is %s %s', (zone, instant, day, time) => {
    expect(dayIn(zone, new Date(instant))).toBe(day)
    expect(timeIn(zone, new Date(instant))).toBe(time)
  })

  it.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
  ])('in %s %s begins at %s', (zone, day, instant) => expect(startOfDay(zone, day).toISOString()).toBe(instant))

  it.each([
    ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-11-23', '09:00', '2026-11-23T08:00:00.000Z'],
  ])('on %s %s in Berlin is %s', (day, time, instant) =>
    expect(instantAt('Europe/Berlin', day, time).toISOString()).toBe(instant),
  )

  it('begins every day within that day and one moment after the day before, in every zone', () =>
    fc.assert(
      fc.property(fc.constantFrom(...zones), someDay, (zone, day) => {
        const start = startOfDay(zone, day)
        fc.pre(!skipped(zone, day))
        expect(dayIn(zone, start)).toBe(day)
        expect(dayIn(zone, new Date(start.getTime() - 1)) < day).toBe(true)
      }),
      { numRuns: 500 },
    ))

  it('knows zones', () => expect(['Europe/Berlin', 'Mars/Base'].map(isZone)).toEqual([true, false]))
})

/** Samoa and Kiribati each skipped a whole day when they moved across the date line. */
function skipped(zone: string, day: string): boolean {
  return dayIn(zone, startOfDay(zone, day)) > day
}

it.each([
  '2026',
  '2026-01',
  '2026-13-01',
  '2026-1-1',
  'x2026-01-01',
  '2026-01-01x',
  '',
  '+002026-01-01',
  '2026-01-01 (',
])('%j is refused as a day', (text) => {
  expect(isDay(text)).toBe(false)
  expect(() => addDays(text, 1)).toThrow(`not a day: ${JSON.stringify(text)}`)
  expect(() => daysBetween('2026-01-01', text)).toThrow(RangeError)
})
