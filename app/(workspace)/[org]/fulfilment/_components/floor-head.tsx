'use client'

import { useMay } from '@/components/may'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { TabLinks } from '@/components/ui/tabs'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** The head of the floor's lists: orders, goods to put back, stock; its buttons lead to goods in. */
export function FloorHead({ note }: { note: string }) {
  const href = useWorkspaceHref()
  const may = useMay()
  return (
    <>
      <PageHead
        title="Fulfilment"
        note={note}
        go={
          may('stock.receive') && (
            <ButtonLink tone="go" href={href('/fulfilment/receive')}>
              Goods in
            </ButtonLink>
          )
        }
      />
      <TabLinks
        label="Fulfilment"
        tabs={[
          { label: 'Orders', href: href('/fulfilment') },
          { label: 'Put back', href: href('/fulfilment/put-back') },
          { label: 'Stock', href: href('/fulfilment/stock') },
        ]}
      />
    </>
  )
}
