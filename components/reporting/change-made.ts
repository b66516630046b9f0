import { formatCount, formatTenths } from '@/components/ui/format'
import type { Figures, Sums } from '@/server/reporting/queries/figures'
import { changeOfDays } from '@/server/reporting/rules/figures'
import type { FigureKey } from '@/server/reporting/schema'

const signed = (days: number, locale: string) =>
  `${days < -0.05 ? '−' : days > 0.05 ? '+' : '±'}${formatTenths(Math.abs(days), locale)} d`

/** For each figure in days: the receivables that it divides by sales, and their name. */
const ofDays = {
  dso: [(of: Sums['receivables']) => of.openMinor, 'what is owed'],
  bestDso: [(of: Sums['receivables']) => of.notDueMinor, 'what is not yet due'],
  add: [(of: Sums['receivables']) => of.openMinor - of.notDueMinor, 'what is past due'],
} as const

/** For each figure that is a share: how many of how many. */
const ofShares: Partial<Record<FigureKey, (sums: Partial<Sums>) => readonly [part: number, whole: number] | null>> = {
  otif: ({ due }) => (due ? [due.kept, due.orders - due.assumed] : null),
  perfect: ({ arrived }) => (arrived ? [arrived.perfect, arrived.orders - arrived.assumed - arrived.unpromised] : null),
  fill: ({ lines }) => (lines ? [lines.filled, lines.lines] : null),
  errors: ({ picked }) => (picked ? [picked.erred, picked.lines] : null),
}

/** What caused the change of a figure since the period before, in words; null where that is unknown. */
export function changeMadeOf(name: FigureKey, { sums, sumsBefore, days }: Figures, locale: string): string | null {
  if (name === 'dso' || name === 'bestDso' || name === 'add') {
    const [minorOf, words] = ofDays[name]
    const [now, before] = [sums.receivables, sumsBefore.receivables]
    if (!now || !before || !sums.sales || !sumsBefore.sales) return null
    const made = changeOfDays(
      { receivableMinor: minorOf(before), salesMinor: sumsBefore.sales.salesMinor },
      { receivableMinor: minorOf(now), salesMinor: sums.sales.salesMinor },
      days,
    )
    return (
      made &&
      `The change: ${signed(made.bySales, locale)} by sales on terms, ${signed(made.byReceivables, locale)} by ${words}.`
    )
  }
  const said = ([part, whole]: readonly [number, number]) =>
    `${formatCount(part, locale)} of ${formatCount(whole, locale)}`
  const [now, before] = [ofShares[name]?.(sums), ofShares[name]?.(sumsBefore)]
  return now && before ? `The change: from ${said(before)} to ${said(now)}.` : null
}
