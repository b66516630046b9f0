'use client'

import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useChartFormat } from './chart-format'
import { gridProps, margin, PlotTooltip, tickStyle } from './plot-parts'
import { axisMarks, type ChartProps, colourOf } from './series'

export interface Band {
  low: string
  high: string
  label: string
}

/** How much of a line is of a kind of its own. */
export interface Part {
  key: string
  label: string
}

/** The drawing behind `Lines` and `BandLine`; loaded when it is shown. */
export default function LinesPlot({
  points,
  series,
  unit = 'count',
  band,
  part,
}: ChartProps & { band?: Band; part?: Part }) {
  const format = useChartFormat(unit)
  const rows = points.map((point) => ({
    label: point.label,
    ...point.values,
    ...(band && { band: [point.values[band.low] ?? null, point.values[band.high] ?? null] }),
  }))
  const shown = [...series.map((one) => one.key), ...(band ? [band.low, band.high] : [])]
  const marks = axisMarks(points.flatMap(({ values }) => shown.map((key) => values[key])))
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
        {band && (
          <Area
            dataKey="band"
            name={band.label}
            type="monotone"
            stroke="none"
            fill="var(--accent)"
            fillOpacity={0.16}
            isAnimationActive={false}
            activeDot={false}
          />
        )}
        {part && (
          <Area
            dataKey={part.key}
            name={part.label}
            type="monotone"
            stroke="none"
            fill="var(--accent)"
            fillOpacity={0.3}
            isAnimationActive={false}
            activeDot={false}
          />
        )}
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
