import { addDays, daysBetween, isDay } from '@/server/platform/time/calendar'

interface DayReading {
  locale: string
  today: string
  min?: string
  max?: string
}

type Part = 'day' | 'month' | 'year'

/** The order of day, month and year in the locale: 31/12/2026, 12/31/2026, 2026-12-31. */
function orderOf(locale: string): Part[] {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory' }).formatToParts(0)
  const order = parts.flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? [type] : []))
  return order.length === 3 ? order : ['day', 'month', 'year']
}

const monthsOf = new Map<string, string[]>()

/** The names of the months in lower case, in English and in the language of the locale. */
function monthNames(locale: string): string[] {
  const kept = monthsOf.get(locale)
  if (kept) return kept
  const formats = ['en', locale].map((one) => new Intl.DateTimeFormat(one, { timeZone: 'UTC', month: 'long' }))
  const names = formats.flatMap((format) =>
    Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 15)).toLowerCase()),
  )
  monthsOf.set(locale, names)
  return names
}

function monthOf(word: string, locale: string): number | undefined {
  if (/^\d{1,2}$/.test(word)) return Number(word)
  if (word.length < 3) return undefined
  const place = monthNames(locale).findIndex((name) => name.startsWith(word))
  return place < 0 ? undefined : (place % 12) + 1
}

const two = (figure: number) => String(figure).padStart(2, '0')
const written = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`

/** Without a year the nearest day that may be chosen is meant: 2 January, typed on 29 November, is in the next year. */
function nearest(month: number, day: number, { today, min, max }: DayReading): string | null {
  const year = Number(today.slice(0, 4))
  const days = [year - 1, year, year + 1].map((one) => written(one, month, day)).filter(isDay)
  const allowed = days.filter((one) => (!min || one >= min) && (!max || one <= max))
  const from = allowed.length > 0 ? allowed : days
  return from.toSorted((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0] ?? null
}

const nearWords: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1 }

/**
 * Reads a day as people type it ('2026-12-02', '2.12.', '2/12/26', '2 Dec', '+7', 'tomorrow') as 'YYYY-MM-DD'; null
 * when it is no day.
 */
export function readDay(text: string, reading: DayReading): string | null {
  if (isDay(text.trim())) return text.trim()
  const bare = text.trim().toLowerCase()
  const away = /^[+-]\d{1,3}$/.test(bare) ? Number(bare) : nearWords[bare]
  if (away !== undefined) return addDays(reading.today, away)
  const words = bare.split(/[\s./,-]+/).filter(Boolean)
  if (words.length < 2 || words.length > 3 || words.some((word) => word.length > 12)) return null
  const order = orderOf(reading.locale).filter((part) => words.length === 3 || part !== 'year')
  // The name of a month shows which part is the month.
  const named = words.findIndex((word) => !/^\d/.test(word))
  if (named >= 0)
    order.splice(
      0,
      order.length,
      ...(named === 0 ? (['month', 'day', 'year'] as const) : (['day', 'month', 'year'] as const)),
    )
  const of = (part: Part) => words[order.indexOf(part)] ?? ''
  const month = monthOf(of('month'), reading.locale)
  const day = Number(of('day'))
  if (month === undefined || !Number.isInteger(day)) return null
  if (words.length === 2) return nearest(month, day, reading)
  const year = Number(of('year'))
  const full = written(of('year').length === 2 ? 2000 + year : year, month, day)
  return isDay(full) ? full : null
}

/** A day as a field shows it, in the locale's order with the full year: 02/12/2026, 02.12.2026. */
export function dayText(day: string, locale: string): string {
  if (!isDay(day)) return day
  const figures = { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric', calendar: 'gregory' } as const
  return new Intl.DateTimeFormat(locale, { ...figures, numberingSystem: 'latn' }).format(new Date(`${day}T12:00:00Z`))
}
