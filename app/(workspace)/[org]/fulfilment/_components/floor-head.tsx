'use client'

import { useMay } from '@/components/may'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** The head of the floor's lists: orders, stock, goods in. */
export function FloorHead({ title, note }: { title: string; note: string }) {
  const href = useWorkspaceHref()
  const may = useMay()
  return (
    <PageHead
      title={title}
      note={note}
      actions={
        <>
          <ButtonLink href={href('/fulfilment')}>Orders</ButtonLink>
          <ButtonLink href={href('/fulfilment/stock')}>Stock</ButtonLink>
        </>
      }
      go={
        may('stock.receive') && (
          <ButtonLink tone="go" href={href('/fulfilment/receive')}>
            Goods in
          </ButtonLink>
        )
      }
    />
  )
}
