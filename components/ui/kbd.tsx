import type { ReactNode } from 'react'
import { cn } from './cn'

/** A key of the keyboard, shown small. Decoration for people who see it: the shortcut itself is announced by its owner. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        // Where nobody hovers there is no keyboard to press it on.
        'hidden rounded-sm border bg-surface px-1 font-medium font-mono text-2xs text-ink-3 pointer-fine:inline print:hidden',
        className,
      )}
    >
      {children}
    </span>
  )
}
