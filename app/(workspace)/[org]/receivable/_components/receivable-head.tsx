'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { PrintButton } from '@/components/ui/print-button'
import { TabLinks } from '@/components/ui/tabs'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** The head of the receivable pages: aging and reminders. */
export function ReceivableHead({ note, actions }: { note?: ReactNode; actions?: ReactNode }) {
  const href = useWorkspaceHref()
  const reminders = href('/receivable/reminders')
  const path = usePathname()
  return (
    <>
      <PageHead
        title="Receivables"
        note={note}
        actions={
          <>
            <PrintButton />
            {actions}
          </>
        }
        go={
          path !== reminders && (
            <ButtonLink tone="go" href={reminders}>
              Who is reminded today
            </ButtonLink>
          )
        }
      />
      <TabLinks
        label="Receivables"
        tabs={[
          { label: 'Aging', href: href('/receivable') },
          { label: 'Reminders', href: reminders },
        ]}
      />
    </>
  )
}
