import type { ReactNode } from 'react'
import { cn } from './cn'

/** A key of the keyboard, shown small. It is decoration for people who see it; the control itself announces the shortcut. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        // A device without a pointer that hovers usually has no keyboard.
        'hidden rounded-sm border bg-surface px-1 font-medium font-mono text-2xs text-ink-3 pointer-fine:inline print:hidden',
        className,
      )}
    >
      {children}
    </span>
  )
}
