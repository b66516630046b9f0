'use client'

import dynamic from 'next/dynamic'
import { ChartFrame } from './chart-frame'
import { PlotPlace } from './plot-place'
import type { ChartPoint, ChartUnit, Series } from './series'

const Plot = dynamic(() => import('./band-bars-plot'), { ssr: false, loading: PlotPlace })

interface BandBarsProps {
  label: string
  /** The 10th, 50th and 90th percentile of each period, and the actual value where it is known. */
  points: readonly {
    label: string
    p10: number
    p50: number
    p90: number
    actual?: number | null
    /** A part of the median that is drawn in a darker tone. */
    part?: number
  }[]
  unit?: ChartUnit
  height?: number
  words?: { middle?: string; band?: string; actual?: string; part?: string; rest?: string }
}

/**
 * A forecast by period: the median as a bar, the 80 % band as a line through it, and the actual value as a mark. It
 * uses bars and no curve, because no money comes between two weeks.
 */
export function BandBars({ label, points, unit = 'money', height, words = {} }: BandBarsProps) {
  const said = { middle: 'Expected', band: '80 % band', actual: 'Came in', ...words }
  const hasActual = points.some((point) => point.actual !== undefined && point.actual !== null)
  const actual: Series = { key: 'actual', label: said.actual, colour: 'ink' }
  const part: Series[] = said.part ? [{ key: 'part', label: said.part, colour: 'accent' }] : []
  const series: Series[] = [
    ...part,
    { key: 'p50', label: (said.part && said.rest) || said.middle, colour: 'accent', faint: said.part !== undefined },
    { key: 'band', label: said.band, colour: 'ink-3' },
    ...(hasActual ? [actual] : []),
  ]
  const plain: ChartPoint[] = points.map(({ label: at, p10, p50, p90, actual: came, part: own }) => ({
    label: at,
    values: { p10, p50, p90, actual: came ?? null, part: own ?? null },
  }))
  const tableSeries: Series[] = [
    { key: 'p10', label: 'P10' },
    { key: 'p50', label: 'P50' },
    { key: 'p90', label: 'P90' },
    ...part,
    ...(hasActual ? [actual] : []),
  ]
  const shared = { label, points: plain, series, unit, height }
  return (
    <ChartFrame {...shared} tableSeries={tableSeries}>
      <Plot {...shared} words={said} />
    </ChartFrame>
  )
}
