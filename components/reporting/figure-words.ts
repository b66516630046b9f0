import { formatTenths } from '@/components/ui/format'
import type { FigureKey } from '@/server/reporting/schema'
import { figureWords } from '@/server/reporting/words/en'

/** A span in hours below three days and in days above; a negative span is said to be "before". */
export function spanWords(
  hours: number | null | undefined,
  locale: string,
  inDays = Math.abs(hours ?? 0) >= 72,
): string {
  if (hours === null || hours === undefined) return '–'
  if (hours <= -0.02) return `${spanWords(-hours, locale, inDays)} before`
  if (hours < 0.02) return 'at once'
  return inDays ? `${formatTenths(hours / 24, locale)} d` : `${formatTenths(hours, locale)} h`
}

/** A number of days in a narrow column: `12 d`, `3 d before`. */
export const daysWords = (days: number) => (days < 0 ? `${-days}\u00a0d before` : `${days}\u00a0d`)

/** The value and the unit of a figure in large print. */
export function valueWords(
  key: FigureKey,
  value: number | null | undefined,
  locale: string,
): { value: string; unit?: string } {
  if (value === null || value === undefined) return { value: '–' }
  const { unit } = figureWords[key]
  return unit === 'h' && Math.abs(value) >= 72
    ? { value: formatTenths(value / 24, locale), unit: 'd' }
    : { value: formatTenths(value, locale), unit }
}

/** The change since the period before: `+1.2 pt`, `−2.1 d`. */
export function changeWords(key: FigureKey, value: number, before: number, locale: string): string {
  const { unit } = figureWords[key]
  const change = value - before
  const size = Math.abs(unit === 'h' && Math.abs(change) >= 72 ? change / 24 : change)
  const sign = size < 0.05 ? '±' : change < 0 ? '−' : '+'
  return `${sign}${formatTenths(size, locale)} ${unit === '%' ? 'pt' : unit === 'h' && Math.abs(change) >= 72 ? 'd' : unit}`
}
