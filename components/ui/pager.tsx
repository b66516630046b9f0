'use client'

import type { ReactNode } from 'react'
import { buttonClass } from './button'
import { useListHref } from './list-state'
import { PageLink } from './page-link'

export interface PagerProps {
  /** Cursor of the next page; null when this is the last. */
  next?: string | null
  previous?: string | null
  /** What the page shows: `50 of 1,148`. */
  note?: ReactNode
}

/** Links to the next and the previous rows of a list, by cursor: the pages stay stable while rows are added. */
export function Pager({ next, previous, note }: PagerProps) {
  const listHref = useListHref()
  if (!next && !previous && !note) return null
  return (
    <nav aria-label="Pages of the list" className="flex items-center gap-2 print:hidden">
      {note && <span className="text-ink-3 text-xs">{note}</span>}
      <span className="ml-auto flex gap-2">
        <Step href={previous ? listHref({ before: previous, after: null }) : null} label="Previous" rel="prev" />
        <Step href={next ? listHref({ after: next, before: null }) : null} label="Next" rel="next" />
      </span>
    </nav>
  )
}

function Step({ href, label, rel }: { href: string | null; label: string; rel: string }) {
  const className = buttonClass({ size: 'sm' })
  if (!href)
    return (
      <span aria-disabled="true" className={className}>
        {label}
      </span>
    )
  return (
    <PageLink href={href} rel={rel} className={className}>
      {label}
    </PageLink>
  )
}
