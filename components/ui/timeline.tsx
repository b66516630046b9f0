import type { ReactNode } from 'react'
import { cn } from './cn'

export interface TimelineEntry {
  key: string
  /** When it happened: an `Instant`, a `Day`, or words such as `at dispatch`. */
  at: ReactNode
  text: ReactNode
  /** Who or what did it. */
  who?: ReactNode
  /** The stage that gives the hue. */
  stage?: string
  /** `now` is open, `next` is planned, `bad` went wrong. */
  state?: 'done' | 'now' | 'next' | 'bad'
}

const marks = {
  done: 'bg-(--c,var(--ink-3))',
  now: 'border-2 border-(--c,var(--ink))',
  next: 'bg-line',
  bad: 'bg-bad',
}
const words = { done: '', now: 'Now: ', next: 'Planned: ', bad: 'Problem: ' }

/** What happened, who did it and what comes next, in the given order; the future in a weaker tone. */
export function Timeline({ entries, className }: { entries: readonly TimelineEntry[]; className?: string }) {
  return (
    <ol
      className={cn(
        'grid grid-cols-[14px_auto_minmax(0,1fr)_auto] gap-x-2.5 max-sm:grid-cols-[14px_minmax(0,1fr)_auto]',
        className,
      )}
    >
      {entries.map((entry) => {
        const state = entry.state ?? 'done'
        return (
          <li
            key={entry.key}
            data-stage={entry.stage}
            className={cn(
              'col-span-full grid grid-cols-subgrid items-baseline py-1.5',
              state === 'next' && 'text-ink-3',
            )}
          >
            <i aria-hidden="true" className={cn('size-[9px] translate-y-px rounded-xs', marks[state])} />
            <span className="whitespace-nowrap text-ink-3">{entry.at}</span>
            <span className="min-w-0 max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2">
              {words[state] && <span className="sr-only">{words[state]}</span>}
              {entry.text}
            </span>
            <span className="text-right text-ink-3">{entry.who}</span>
          </li>
        )
      })}
    </ol>
  )
}
