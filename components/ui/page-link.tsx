import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/** Next's link without looking ahead: every page is made for one person at one moment, so nothing of it can be had before. */
export function PageLink(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />
}
