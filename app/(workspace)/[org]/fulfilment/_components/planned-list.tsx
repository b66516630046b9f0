'use client'

import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useRouter } from '@/components/ui/going'
import { useListState } from '@/components/ui/list-state'
import { useShortcut } from '@/components/ui/shortcuts'
import { Count, Day } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { PlannedListRow } from '@/server/supply/queries/planned'
import { plannedListOf } from '@/server/supply/schema'
import { Came } from './came'
import { FloorHead } from './floor-head'
import { PlannedTag } from './planned-tag'

const columns: Column<PlannedListRow>[] = [
  { key: 'number', head: 'Number', cell: (row) => row.number, link: true },
  { key: 'supplier', head: 'Supplier', cell: (row) => row.supplierName, grow: true },
  { key: 'reference', head: 'Their number', cell: (row) => row.reference ?? '–', importance: 'low' },
  {
    key: 'state',
    head: 'State',
    cell: (row) => <PlannedTag state={row.state} late={row.late} />,
    importance: 'medium',
  },
  {
    key: 'products',
    head: 'Products',
    cell: (row) => <Count value={row.products} />,
    numeric: true,
    importance: 'low',
  },
  {
    key: 'received',
    head: 'Received',
    cell: (row) => <Came of={row} />,
    numeric: true,
    importance: 'medium',
  },
  {
    key: 'expectedOn',
    head: 'Expected',
    cell: (row) => <Day day={row.expectedOn} className={row.late ? 'text-warn' : undefined} />,
    numeric: true,
    sortable: true,
  },
]

const filters = [
  {
    key: 'state',
    label: 'State',
    none: 'Still expected',
    options: [
      { value: 'LATE', label: 'Late' },
      { value: 'RECEIVED', label: 'Received' },
      { value: 'CANCELLED', label: 'Cancelled' },
      { value: 'ALL', label: 'All' },
    ],
  },
]

export function PlannedList() {
  const trpc = useTRPC()
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { search } = useListState()
  const mayPlan = may('supply.change')
  useShortcut('n', 'Plan a receipt', mayPlan ? () => router.push(href('/fulfilment/planned/new')) : null)
  const plan = (
    <ButtonLink href={href('/fulfilment/planned/new')} tone="go" shortcut="N">
      Plan a receipt
    </ButtonLink>
  )
  return (
    <>
      <FloorHead note="Planned receipts: what is bought, from whom, and when it is expected" go={mayPlan && plan} />
      <FilterBar
        search="Number or supplier"
        filters={filters}
        also={[
          { key: 'supplier', label: 'One supplier' },
          { key: 'product', label: 'One product' },
        ]}
      >
        {mayPlan && <ButtonLink href={href('/fulfilment/planned/proposal')}>What to buy</ButtonLink>}
      </FilterBar>
      <WorkList
        list={trpc.supply.list.queryOptions(plannedListOf(search))}
        exported="planned"
        none="No planned receipt fits."
        sorted="expectedOn"
        label="Planned receipts"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/fulfilment/planned/${row.id}`)}
        empty={
          <EmptyState title="Nothing is expected." action={mayPlan && plan}>
            Plan what you buy: orders that wait for it are promised by its day.
          </EmptyState>
        }
      />
    </>
  )
}
