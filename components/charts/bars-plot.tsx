'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useBarAxis } from './bar-axis'
import { useChartFormat } from './chart-format'
import { gridProps, margin, PlotTooltip, tickStyle } from './plot-parts'
import { axisMarks, type ChartProps, colourOf } from './series'

/** The drawing behind `Bars` and `StackedBars`; loaded when it is shown. */
export default function BarsPlot({ points, series, unit = 'count', stacked }: ChartProps & { stacked?: boolean }) {
  const format = useChartFormat(unit)
  const { axis, onResize } = useBarAxis(points.map((point) => point.label))
  const rows = points.map((point) => ({ label: point.label, ...point.values }))
  const heights = points.flatMap(({ values }) => {
    const own = series.map((one) => values[one.key] ?? 0)
    return stacked ? [own.reduce((sum, value) => sum + value, 0)] : own
  })
  const marks = axisMarks(heights)
  return (
    <ResponsiveContainer width="100%" height="100%" onResize={onResize}>
      <BarChart data={rows} margin={margin} accessibilityLayer={false} barCategoryGap="22%">
        <CartesianGrid {...gridProps} />
        <XAxis {...axis} />
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
          cursor={{ fill: 'var(--sunken)' }}
          content={<PlotTooltip format={format} />}
          isAnimationActive={false}
        />
        {series.map((one, index) => (
          <Bar
            key={one.key}
            dataKey={one.key}
            name={one.label}
            stackId={stacked ? 'whole' : undefined}
            fill={colourOf(one, index)}
            stroke="var(--surface)"
            strokeWidth={stacked ? 1 : 0}
            radius={stacked ? 0 : [3, 3, 0, 0]}
            maxBarSize={44}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
