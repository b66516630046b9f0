'use client'

import dynamic from 'next/dynamic'
import { ChartFrame } from './chart-frame'
import { PlotPlace } from './plot-place'
import type { ChartProps } from './series'

const Plot = dynamic(() => import('./bars-plot'), { ssr: false, loading: PlotPlace })

/** Bars side by side, by period or by kind. */
export const Bars = (props: ChartProps) => (
  <ChartFrame {...props}>
    <Plot {...props} />
  </ChartFrame>
)

/** Parts of a total on top of each other, the first series lowest. */
export const StackedBars = (props: ChartProps) => (
  <ChartFrame {...props}>
    <Plot {...props} stacked />
  </ChartFrame>
)
