import type { ReactNode } from 'react'

/** The unit of a number, within its box. */
export const InsideUnit = ({ children }: { children: ReactNode }) =>
  children ? (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-3 text-xs"
    >
      {children}
    </span>
  ) : null
