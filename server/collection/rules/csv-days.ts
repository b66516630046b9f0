import { type Day, isDay } from '@/server/platform/time/calendar'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const year = (text: string) => (text.length === 2 ? `20${text}` : text)
const two = (text: string) => text.padStart(2, '0')

/** Whether 03/04/2026 is in April or in March. */
export type DayOrder = 'DMY' | 'MDY'

/** Reads a day in one of the forms that banks use. `order` decides about 03/04/2026. */
export function readDay(text: string, order: DayOrder): Day | null {
  const plain = text.trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const named = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d{2})(?!\d)/.exec(plain)
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/.exec(plain)
  let day = ''
  if (iso) day = `${iso[1]}-${two(iso[2]!)}-${two(iso[3]!)}`
  else if (named)
    day = `${year(named[3]!)}-${two(String(months.indexOf(named[2]!.toLowerCase()) + 1))}-${two(named[1]!)}`
  else if (numbers) {
    const [date, month] = order === 'DMY' ? [numbers[1]!, numbers[2]!] : [numbers[2]!, numbers[1]!]
    day = `${year(numbers[3]!)}-${two(month)}-${two(date)}`
  }
  return isDay(day) ? day : null
}

/** The order of day and month in a column: a day above 12 decides; otherwise it is the order of the country. */
export function dayOrder(column: readonly string[], american: boolean): DayOrder {
  for (const text of column) {
    const [, first, second] = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}/.exec(text.trim()) ?? []
    if (Number(first) > 12) return 'DMY'
    if (Number(second) > 12) return 'MDY'
  }
  return american ? 'MDY' : 'DMY'
}
