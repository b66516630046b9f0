'use client'

import NextLink from 'next/link'
import type { ComponentProps } from 'react'
import { goTo, mayLeave } from './going'

type PageLinkProps = ComponentProps<typeof NextLink>

/** The address of a link, as the address bar would show it. */
const hrefOf = (href: PageLinkProps['href']) =>
  typeof href === 'string' ? href : `${href.pathname ?? ''}${href.search ?? ''}`

/**
 * Next's link without prefetching: every page is made for one person at one moment, so nothing can be loaded before.
 * The skeleton shows from the click on.
 */
export function PageLink(props: PageLinkProps) {
  const href = hrefOf(props.href)
  return (
    <NextLink
      prefetch={false}
      onNavigate={(event) => {
        if (mayLeave(href)) goTo(href)
        else event.preventDefault()
      }}
      {...props}
    />
  )
}
