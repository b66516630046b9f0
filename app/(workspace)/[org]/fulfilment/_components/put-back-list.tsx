'use client'

import { FindField } from '@/components/fulfilment/find-field'
import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Age, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { PutBackRow } from '@/server/fulfilment/queries/put-back'
import { putBackListOf } from '@/server/fulfilment/schema'
import { FloorHead } from './floor-head'

const columns: Column<PutBackRow>[] = [
  { key: 'number', head: 'Order', cell: (row) => row.orderNumber, link: true },
  { key: 'product', head: 'Product', cell: (row) => row.name, grow: true },
  { key: 'sku', head: 'SKU', cell: (row) => row.sku, importance: 'low' },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, importance: 'low' },
  {
    key: 'why',
    head: 'Why',
    cell: (row) => <Tag tone="warn">{row.isCancelled ? 'order cancelled' : 'fewer wanted'}</Tag>,
    importance: 'medium',
  },
  { key: 'quantity', head: 'Units', cell: (row) => <Quantity value={row.quantity} of={row} />, numeric: true },
  {
    key: 'lies',
    head: 'Lies in',
    cell: (row) => (row.boxed === 0 ? 'a tote' : row.boxed === row.quantity ? 'a parcel' : 'tote and parcel'),
    importance: 'medium',
  },
  { key: 'bin', head: 'Into', cell: (row) => row.homeBin ?? '–' },
  { key: 'since', head: 'Waits', cell: (row) => <Age since={row.since} />, numeric: true },
]

/** Goods that were picked and are no longer wanted, until they are back in a bin. */
export function PutBackList() {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { search } = useListState()
  return (
    <>
      <FloorHead note="Picked or packed, no longer wanted, and not in a bin yet" />
      <FindField puttingBack />
      <FilterBar search="Order or product" filters={[]} />
      <WorkList
        list={trpc.fulfilment.putBackList.queryOptions(putBackListOf(search))}
        exported="put-back"
        none="Nothing fits."
        refetchInterval={30_000}
        label="Goods to put back"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/fulfilment/put-back/${row.orderId}`)}
        empty={
          <EmptyState title="Nothing to put back.">
            When an order is cancelled or reduced after picking, the goods in totes and parcels appear here.
          </EmptyState>
        }
      />
    </>
  )
}
