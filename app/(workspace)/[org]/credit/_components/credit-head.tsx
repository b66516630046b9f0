'use client'

import { PageHead } from '@/components/ui/page-head'
import { TabLinks } from '@/components/ui/tabs'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** The head of the credit desk's pages: work list, accounts, policy. */
export function CreditHead() {
  const href = useWorkspaceHref()
  return (
    <>
      <PageHead
        title="Credit"
        note="Orders that wait for a decision, the end of a hold, or payment. Those inside their limit never come here."
      />
      <TabLinks
        label="Credit"
        tabs={[
          { label: 'Waiting', href: href('/credit') },
          { label: 'Accounts', href: href('/credit/accounts') },
          { label: 'Policy', href: href('/credit/policy') },
        ]}
      />
    </>
  )
}
