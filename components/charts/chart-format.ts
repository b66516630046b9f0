'use client'

import { formatCount, formatMoney, formatPercent } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import type { ChartUnit } from './series'

/** Writes a figure of a chart: short for axes, in full for the table and the tooltip. */
export function useChartFormat(unit: ChartUnit) {
  const { locale, currency } = useWorkspace()
  return (value: number | null | undefined, short = false) => {
    if (value === null || value === undefined) return '–'
    if (unit === 'money')
      return formatMoney(BigInt(Math.round(value)), currency, locale, { compact: short, whole: true })
    if (unit === 'share') return formatPercent(value, locale, short ? 0 : 1)
    const rounded = Math.round(value * 10) / 10
    const suffix = unit === 'days' ? 'd' : unit === 'hours' ? 'h' : undefined
    return Number.isInteger(rounded)
      ? formatCount(rounded, locale, suffix)
      : `${rounded.toLocaleString(locale)}${suffix ? `\u00a0${suffix}` : ''}`
  }
}
