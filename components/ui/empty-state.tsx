import type { ReactNode } from 'react'
import { cn } from './cn'

interface EmptyStateProps {
  /** What will be here: `Orders appear here as soon as they are confirmed.` */
  title: ReactNode
  children?: ReactNode
  /** The first step, as a button or link. */
  action?: ReactNode
  className?: string
}

/** Says what an empty place will hold, and offers the first step. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center gap-1.5 px-6 py-10 text-center', className)}>
      <div className="font-medium">{title}</div>
      {children && <div className="max-w-prose text-ink-2">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
