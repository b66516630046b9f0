import type { ReactNode } from 'react'
import { cn } from './cn'

/** The visible name of a field that stands in a list, where no head of a column names it. Screen readers have the field's own. */
export const FieldName = ({ className, children }: { className?: string; children: ReactNode }) => (
  <span aria-hidden="true" className={cn('mb-0.5 block text-left text-ink-3 text-xs', className)}>
    {children}
  </span>
)
