'use client'

import dynamic from 'next/dynamic'
import { ChartFrame } from './chart-frame'
import { PlotPlace } from './plot-place'
import type { ChartPoint, ChartProps, ChartUnit, Series } from './series'

const Plot = dynamic(() => import('./lines-plot'), { ssr: false, loading: PlotPlace })

/** Figures over time. */
export const Lines = (props: ChartProps) => (
  <ChartFrame {...props}>
    <Plot {...props} />
  </ChartFrame>
)

export interface BandLineProps {
  label: string
  /** Per period the 10th, 50th and 90th percentile, and what really came where that is known. */
  points: readonly {
    label: string
    p10: number
    p50: number
    p90: number
    actual?: number | null
    /** How much of the middle is of a kind of its own, drawn in a darker tone. */
    part?: number
  }[]
  unit?: ChartUnit
  height?: number
  words?: { middle?: string; band?: string; actual?: string; part?: string }
}

/** A forecast: the middle as a line, the 80 % band around it, and what really came. */
export function BandLine({ label, points, unit = 'money', height, words }: BandLineProps) {
  const middle: Series = { key: 'p50', label: words?.middle ?? 'Expected', colour: 'accent' }
  const actual: Series = { key: 'actual', label: words?.actual ?? 'Came in', colour: 'ink', dashed: true }
  const hasActual = points.some((point) => point.actual !== undefined && point.actual !== null)
  const part = words?.part ? { key: 'part', label: words.part } : undefined
  const series = hasActual ? [middle, actual] : [middle]
  const plain: ChartPoint[] = points.map(({ label: at, p10, p50, p90, actual: came, part: own }) => ({
    label: at,
    values: { p10, p50, p90, actual: came ?? null, part: own ?? null },
  }))
  const tableSeries: Series[] = [
    { key: 'p10', label: 'P10' },
    { key: 'p50', label: 'P50' },
    { key: 'p90', label: 'P90' },
    ...(part ? [part] : []),
  ]
  const shared = { label, points: plain, series, unit, height }
  return (
    <ChartFrame {...shared} tableSeries={hasActual ? [...tableSeries, actual] : tableSeries}>
      <Plot {...shared} band={{ low: 'p10', high: 'p90', label: words?.band ?? '80 % band' }} part={part} />
    </ChartFrame>
  )
}
