'use client'

import { useMay } from '@/components/may'
import { TabLinks } from '@/components/ui/tabs'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** The lists of the sales desk. */
export function OrderTabs() {
  const href = useWorkspaceHref()
  const may = useMay()
  return (
    <TabLinks
      label="Sales"
      tabs={[
        { label: 'Orders', href: href('/order') },
        { label: 'Quotes', href: href('/order/quotes') },
        ...(may('order.confirm') ? [{ label: 'Drafts', href: href('/order/drafts') }] : []),
      ]}
    />
  )
}
