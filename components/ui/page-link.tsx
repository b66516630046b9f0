'use client'

import NextLink from 'next/link'
import type { ComponentProps } from 'react'
import { goTo, mayLeave } from './going'

type PageLinkProps = ComponentProps<typeof NextLink>

/** Where a link leads, as it would stand in the address. */
const hrefOf = (href: PageLinkProps['href']) =>
  typeof href === 'string' ? href : `${href.pathname ?? ''}${href.search ?? ''}`

/** Next's link without looking ahead: every page is made for one person at one moment, so nothing of it can be had before. Its place is held from the click on. */
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
