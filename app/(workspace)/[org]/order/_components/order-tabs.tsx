'use client'

import { TabLinks } from '@/components/ui/tabs'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** The lists of the sales desk. */
export function OrderTabs() {
  const href = useWorkspaceHref()
  return (
    <TabLinks
      label="Sales"
      tabs={[
        { label: 'Orders', href: href('/order') },
        { label: 'Quotes', href: href('/order/quotes') },
      ]}
    />
  )
}
