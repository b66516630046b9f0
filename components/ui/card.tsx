import type { ReactNode } from 'react'
import { cn } from './cn'

interface CardProps {
  title?: ReactNode
  /** Stands at the right of the title: a count, a link, a note. */
  aside?: ReactNode
  /** Whether the padding is left out, for tables that reach the edges. */
  flush?: boolean
  footer?: ReactNode
  className?: string
  id?: string
  children: ReactNode
}

/** One subject of a page, with a border and no shadow. */
export function Card({ title, aside, flush, footer, className, id, children }: CardProps) {
  return (
    <section id={id} className={cn('min-w-0 rounded-lg border bg-surface', className)}>
      {(title || aside) && (
        <header className="flex min-h-10 flex-wrap items-baseline gap-x-3 gap-y-1 border-b px-3.5 py-2.5">
          {title && <h2 className="font-semibold text-sm">{title}</h2>}
          {aside && <div className="ml-auto text-ink-3">{aside}</div>}
        </header>
      )}
      <div className={cn(!flush && 'p-3.5')}>{children}</div>
      {footer && <footer className="flex flex-wrap items-center gap-2 border-t px-3.5 py-2">{footer}</footer>}
    </section>
  )
}
