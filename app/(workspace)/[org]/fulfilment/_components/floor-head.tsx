'use client'

import type { ReactNode } from 'react'
import { useMay } from '@/components/may'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { TabLinks } from '@/components/ui/tabs'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { useWarehouses } from './use-bins'

interface FloorHeadProps {
  note: string
  /** The one thing to do here; taking goods in when left out. */
  go?: ReactNode
  /** Beside it. */
  more?: ReactNode
}

/** The head of the floor's lists: orders, what is to be put back, stock, what is expected and of whom. */
export function FloorHead({ note, go, more }: FloorHeadProps) {
  const href = useWorkspaceHref()
  const may = useMay()
  const warehouses = useWarehouses()
  const goodsIn = (tone: 'go' | 'plain') => (
    <ButtonLink tone={tone} href={href('/fulfilment/receive')}>
      Goods in
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title="Fulfilment"
        note={note}
        go={go ?? (may('stock.receive') && goodsIn('go'))}
        actions={
          <>
            {go !== undefined && may('stock.receive') && goodsIn('plain')}
            {more}
          </>
        }
      />
      <TabLinks
        label="Fulfilment"
        tabs={[
          { label: 'Orders', href: href('/fulfilment') },
          { label: 'Put back', href: href('/fulfilment/put-back') },
          { label: 'Put away', href: href('/fulfilment/put-away') },
          { label: 'Stock', href: href('/fulfilment/stock') },
          ...(warehouses.length > 1 ? [{ label: 'Transfers', href: href('/fulfilment/transfers') }] : []),
          ...(may('supply.read')
            ? [
                { label: 'Planned receipts', href: href('/fulfilment/planned') },
                { label: 'Suppliers', href: href('/fulfilment/suppliers') },
              ]
            : []),
        ]}
      />
    </>
  )
}
