import type { ReactNode } from 'react'
import { cn } from './cn'
import type { Tone } from './tag'

const tones: Record<Tone, string> = {
  plain: 'border-line bg-sunken',
  ok: 'border-accent/40 bg-accent-soft',
  warn: 'border-warn/40 bg-warn-soft',
  bad: 'border-bad/40 bg-bad-soft',
}

interface BannerProps {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  /** What the person can do about it. */
  action?: ReactNode
  /** Whether screen readers announce it when it appears after the page was loaded. */
  live?: boolean
  className?: string
}

/** Something about the whole page that a person must know before acting. */
export function Banner({ tone = 'plain', title, children, action, live, className }: BannerProps) {
  return (
    <div
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
      className={cn(
        'mb-3.5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-3.5 py-2.5',
        tones[tone],
        // An error stays in view, however long the form below is.
        live && tone === 'bad' && 'sticky top-2 z-10',
        className,
      )}
    >
      <div className="min-w-0 flex-1 basis-64">
        {title && (
          <p className={cn('font-medium', tone === 'bad' && 'text-bad', tone === 'warn' && 'text-warn')}>{title}</p>
        )}
        {children && <div className="text-ink-2">{children}</div>}
      </div>
      {action}
    </div>
  )
}
