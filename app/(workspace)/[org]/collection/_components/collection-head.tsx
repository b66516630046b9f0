'use client'

import { useMay } from '@/components/may'
import { ButtonLink } from '@/components/ui/button'
import { useRouter } from '@/components/ui/going'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { TabLinks } from '@/components/ui/tabs'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** The head of the desk's lists: bank lines, receipts, agreements. */
export function CollectionHead({ note }: { note?: string }) {
  const may = useMay()
  const router = useRouter()
  const href = useWorkspaceHref()
  const records = may('collection.record')
  useShortcut('n', 'Record a payment', records ? () => router.push(href('/collection/new')) : null)
  return (
    <>
      <PageHead
        title="Collections"
        note={note}
        actions={
          records && (
            <ButtonLink href={href('/collection/new')} shortcut="N">
              Record a payment
            </ButtonLink>
          )
        }
        go={
          records && (
            <ButtonLink tone="go" href={href('/collection/import')}>
              Read a bank file
            </ButtonLink>
          )
        }
      />
      <TabLinks
        label="Collections"
        tabs={[
          { label: 'Bank lines', href: href('/collection') },
          { label: 'Receipts', href: href('/collection/receipts') },
          { label: 'Refunds', href: href('/collection/refunds') },
          { label: 'Promises and disputes', href: href('/collection/agreements') },
        ]}
      />
    </>
  )
}
