import { cn } from './cn'

type BarTone = 'accent' | 'warn' | 'bad' | 'good' | 'plain'

const fills: Record<BarTone, string> = {
  accent: 'bg-accent',
  warn: 'bg-warn',
  bad: 'bg-bad',
  good: 'bg-good',
  plain: 'bg-line-strong',
}

interface BarPart {
  /** Share of the whole, 0 to 1. */
  share: number
  tone?: BarTone
  /** The label for screen readers and the tooltip. */
  label: string
}

/** Shares of a total as one thin bar. Write the figures in words beside it. */
export function Bar({ parts, className }: { parts: readonly BarPart[]; className?: string }) {
  return (
    <div
      role="img"
      aria-label={parts.map((part) => part.label).join(', ')}
      className={cn('print-colour flex h-2 gap-px overflow-hidden rounded-sm bg-sunken', className)}
    >
      {parts.map((part) => (
        <i
          key={part.label}
          title={part.label}
          style={{ width: `${Math.min(1, Math.max(0, part.share)) * 100}%` }}
          className={fills[part.tone ?? 'accent']}
        />
      ))}
    </div>
  )
}
