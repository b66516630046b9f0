/** A colour of the palette. The hues s1…s8 are reserved for figures about a stage. */
type ChartColour =
  | 'accent'
  | 'warn'
  | 'bad'
  | 'good'
  | 'ink'
  | 'ink-2'
  | 'ink-3'
  | 'line-strong'
  | 's1'
  | 's2'
  | 's3'
  | 's4'
  | 's5'
  | 's6'
  | 's7'
  | 's8'

export interface Series {
  key: string
  label: string
  colour?: ChartColour
  /** For lines only: dashed means expected or compared. */
  dashed?: boolean
  /** Whether the legend shows the series in a lighter tone. */
  faint?: boolean
}

/** How figures are written: `money` takes minor units of the workspace's currency, `share` a number from 0 to 1. */
export type ChartUnit = 'count' | 'money' | 'share' | 'days' | 'hours'

export interface ChartPoint {
  /** The label under the axis. */
  label: string
  values: Readonly<Record<string, number | null>>
}

export interface ChartProps {
  /** A sentence about the chart, for screen readers. */
  label: string
  points: readonly ChartPoint[]
  series: readonly Series[]
  unit?: ChartUnit
  height?: number
}

/** Round values for the marks of an axis, with zero among them: 27 and 3 marks give 0, 10, 20, 30. */
export function axisMarks(values: readonly (number | null | undefined)[], marks = 3): number[] {
  const known = values.filter((value) => value !== null && value !== undefined)
  const lowest = Math.min(0, ...known)
  const high = Math.max(0, ...known) || (lowest < 0 ? 0 : 1)
  // Negative values that are too small to be seen get no mark.
  const low = -lowest < high / 50 ? 0 : lowest
  const rough = (high - low) / marks
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power
  const first = Math.floor(low / step)
  const last = Math.max(first + 1, Math.ceil(high / step))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

const order: readonly ChartColour[] = ['accent', 'ink-2', 'warn', 'line-strong', 'bad', 'good', 'ink']

/** The colour of a series as CSS: its own, otherwise the one of its position. */
export const colourOf = (series: Series, index: number) =>
  `var(--${series.colour ?? order[index % order.length] ?? 'accent'})`
