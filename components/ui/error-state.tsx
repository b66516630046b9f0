'use client'

import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'

interface ErrorStateProps {
  /** What happened. */
  title?: ReactNode
  /** What it means and what to do. */
  children?: ReactNode
  onRetry?: () => void
  /** The page to open when trying again does not help. */
  wayOut?: ReactNode
  /** What to quote when asking for help. */
  reference?: string
  className?: string
}

/** Says what failed, what it means and what to do. Retry keeps everything that was typed. */
export function ErrorState({
  title = 'This could not be loaded',
  children,
  onRetry,
  wayOut,
  reference,
  className,
}: ErrorStateProps) {
  return (
    <div role="alert" className={cn('flex flex-col items-center gap-1.5 px-6 py-10 text-center', className)}>
      <div className="font-medium">{title}</div>
      <div className="max-w-prose text-ink-2">
        {children ?? 'Nothing was changed. The connection or the server did not answer; try again in a moment.'}
      </div>
      {reference && <p className="font-mono text-ink-3 text-xs">{reference}</p>}
      {wayOut && <div className="mt-2">{wayOut}</div>}
      {onRetry && (
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
