import type { ReactNode } from 'react'
import { cn } from './cn'

export interface Fact {
  label: ReactNode
  value: ReactNode
  /** Whether this is a total. */
  strong?: boolean
}

/** Names and values. The values are right-aligned so that figures line up; `start` puts them beside their names. */
export function Facts({
  facts,
  start,
  className,
}: {
  facts: readonly (Fact | null | false)[]
  start?: boolean
  className?: string
}) {
  return (
    <dl className={cn('grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5', className)}>
      {facts.map(
        (fact, index) =>
          fact && (
            <div key={index} className={cn('contents', fact.strong && 'font-semibold')}>
              <dt className={cn('pointer-coarse:has-[a]:py-2.5', fact.strong ? 'text-ink' : 'text-ink-3')}>
                {fact.label}
              </dt>
              <dd
                className={cn('min-w-0 break-words pointer-coarse:has-[a]:py-2.5', !start && 'text-right tabular-nums')}
              >
                {fact.value}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
