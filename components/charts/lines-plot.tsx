'use client'

import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useChartFormat } from './chart-format'
import { gridProps, margin, PlotTooltip, tickStyle } from './plot-parts'
import { axisMarks, type ChartProps, colourOf } from './series'

/** The drawing behind `Lines`; loaded when it is shown. */
export default function LinesPlot({ points, series, unit = 'count' }: ChartProps) {
  const format = useChartFormat(unit)
  const rows = points.map((point) => ({ label: point.label, ...point.values }))
  const marks = axisMarks(points.flatMap(({ values }) => series.map((one) => values[one.key])))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={margin} accessibilityLayer={false}>
        <CartesianGrid {...gridProps} />
        <XAxis dataKey="label" tick={tickStyle} tickLine={false} axisLine={{ stroke: 'var(--line)' }} minTickGap={24} />
        <YAxis
          width="auto"
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
          tickFormatter={(value) => format(value, true)}
          ticks={marks}
          domain={[marks[0] ?? 0, marks.at(-1) ?? 1]}
        />
        <Tooltip
          cursor={{ stroke: 'var(--line-strong)' }}
          content={<PlotTooltip format={format} />}
          isAnimationActive={false}
        />
        {series.map((one, index) => (
          <Line
            key={one.key}
            dataKey={one.key}
            name={one.label}
            type="monotone"
            stroke={colourOf(one, index)}
            strokeWidth={2}
            strokeDasharray={one.dashed ? '5 4' : undefined}
            dot={false}
            activeDot={{ r: 3 }}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
