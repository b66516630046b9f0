import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

interface FoldCardProps {
  title: string
  /** What lies inside, while it is closed. */
  hint: string
  /** Whether it is open at first: because something in it is filled in, or wrong. */
  open: boolean
  className?: string
  children: ReactNode
}

/** A card that can be closed: what most people never need, one click away. */
export function FoldCard({ title, hint, open, className, children }: FoldCardProps) {
  return (
    <details open={open || undefined} className={cn('group min-w-0 rounded-lg border bg-surface', className)}>
      <summary className="flex min-h-10 cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-3.5 py-2.5 group-open:border-b pointer-coarse:py-3.5">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 self-center text-ink-3 transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        <h2 className="font-semibold text-sm">{title}</h2>
        <span className="ml-auto text-ink-3 max-sm:w-full max-sm:pl-7 group-open:hidden">{hint}</span>
      </summary>
      <div className="p-3.5">{children}</div>
    </details>
  )
}
