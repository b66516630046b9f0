import type { FigureKey } from '@/server/reporting/schema'
import { figureWords } from '@/server/reporting/words/en'

/** A span in hours below three days and in days above; a negative span is said to be "before". */
export function spanWords(hours: number | null | undefined, inDays = Math.abs(hours ?? 0) >= 72): string {
  if (hours === null || hours === undefined) return '–'
  if (hours <= -0.02) return `${spanWords(-hours, inDays)} before`
  if (hours < 0.02) return 'at once'
  return inDays ? `${(hours / 24).toFixed(1)} d` : `${hours.toFixed(1)} h`
}

/** A number of days in a narrow column: `12 d`, `3 d before`. */
export const daysWords = (days: number) => (days < 0 ? `${-days}\u00a0d before` : `${days}\u00a0d`)

/** The value and the unit of a figure in large print. */
export function valueWords(key: FigureKey, value: number | null | undefined): { value: string; unit?: string } {
  if (value === null || value === undefined) return { value: '–' }
  const { unit } = figureWords[key]
  if (unit !== 'h') return { value: value.toFixed(1), unit }
  return Math.abs(value) < 72 ? { value: value.toFixed(1), unit: 'h' } : { value: (value / 24).toFixed(1), unit: 'd' }
}

/** The change since the period before: `+1.2 pt`, `−2.1 d`. */
export function changeWords(key: FigureKey, value: number, before: number): string {
  const { unit } = figureWords[key]
  const change = value - before
  const size = Math.abs(unit === 'h' && Math.abs(change) >= 72 ? change / 24 : change).toFixed(1)
  const sign = size === '0.0' ? '±' : change < 0 ? '−' : '+'
  return `${sign}${size} ${unit === '%' ? 'pt' : unit === 'h' && Math.abs(change) >= 72 ? 'd' : unit}`
}
