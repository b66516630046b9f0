import { cn } from '@/components/ui/cn'
import { type StageKey, stages } from './stages'

interface OrderSquaresProps {
  /** The order's stage; `settled` fills all eight squares. */
  stage: StageKey | 'settled'
  /** Whether a person must act: the square turns red, and the squares after it are hollow. */
  stopped?: boolean
  className?: string
}

/**
 * An order's stage as eight small squares: past ones filled, the current one framed, future ones empty; a stopped one
 * is crossed out.
 */
export function OrderSquares({ stage, stopped, className }: OrderSquaresProps) {
  const at = stage === 'settled' ? stages.length : stages.findIndex((one) => one.key === stage)
  const label = stage === 'settled' ? 'Settled' : `${stages[at]?.label ?? ''}${stopped ? ', stopped' : ''}`
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={cn('inline-grid grid-cols-[repeat(8,9px)] gap-0.5 align-middle', className)}
    >
      {stages.map((one, index) => (
        <i
          key={one.key}
          data-stage={one.key}
          className={cn(
            'print-colour h-2 rounded-xs',
            index < at && 'bg-(--c)',
            index === at && !stopped && 'border-(--c) border-2 bg-surface',
            index === at && stopped && 'stripes bg-bad',
            index > at && 'bg-line',
          )}
        />
      ))}
    </span>
  )
}
