/** A token of the palette. The hues s1…s8 are kept for figures about a stage. */
export type ChartColour =
  | 'accent'
  | 'warn'
  | 'bad'
  | 'good'
  | 'ink'
  | 'ink-2'
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
  /** Lines only: dashed, for what is expected or compared. */
  dashed?: boolean
}

/** How figures are written: `money` takes minor units of the workspace's currency, `share` a number from 0 to 1. */
export type ChartUnit = 'count' | 'money' | 'share' | 'days' | 'hours'

export interface ChartPoint {
  /** What stands under the axis. */
  label: string
  values: Readonly<Record<string, number | null>>
}

export interface ChartProps {
  /** What the chart shows, in a sentence: it is read out in its place. */
  label: string
  points: readonly ChartPoint[]
  series: readonly Series[]
  unit?: ChartUnit
  height?: number
}

const order: readonly ChartColour[] = ['accent', 'ink-2', 'warn', 'line-strong', 'bad', 'good', 'ink']

/** The colour of a series as CSS: its own, else by its place. */
export const colourOf = (series: Series, index: number) =>
  `var(--${series.colour ?? order[index % order.length] ?? 'accent'})`
