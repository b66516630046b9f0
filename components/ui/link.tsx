import NextLink from 'next/link'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A link in running text. `quiet` shows its underline only under the pointer, for links inside tables. */
export function Link({ quiet, className, ...rest }: ComponentProps<typeof NextLink> & { quiet?: boolean }) {
  return (
    <NextLink
      {...rest}
      className={cn(
        'touch rounded-xs underline-offset-2 hover:underline',
        quiet ? 'text-inherit' : 'text-accent underline decoration-accent/40',
        className,
      )}
    />
  )
}
