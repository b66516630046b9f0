import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { PageLink } from '@/components/ui/page-link'
import { ProgressBar, type ProgressBarProps } from '@/components/ui/progress-bar'
import { NetworkTag } from './network-tag'

export interface TabletLayoutProps {
  /** What the person works on: `Wave 14`. */
  title: ReactNode
  /** The progress and the remaining time: `9 of 14 · 22 min to DPD`. */
  note?: ReactNode
  backHref?: string
  /** Entries that were made here and are not sent yet. */
  waiting?: number
  /** The person who works here, shown beside the state of the network. */
  aside?: ReactNode
  progress?: Omit<ProgressBarProps, 'edge' | 'className'>
  children: ReactNode
  /** At most three buttons of size `tablet`; the last is the widest. */
  actions?: ReactNode
}

/** A page with one task at a time: no rail, one instruction, buttons of 60 px, and the state of the network always in view. */
export function TabletLayout({
  title,
  note,
  backHref,
  waiting,
  aside,
  progress,
  children,
  actions,
}: TabletLayoutProps) {
  return (
    <div data-tablet className="grid min-h-[calc(100dvh-var(--notices,0px))] grid-rows-[auto_1fr_auto] text-lg">
      <header className="sticky top-(--notices,0px) z-10">
        <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1 border-b bg-surface px-4.5 py-2">
          {backHref && (
            <PageLink
              href={backHref}
              aria-label="Back"
              className="-ml-2 grid size-11 place-items-center rounded-md hover:bg-sunken"
            >
              <ArrowLeft aria-hidden="true" className="size-5" />
            </PageLink>
          )}
          <h1 className="text-lg">{title}</h1>
          {note && <span className="text-ink-3">{note}</span>}
          <span className="ml-auto flex items-center gap-2.5">
            <NetworkTag waiting={waiting} />
            {aside}
          </span>
        </div>
        {progress && <ProgressBar {...progress} edge />}
      </header>
      <div className="mx-auto grid w-full max-w-[900px] content-center gap-4 p-5.5 max-sm:p-3.5">{children}</div>
      {actions && (
        <footer className="sticky bottom-0 flex flex-wrap gap-3 border-t bg-surface px-4.5 pt-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))] *:flex-1 *:basis-32 *:last:grow-2 *:last:basis-64">
          {actions}
        </footer>
      )}
    </div>
  )
}

/** The place to go to or the product to pick: a small label and a very large value. */
export function TabletTarget({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <p className="min-w-0">
      <span className="block text-ink-3">{label}</span>
      <span className="block break-words font-mono font-semibold text-6xl tracking-tight max-sm:text-5xl">
        {children}
      </span>
    </p>
  )
}
