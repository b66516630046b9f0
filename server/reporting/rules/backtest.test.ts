import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays, weekOf } from '@/server/platform/time/calendar'
import { makePast } from '@/server/simulation/demo/payments'
import { backtest, type ForecastTried, heldPercent, luckOf } from './backtest'
import { bankingDays } from './banking'
import { dayNumber } from './days'
import { learn, taught, unlearned } from './lessons'
import { byPayerOf, type Past, type PastItem } from './past'

const today = '2026-11-29'
const everyDay = { workingWeekdays: new Set([1, 2, 3, 4, 5, 6, 7] as const), isHoliday: () => false }

const of = (items: readonly PastItem[], until = today): Past => ({
  banking: bankingDays(everyDay, dayNumber(until) - 900, dayNumber(until) + 400),
  items,
  byPayer: byPayerOf(items),
  promises: [],
  disputes: [],
  orders: [],
})

/** The ratio of expected money to money that came, for the week ahead. */
function expectedShare(tried: readonly ForecastTried[]): number {
  const ahead = tried.filter((one) => one.ahead === 1)
  const sum = (part: (one: ForecastTried) => bigint) => ahead.reduce((total, one) => total + Number(part(one)), 0)
  return sum((one) => one.p50Minor) / sum((one) => one.actualMinor)
}

describe('the forecast tried on the past', () => {
  const ends = [today, '2027-01-05', '2026-07-14', '2026-04-30', '2026-10-03', '2026-12-26']
  const made = new Map<string, ForecastTried[]>()
  const triedAsOf = (end: string): ForecastTried[] => {
    const seed = `growth ${ends.indexOf(end)}`
    const tried = made.get(end) ?? backtest(makePast({ seed, today: end }), end).tried
    made.set(end, tried)
    return tried
  }

  it.each(ends)(
    'as of %s has a band that holds about four weeks of five, and a middle that is right on the whole',
    (end) => {
      const tried = triedAsOf(end)
      expect(tried.length).toBeGreaterThan(160)
      expect(heldPercent(tried)).toBeGreaterThan(74)
      expect(heldPercent(tried)).toBeLessThan(87)
      expect(expectedShare(tried)).toBeGreaterThan(0.88)
      expect(expectedShare(tried)).toBeLessThan(1.12)
    },
  )

  it('holds 75 to 85 percent over all of them, with as many misses below as above', () => {
    const tried = ends.flatMap(triedAsOf)
    expect(heldPercent(tried)).toBeGreaterThan(75)
    expect(heldPercent(tried)).toBeLessThan(85)
    const below = tried.filter((one) => one.actualMinor < one.p10Minor).length
    const above = tried.filter((one) => one.actualMinor > one.p90Minor).length
    expect(Math.abs(below - above)).toBeLessThan(tried.length / 15)
  })

  it('allows as much chance as the weeks do: four forecasts of one week count as one', () => {
    const week = (nth: number) => ({ weekOn: addDays('2026-01-05', 7 * nth) }) as ForecastTried
    const each = Array.from({ length: 64 }, (_, nth) => week(nth))
    expect(luckOf(each)).toEqual({ low: 80 - 9.8, high: 80 + 9.8 })
    expect(luckOf([...each, ...each, ...each, ...each])).toEqual(luckOf(each))
    expect(luckOf(each.slice(0, 4)).high).toBe(100)
    expect(luckOf([]).low).toBeCloseTo(1.6)
    for (const tried of ends.map(triedAsOf)) expect(heldPercent(tried)).toBeGreaterThan(luckOf(tried).low)
  })

  it('uses complete past weeks only, and gives no result without a past', () => {
    for (const { weekOn, originOn } of triedAsOf(today)) {
      expect(addDays(weekOn, 7) <= today).toBe(true)
      expect([weekOf(weekOn), weekOf(originOn)]).toEqual([weekOn, originOn])
    }
    expect(heldPercent(backtest(of([]), today).tried)).toBeNull()
  })

  it('learns nothing from a week that is not over: a future week changes no earlier band', () => {
    const past = makePast({ seed: 'growth 0', today })
    const cut = dayNumber(addDays(weekOf(today), -70))
    const early = past.items.map((item) => ({ ...item, taken: item.taken.filter((one) => one.known < cut) }))
    const blind = early.map((item) =>
      item.settled !== null && item.settled >= cut ? { ...item, settled: null } : item,
    )
    const known = backtest({ ...past, items: blind, byPayer: byPayerOf(blind) }, today).tried
    for (const one of triedAsOf(today).filter(({ originOn }) => dayNumber(originOn) <= cut - 28))
      expect(known).toContainEqual(
        expect.objectContaining({ originOn: one.originOn, ahead: one.ahead, p90Minor: one.p90Minor }),
      )
  })
})

describe('a lesson', () => {
  const drawn = { p10Minor: 80n, p50Minor: 100n, p90Minor: 120n }

  it('changes nothing before anything was learned, and widens the side that was missed more than the other', () => {
    const none = [unlearned(), unlearned()]
    expect(taught(drawn, unlearned())).toEqual(drawn)
    const missed = learn(none, 1, drawn, 60n)
    expect(missed[0]?.low).toBeGreaterThan(1.2)
    expect(missed[0]?.high).toBeGreaterThan(1)
    expect(missed[0]?.high).toBeLessThan(missed[0]?.low ?? 0)
    expect(missed[1]?.low).toBeGreaterThan(1)
    expect(missed[1]?.expectedMinor).toBe(0)
  })

  it('moves the median towards the actual money, and never below zero', () => {
    let lessons = [unlearned()]
    for (let week = 0; week < 40; week++) lessons = learn(lessons, 1, drawn, 50n)
    const told = taught(drawn, lessons[0] as (typeof lessons)[number])
    expect(Number(told.p50Minor)).toBeLessThan(70)
    expect(told.p10Minor).toBeGreaterThanOrEqual(0n)
    expect(told.p10Minor).toBeLessThanOrEqual(50n)
  })
})

const file = join(process.env.OCTET_SAMPLES ?? '/nowhere', 'receivables', 'late-payment-histories-until-2013-06.csv')

if (process.env.OCTET_SAMPLES && existsSync(file)) {
  describe('the histories of a hundred real payers', () => {
    const iso = (text: string) => {
      const [month = '', day = '', year] = text.split('/')
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    }
    it.each(['2013-07-01', '2013-03-04'])('as of %s: the band holds', (end) => {
      const last = dayNumber(end)
      const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)
      const items = rows.flatMap((line, index): PastItem[] => {
        const [, customerId = '', , , issuedOn = '', dueOn = '', amount, , settledOn] = line.split(',')
        const issued = dayNumber(iso(issuedOn))
        if (issued > last) return []
        const settled = settledOn && dayNumber(iso(settledOn)) <= last ? dayNumber(iso(settledOn)) : null
        const minor = Math.round(Number(amount) * 100)
        const taken = settled === null ? [] : [{ on: settled, known: settled, minor, isMoney: true }]
        const due = dayNumber(iso(dueOn))
        return [{ id: `${index}`, customerId, ordered: null, issued, due, amountMinor: minor, settled, taken }]
      })
      const { tried } = backtest(of(items, end), end)
      expect(heldPercent(tried)).toBeGreaterThan(72)
      expect(heldPercent(tried)).toBeLessThan(88)
      expect(expectedShare(tried)).toBeGreaterThan(0.85)
    })
  })
}
