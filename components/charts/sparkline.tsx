import { cn } from '@/components/ui/cn'

interface SparklineProps {
  values: readonly number[]
  /** A sentence with the first and the last figure. */
  label: string
  width?: number
  height?: number
  className?: string
}

/** A line the size of a word, drawn on the server. */
export function Sparkline({ values, label, width = 84, height = 20, className }: SparklineProps) {
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const x = (index: number) => 2 + (index / Math.max(1, values.length - 1)) * (width - 4)
  const y = (value: number) => 2 + (1 - (value - low) / span) * (height - 4)
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`)
  const last = values.at(-1)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className={cn('inline-block align-middle', className)}
    >
      <title>{label}</title>
      <polyline points={points.join(' ')} fill="none" stroke="var(--accent)" strokeWidth="1.5" strokeLinejoin="round" />
      {last !== undefined && <circle cx={x(values.length - 1)} cy={y(last)} r="2" fill="var(--accent)" />}
    </svg>
  )
}
