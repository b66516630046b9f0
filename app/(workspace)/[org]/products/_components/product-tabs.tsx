'use client'

import { TabLinks } from '@/components/ui/tabs'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** What is sold, and at which prices. */
export function ProductTabs() {
  const href = useWorkspaceHref()
  return (
    <TabLinks
      label="Catalogue"
      tabs={[
        { label: 'Products', href: href('/products') },
        { label: 'Price lists', href: href('/products/prices') },
        { label: 'Categories', href: href('/products/categories') },
      ]}
    />
  )
}
