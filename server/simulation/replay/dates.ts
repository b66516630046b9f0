/** How a file writes 1 December 2010: whether the first number is the month or the day. */
type SlashOrder = 'MONTH_FIRST' | 'DAY_FIRST'

const iso = /^(\d{4})-(\d\d?)-(\d\d?)(?:[ T](\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?Z?$/
const slashed = /^(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?: +(\d\d?):(\d\d)(?::(\d\d))?)?$/

/** The order of day and month that fits all dates of a file. Where both fit, the month comes first. */
export function slashOrderOf(texts: Iterable<string>): SlashOrder {
  for (const text of texts) {
    const match = slashed.exec(text.trim())
    if (match && Number(match[1]) > 12) return 'DAY_FIRST'
  }
  return 'MONTH_FIRST'
}

const two = (text: string | number | undefined) => String(text ?? 0).padStart(2, '0')

/**
 * Reads '2010-12-01 08:26:00', '2010-12-01', '12/1/2010 8:26' and similar forms as 'YYYY-MM-DD HH:MM:SS'; null for
 * anything that is no date from 1990 to 2099.
 */
export function readTime(text: string, order: SlashOrder): string | null {
  const trimmed = text.trim()
  const match = iso.exec(trimmed) ?? slashed.exec(trimmed)
  if (!match) return null
  const isIso = iso.test(trimmed)
  const [a, b, c] = match.slice(1, 4).map(Number) as [number, number, number]
  const [year, month, day] = isIso ? [a, b, c] : order === 'DAY_FIRST' ? [c, b, a] : [c, a, b]
  const [hour, minute, second] = match.slice(4, 7).map((part) => Number(part ?? 0)) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isDay || year < 1990 || year > 2099 || hour > 23 || minute > 59 || second > 59) return null
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}
