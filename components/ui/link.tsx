'use client'

import type { ComponentProps } from 'react'
import { cn } from './cn'
import { PageLink } from './page-link'
import { useIsClosed } from './workspace'

/** A link in running text, which is text only where the person may not go. `quiet` shows its underline only on hover, for links inside tables. */
export function Link({ quiet, className, ...rest }: ComponentProps<typeof PageLink> & { quiet?: boolean }) {
  const isClosed = useIsClosed()
  if (isClosed(rest.href)) return <span className={className}>{rest.children}</span>
  return (
    <PageLink
      {...rest}
      className={cn(
        'touch rounded-xs underline-offset-2 hover:underline',
        quiet ? 'text-inherit' : 'text-accent underline decoration-accent/40',
        className,
      )}
    />
  )
}
