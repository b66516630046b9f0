'use client'

import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { PageLink } from './page-link'

interface KeyFigureProps {
  label: ReactNode
  value: ReactNode
  unit?: ReactNode
  /** The change since the period before. `good` decides the tone, not the sign. */
  delta?: { text: ReactNode; good?: boolean }
  /** A note beside it: the best possible value, the median, the population. */
  note?: ReactNode
  /** How the figure is computed, from which population, and the link to its rows. */
  explain?: { formula: ReactNode; population?: ReactNode; rowsHref?: string; rowsLabel?: string }
  className?: string
}

/** One figure of a job. With `explain` a person can open its formula and its rows. */
export function KeyFigure({ label, value, unit, delta, note, explain, className }: KeyFigureProps) {
  const figure = (
    <span className="font-semibold text-2xl tracking-tight tabular-nums">
      {value}
      {unit && <span className="font-semibold"> {unit}</span>}
    </span>
  )
  return (
    <section className={cn('min-w-0 rounded-lg border bg-surface p-3.5', className)}>
      <div className="flex justify-between gap-2 text-ink-2">
        <h2 className="truncate font-normal text-sm max-sm:whitespace-normal">{label}</h2>
        {delta && (
          <span
            className={cn(
              'whitespace-nowrap tabular-nums',
              delta.good === true && 'text-good',
              delta.good === false && 'text-bad',
            )}
          >
            {delta.text}
          </span>
        )}
      </div>
      {explain ? <Explained explain={explain}>{figure}</Explained> : figure}
      {note && <p className="text-ink-3 text-xs">{note}</p>}
    </section>
  )
}

function Explained({ explain, children }: { explain: NonNullable<KeyFigureProps['explain']>; children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger className="touch group flex items-baseline gap-2 rounded-sm text-left">
        {children}
        <span className="text-ink-3 text-xs underline decoration-dotted underline-offset-2 group-hover:text-ink print:hidden">
          how?
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="How this figure is made"
          className="appear z-50 flex max-w-sm flex-col gap-2 rounded-lg border border-line-strong bg-surface p-3.5"
        >
          <p>{explain.formula}</p>
          {explain.population && <p className="text-ink-2">{explain.population}</p>}
          {explain.rowsHref && (
            <PageLink href={explain.rowsHref} className="font-medium text-accent underline underline-offset-2">
              {explain.rowsLabel ?? 'See the rows'}
            </PageLink>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
