'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { Facts } from '@/components/ui/facts'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Day, Instant, Quantity } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { BlockLot, UnblockLot } from './block-lot'
import { LotGot } from './lot-got'
import { MovementTable } from './movement-table'

/** One lot: where it came from, where it lies, who got it; and the button that stops it. */
export function LotRecord({ id }: { id: string }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const { data: lot } = useSuspenseQuery(useTRPC().shipping.lot.queryOptions({ id }))
  const serial = lot.tracking === 'SERIAL'
  const blocked = lot.blockedReason !== null
  const left = lot.got.filter((one) => one.dispatchedAt).reduce((sum, one) => sum + one.quantity - one.returned, 0)
  const packed = lot.got.filter((one) => !one.dispatchedAt).reduce((sum, one) => sum + one.quantity, 0)
  const lies = lot.bins.reduce((sum, one) => sum + one.quantity, 0)
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Stock', href: href('/fulfilment/stock') },
          { label: lot.name, href: href(`/fulfilment/stock/${lot.productId}`) },
        ]}
        title={`${serial ? 'Serial number' : 'Lot'} ${lot.number}`}
        tag={blocked ? <Tag tone="bad">blocked</Tag> : lot.expired ? <Tag tone="bad">expired</Tag> : undefined}
        note={`${lot.sku} · ${lot.name}`}
        actions={<ExportLinks href={`/api/export/lot-recall?organisation=${slug}&lot=${id}`} />}
        go={may('stock.receive') && (blocked ? <UnblockLot lot={lot} /> : <BlockLot lot={lot} />)}
      />
      {blocked && (
        <Banner tone="bad" title={`Blocked${lot.blockedBy ? ` by ${lot.blockedBy}` : ''}: ${lot.blockedReason}`}>
          Nothing of it is promised, picked or sent.
        </Banner>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <LotGot lot={lot} />
          <Card flush title="What happened to it" aside="the last 100">
            <MovementTable label="Movements of the lot" movements={lot.movements} of={lot} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card title="Where it is">
            <Facts
              facts={[
                { label: 'Received', value: <Quantity value={lot.received} of={lot} /> },
                ...lot.bins.map((bin) => ({
                  label: `${bin.code}, ${bin.warehouseName}`,
                  value: <Quantity value={bin.quantity} of={lot} />,
                })),
                packed > 0 && { label: 'Packed or in totes', value: <Quantity value={packed} of={lot} /> },
                { label: 'In bins', value: <Quantity value={lies} of={lot} />, strong: true },
                { label: 'With customers', value: <Quantity value={left} of={lot} />, strong: true },
              ]}
            />
          </Card>
          <Card title="What it says">
            <Facts
              facts={[
                !serial && {
                  label: 'Last day',
                  value: lot.expiresOn ? <Day day={lot.expiresOn} /> : 'does not expire',
                },
                { label: 'First came in', value: <Instant at={lot.receivedAt} /> },
                lot.note !== null && { label: 'Supplier', value: lot.note },
              ]}
            />
          </Card>
        </div>
      </div>
    </>
  )
}
