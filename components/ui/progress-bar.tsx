import { cn } from './cn'

export interface ProgressBarProps {
  value: number
  max: number
  /** What moves, for example `9 of 14 picked`. */
  label: string
  /** Key of the stage that gives the hue; the accent without one. */
  stage?: string
  /** Without rounded ends, for the edge of a page. */
  edge?: boolean
  className?: string
}

/** How far something is. */
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
