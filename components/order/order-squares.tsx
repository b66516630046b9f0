import { cn } from '@/components/ui/cn'
import { type StageKey, stages } from './stages'

export interface OrderSquaresProps {
  /** Where the order stands; `settled` fills all eight. */
  stage: StageKey | 'settled'
  /** It cannot go on by itself: the square turns red and hollow squares follow. */
  stopped?: boolean
  className?: string
}

/** An order's position as eight small squares: filled behind, framed here, empty ahead, crossed when stopped. */
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
