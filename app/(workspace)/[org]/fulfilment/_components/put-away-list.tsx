'use client'

import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Age, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { PutAwayRow } from '@/server/fulfilment/queries/moving'
import { putAwayListOf } from '@/server/fulfilment/schema/moving'
import { FloorHead } from './floor-head'
import { moveHref } from './move-draft'

const columns: Column<PutAwayRow>[] = [
  { key: 'sku', head: 'SKU', cell: (row) => row.sku, link: true },
  { key: 'product', head: 'Product', cell: (row) => (row.lot ? `${row.name} · lot ${row.lot}` : row.name), grow: true },
  { key: 'warehouse', head: 'Warehouse', cell: (row) => row.warehouseName, importance: 'low' },
  { key: 'from', head: 'Lies in', cell: (row) => row.fromBin, importance: 'medium' },
  { key: 'to', head: 'Into', cell: (row) => row.toBin ?? '–' },
  { key: 'quantity', head: 'Units', cell: (row) => <Quantity value={row.quantity} of={row} />, numeric: true },
  {
    key: 'asked',
    head: 'On pick lists',
    cell: (row) => (row.asked > 0 ? <Quantity value={row.asked} of={row} /> : '–'),
    numeric: true,
    importance: 'low',
  },
  { key: 'since', head: 'Waits', cell: (row) => <Age since={row.since} />, numeric: true },
]

/** Goods that came in and wait in a receiving bin, with the bin into which they usually go. */
export function PutAwayList() {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { search } = useListState()
  return (
    <>
      <FloorHead
        note="Came in and not in their bins yet"
        go={
          may('stock.receive') && (
            <ButtonLink tone="go" href={href('/fulfilment/move')}>
              Move goods
            </ButtonLink>
          )
        }
      />
      <FilterBar search="Product or bin" filters={[]} />
      <WorkList
        list={trpc.moving.putAway.queryOptions(putAwayListOf(search))}
        exported="put-away"
        none="Nothing fits."
        refetchInterval={30_000}
        label="Goods to put away"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(moveHref(row))}
        empty={
          <EmptyState title="Nothing to put away.">
            When a warehouse has a receiving bin (Settings → Warehouses), goods that come in wait here until they are in
            their bins.
          </EmptyState>
        }
      />
    </>
  )
}
