import { decimalText } from '@/components/ui/format'
import { dayText } from '@/components/ui/read-day'
import { isDay } from '@/server/platform/time/calendar'

/** The cells of a row. Where the day was read already, day and amount are written as the organisation writes them. */
export function cellsShown(
  [day = '', amount = '', ...rest]: readonly string[],
  read: string | undefined,
  locale: string,
) {
  const shown = isDay(day) && day === read ? [dayText(day, locale), decimalText(amount, locale)] : [day, amount]
  return [...shown, ...rest].filter(Boolean).join(' · ')
}
