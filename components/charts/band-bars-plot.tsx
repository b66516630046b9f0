'use client'

import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useBarAxis } from './bar-axis'
import { useChartFormat } from './chart-format'
import { gridProps, margin, PlotTooltip, tickStyle } from './plot-parts'
import { axisMarks, type ChartProps } from './series'

interface DotProps {
  cx?: number
  cy?: number
  value?: unknown
}

/** The actual value: a mark across its bar. */
const came = ({ cx, cy, value }: DotProps) =>
  cx === undefined || cy === undefined || value === null || value === undefined ? (
    <g key={`none-${cx}`} />
  ) : (
    <rect key={cx} x={cx - 5} y={cy - 1.5} width={10} height={3} rx={1.5} fill="var(--ink)" />
  )

interface BandBarsPlotProps extends ChartProps {
  words: { part?: string; middle: string; band: string; actual: string }
}

/** The drawing behind `BandBars`; loaded when it is shown. */
export default function BandBarsPlot({ points, unit = 'money', words }: BandBarsPlotProps) {
  const format = useChartFormat(unit)
  const { axis, onResize } = useBarAxis(points.map((point) => point.label))
  const rows = points.map(({ label, values }) => {
    const part = words.part ? Math.min(values.part ?? 0, values.p50 ?? 0) : 0
    return {
      label,
      part,
      rest: (values.p50 ?? 0) - part,
      middle: values.p50 ?? null,
      band: [values.p10 ?? 0, values.p90 ?? 0],
      actual: values.actual ?? null,
    }
  })
  const marks = axisMarks(rows.flatMap((row) => [row.band[1], row.actual]))
  const told = new Set(['part', 'middle', 'band', 'actual'])
  return (
    <ResponsiveContainer width="100%" height="100%" onResize={onResize}>
      <ComposedChart data={rows} margin={margin} accessibilityLayer={false} barCategoryGap="22%">
        <CartesianGrid {...gridProps} />
        <XAxis {...axis} />
        <XAxis xAxisId="over" dataKey="label" hide />
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
          content={({ payload = [], ...rest }) => (
            <PlotTooltip
              {...rest}
              payload={payload.filter(
                (one) => told.has(String(one.dataKey)) && one.value !== null && (one.dataKey !== 'part' || words.part),
              )}
              format={format}
            />
          )}
          isAnimationActive={false}
        />
        <Bar
          dataKey="part"
          name={words.part}
          stackId="whole"
          fill="var(--accent)"
          maxBarSize={40}
          isAnimationActive={false}
        />
        <Bar
          dataKey="rest"
          stackId="whole"
          fill="var(--accent)"
          fillOpacity={words.part ? 0.45 : 0.75}
          radius={[3, 3, 0, 0]}
          maxBarSize={40}
          isAnimationActive={false}
        />
        <Line
          dataKey="middle"
          name={words.middle}
          stroke="none"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Bar
          xAxisId="over"
          dataKey="band"
          name={words.band}
          barSize={3}
          radius={1.5}
          fill="var(--ink-3)"
          isAnimationActive={false}
        />
        <Line
          dataKey="actual"
          name={words.actual}
          stroke="none"
          dot={came}
          activeDot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}
