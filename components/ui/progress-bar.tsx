import { cn } from './cn'

export interface ProgressBarProps {
  value: number
  max: number
  /** The progress in words, for example `9 of 14 picked`. */
  label: string
  /** The stage that gives the hue; without it, the accent colour. */
  stage?: string
  /** Whether the ends are square, for the edge of a page. */
  edge?: boolean
  className?: string
}

export function ProgressBar({ value, max, label, stage, edge, className }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    <div
      role="progressbar"
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuetext={label}
      aria-label={label}
      data-stage={stage}
      className={cn('h-1.5 overflow-hidden bg-sunken', !edge && 'rounded-sm', className)}
    >
      <i className="block h-full bg-(--c,var(--accent)) transition-[width]" style={{ width: `${share * 100}%` }} />
    </div>
  )
}
