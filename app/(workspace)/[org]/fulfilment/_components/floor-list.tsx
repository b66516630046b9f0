'use client'

import { useQuery } from '@tanstack/react-query'
import { FindField } from '@/components/fulfilment/find-field'
import { useTRPC } from '@/components/trpc-provider'
import { cn } from '@/components/ui/cn'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Age, Count, Day } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { FloorRow } from '@/server/fulfilment/queries/list'
import { floorListOf } from '@/server/fulfilment/schema'
import { FloorHead } from './floor-head'
import { useWarehouseFilter } from './warehouse-field'

const amount = (value: number) => (value === 0 ? <span className="text-ink-3">–</span> : <Count value={value} />)

/** On a phone the customer's name is cut, and the reason is not. */
const whole = 'max-sm:whitespace-nowrap'

/** Who works on the order now; otherwise the reason why it is here. */
function Why({ row }: { row: FloorRow }) {
  if (row.worker)
    return (
      <Tag className={whole} tone="ok">
        {row.worker} is on it
      </Tag>
    )
  if (row.held)
    return (
      <Tag className={whole} tone="bad">
        customer on hold
      </Tag>
    )
  if (row.waitsFor === 'STOCK')
    return (
      <Tag className={whole} tone="warn">
        <Count value={row.backordered} /> wait for stock
      </Tag>
    )
  if (row.waitsFor === 'PACKING')
    return (
      <Tag className={whole} tone="ok">
        to pack
      </Tag>
    )
  if (row.reserved > row.released && row.released === 0)
    return (
      <Tag className={whole} tone="warn">
        not on the floor yet
      </Tag>
    )
  if (row.picked > 0)
    return (
      <Tag className={whole}>
        picking, <Count value={row.picked} /> taken
      </Tag>
    )
  return <Tag className={whole}>to pick</Tag>
}

/** The time by which the order must leave to keep its promise; a day other than today is named. */
function Leaves({ row: { leavesOn, cutOff } }: { row: FloorRow }) {
  const { today } = useWorkspace()
  if (!leavesOn || leavesOn === today) return <span className={cn(leavesOn && 'font-medium')}>{cutOff}</span>
  return (
    <span className={cn('inline-flex gap-x-1 max-sm:flex-col', leavesOn < today && 'font-medium text-bad')}>
      <Day day={leavesOn} style="weekday" /> <span>{cutOff}</span>
    </span>
  )
}

function Promised({ day }: { day: string | null }) {
  const { today } = useWorkspace()
  return <Day day={day} style="weekday" className={day && day < today ? 'font-medium text-bad' : undefined} />
}

const columns: Column<FloorRow>[] = [
  { key: 'number', head: 'Order', cell: (row) => row.number, link: true },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'why', head: 'Waits for', cell: (row) => <Why row={row} /> },
  { key: 'bin', head: 'First bin', cell: (row) => row.firstBin ?? '–', importance: 'medium' },
  { key: 'pick', head: 'To pick', cell: (row) => amount(row.reserved), numeric: true, importance: 'medium' },
  { key: 'pack', head: 'To pack', cell: (row) => amount(row.picked - row.packed), numeric: true, importance: 'low' },
  { key: 'short', head: 'Short', cell: (row) => amount(row.backordered), numeric: true, importance: 'low' },
  { key: 'service', head: 'By', cell: (row) => row.serviceName, importance: 'low' },
  { key: 'leaves', head: 'Leaves by', cell: (row) => <Leaves row={row} />, sortable: true },
  {
    key: 'promisedOn',
    head: 'Promised',
    cell: (row) => <Promised day={row.promisedOn} />,
    importance: 'low',
    sortable: true,
  },
  {
    key: 'stageSince',
    head: 'Waits',
    cell: (row) => <Age since={row.stageSince} />,
    numeric: true,
    importance: 'low',
    sortable: true,
  },
]

const filters = [
  {
    key: 'state',
    label: 'Release',
    options: [
      { value: 'ON_FLOOR', label: 'On the floor' },
      { value: 'PARKED', label: 'Customer on hold' },
      { value: 'WITHOUT_BIN', label: 'Reserved, no bin has it' },
    ],
  },
  { key: 'late', label: 'Promise', options: [{ value: '1', label: 'Late' }] },
]

const views = [
  { waits: undefined, label: 'All' },
  { waits: 'PICKING', label: 'To pick' },
  { waits: 'PACKING', label: 'To pack' },
  { waits: 'STOCK', label: 'Waiting for stock' },
] as const

export function FloorList() {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { search, filters: chosen } = useListState()
  const warehouses = useWarehouseFilter('All warehouses')
  const { data: counts } = useQuery({ ...trpc.fulfilment.counts.queryOptions(), refetchInterval: 30_000 })
  return (
    <>
      <FloorHead note="Reserved goods go to the floor by themselves, in walking order" />
      <FindField />
      <FilterBar
        search="Order or customer"
        filters={[...filters, ...warehouses]}
        views={views.map(({ waits, label }) => ({
          label,
          href: href(waits ? `/fulfilment?waits=${waits}` : '/fulfilment'),
          current: chosen.waits === waits,
          count: waits
            ? (counts?.find((one) => one.waitsFor === waits)?.orders ?? 0)
            : counts?.reduce((sum, one) => sum + one.orders, 0),
        }))}
      />
      <WorkList
        list={trpc.fulfilment.list.queryOptions(floorListOf(search))}
        exported="fulfilment"
        none="No order fits."
        refetchInterval={30_000}
        sorted="leaves"
        label="Orders on the floor"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/fulfilment/${row.waitsFor === 'PACKING' ? 'pack' : 'pick'}/${row.id}`)}
        empty={
          <EmptyState title="Nothing to pick or pack.">
            Confirmed orders appear here as soon as their credit has passed.
          </EmptyState>
        }
      />
    </>
  )
}
