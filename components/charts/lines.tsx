'use client'

import dynamic from 'next/dynamic'
import { ChartFrame } from './chart-frame'
import { PlotPlace } from './plot-place'
import type { ChartProps } from './series'

const Plot = dynamic(() => import('./lines-plot'), { ssr: false, loading: PlotPlace })

/** Figures over time. */
export const Lines = (props: ChartProps) => (
  <ChartFrame {...props}>
    <Plot {...props} />
  </ChartFrame>
)
