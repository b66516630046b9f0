'use client'

import { useWarehouseFilter } from '@/components/fulfilment/warehouse-filter'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Day } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { TransferRow } from '@/server/fulfilment/queries/transfers'
import { transferListOf } from '@/server/fulfilment/schema/transfer'
import { Came } from './came'
import { FloorHead } from './floor-head'
import { TransferTag } from './transfer-tag'

function Expected({ row: { state, expectedOn } }: { row: TransferRow }) {
  const { today } = useWorkspace()
  return (
    <Day day={expectedOn} className={state === 'SENT' && expectedOn < today ? 'font-medium text-warn' : undefined} />
  )
}

const columns: Column<TransferRow>[] = [
  { key: 'number', head: 'Number', cell: (row) => row.number, link: true },
  { key: 'from', head: 'From', cell: (row) => row.fromName, grow: true },
  { key: 'to', head: 'To', cell: (row) => row.toName },
  { key: 'state', head: 'State', cell: (row) => <TransferTag {...row} />, importance: 'medium' },
  {
    key: 'units',
    head: 'Arrived',
    cell: ({ products, ...row }) => <Came of={{ ...row, lines: products }} />,
    numeric: true,
    importance: 'medium',
  },
  { key: 'expectedOn', head: 'Expected', cell: (row) => <Expected row={row} />, numeric: true, sortable: true },
]

const filters = [
  {
    key: 'state',
    label: 'State',
    none: 'On their way',
    options: [
      { value: 'RECEIVED', label: 'Arrived' },
      { value: 'ALL', label: 'All' },
    ],
  },
  { key: 'late', label: 'Late', none: 'Late or not', options: [{ value: '1', label: 'Expected before today' }] },
]

/** Goods on their way between warehouses. */
export function TransferList() {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { search } = useListState()
  return (
    <>
      <FloorHead
        note="Sent from one warehouse and not arrived at the other yet"
        go={
          may('stock.receive') && (
            <ButtonLink tone="go" href={href('/fulfilment/transfers/new')}>
              New transfer
            </ButtonLink>
          )
        }
      />
      <FilterBar search="Number or warehouse" filters={[...filters, ...useWarehouseFilter('All warehouses')]} />
      <WorkList
        list={trpc.moving.transfers.queryOptions(transferListOf(search))}
        exported="transfers"
        none="No transfer fits."
        sorted="expectedOn"
        label="Transfers"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/fulfilment/transfers/${row.id}`)}
        empty={
          <EmptyState title="Nothing is on its way.">
            Goods that one warehouse sends to another are here until they have arrived.
          </EmptyState>
        }
      />
    </>
  )
}
