import { describe, expect, it } from 'vitest'
import { habitsWords, sourceWords } from '../words/en'
import { bankingDays } from './banking'
import { dayNumber } from './days'
import { forecast } from './forecast'
import { habitsKnown, openOn } from './known'
import { byPayerOf, type Past, type PastItem } from './past'
import { leastHistory, usualDelays } from './usual'

// A Monday; every day is a banking day.
const today = '2026-11-30'
const now = dayNumber(today)
const banking = bankingDays({ workingWeekdays: new Set([1, 2, 3, 4, 5, 6, 7]), isHoliday: () => false }, 18_000, 23_000)
const item = (id: string, changes: Partial<PastItem> = {}): PastItem => ({
  id,
  customerId: id,
  ordered: null,
  issued: now - 100,
  due: now + 30,
  amountMinor: 1_000,
  settled: null,
  taken: [],
  ...changes,
})
const paid = (id: string, minor = 1_000, isMoney = true) =>
  item(id, { due: now - 10, settled: now - 10, taken: [{ on: now - 10, known: now - 10, minor, isMoney }] })
const open = (due: number) => Array.from({ length: 20 }, (_, nth) => item(`open${nth}`, { due }))
const pastOf = (items: PastItem[]): Past => ({
  banking,
  items,
  byPayer: byPayerOf(items),
  promises: [],
  disputes: [],
  orders: [],
})
const expected = (items: PastItem[]) => {
  const past = pastOf(items)
  return forecast(openOn(past, now), habitsKnown(past, now), today)
}
const sum = (items: PastItem[]) => expected(items).reduce((all, { p50Minor }) => all + Number(p50Minor), 0)

describe('the forecast of an organisation whose payers’ habits are not known yet', () => {
  it('spreads the open money around its due day, with a wide band', () => {
    const weeks = expected(open(now + 30))
    const byDue = weeks.slice(0, 5).reduce((all, { p50Minor }) => all + Number(p50Minor), 0)
    expect(byDue).toBeGreaterThan(8_000)
    expect(byDue).toBeLessThan(20_000)
    expect(sum(open(now + 30))).toBeGreaterThan(15_000)
    const dueWeek = weeks[4]
    expect(Number(dueWeek?.p90Minor) - Number(dueWeek?.p10Minor)).toBeGreaterThanOrEqual(4_000)
  })

  it.each<[string, PastItem[]]>([
    ['one invoice was paid', [paid('a')]],
    ['only a credit note settled one', [paid('a', 1_000, false)]],
    ['each payer has paid once', Array.from({ length: leastHistory - 1 }, (_, nth) => paid(`open${nth}`))],
    ['each of many payers has paid once', Array.from({ length: 2 * leastHistory }, (_, nth) => paid(`open${nth}`))],
  ])('leaves no money out when %s', (_, past) => {
    expect(sum([...open(now + 30), ...past])).toBeGreaterThan(15_000)
  })

  it.each([60, 100, 300])('expects some of what came with %s days past due', (late) => {
    expect(sum(open(now - late))).toBeGreaterThan(8_000)
    expect(sum([...open(now - late), paid('a')])).toBeGreaterThan(8_000)
  })

  it('counts payers as stopped as soon as habits are known', () => {
    const many = Array.from({ length: leastHistory }, (_, nth) => paid(`p${nth}`))
    expect(sum([...open(now - 100), ...many])).toBe(0)
    expect(sum([...open(now - 100), ...many.slice(1)])).toBeGreaterThan(8_000)
  })
})

it('fills up what is known with usual delays, evenly from early to late', () => {
  expect(usualDelays(0)).toEqual([-10, -6, -4, -3, -2, -1, -1, 0, 0, 0, 1, 1, 2, 3, 4, 6, 9, 15, 30, 60])
  expect(usualDelays(leastHistory - 3)).toEqual([-3, 1, 9])
  expect([usualDelays(leastHistory), usualDelays(99)]).toEqual([[], []])
})

it('says what the forecast rests on until habits are known', () => {
  expect(habitsWords(0)).toContain('No payment habits are known yet')
  expect(habitsWords(1)).toContain('one invoice on terms was paid completely before today')
  expect(habitsWords(leastHistory - 1)).toContain('19 invoices on terms were paid completely before today')
  expect(habitsWords(leastHistory)).toBe('')
  expect(sourceWords('2 open invoices', '1 order', true, null)).toBe(
    'From 2 open invoices and 1 order on terms that is not invoiced yet.',
  )
  expect(sourceWords('2 open invoices', '3 orders', false, '1 payer')).toBe(
    'From 2 open invoices and 3 orders on terms that are not invoiced yet, and the invoices that 1 payer paid completely before today.',
  )
})
