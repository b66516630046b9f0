import type { ComponentProps } from 'react'
import { cn } from './cn'
import { PageLink } from './page-link'

/** A link in running text. `quiet` shows its underline only on hover, for links inside tables. */
export function Link({ quiet, className, ...rest }: ComponentProps<typeof PageLink> & { quiet?: boolean }) {
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
