'use client'

import { useQuery } from '@tanstack/react-query'
import { FindField } from '@/components/fulfilment/find-field'
import { useWarehouseFilter } from '@/components/fulfilment/warehouse-filter'
import { useTRPC } from '@/components/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import { floorListOf } from '@/server/fulfilment/schema'
import { floorColumns } from './floor-columns'
import { FloorHead } from './floor-head'

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

function queryOf(facts: Record<string, string | undefined>): string {
  const said = new URLSearchParams(Object.entries(facts).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  return said.size > 0 ? `?${said}` : ''
}

export function FloorList() {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { search, filters: chosen } = useListState()
  const warehouses = useWarehouseFilter('All warehouses')
  const asked = floorListOf(search)
  const { data: counts } = useQuery({
    ...trpc.fulfilment.counts.queryOptions({ warehouseId: asked.warehouseId }),
    refetchInterval: 30_000,
  })
  return (
    <>
      <FloorHead note="Reserved goods go to the floor by themselves, in walking order" />
      <FindField />
      <FilterBar
        search="Order or customer"
        filters={[...filters, ...warehouses]}
        views={views.map(({ waits, label }) => ({
          label,
          href: href(`/fulfilment${queryOf({ waits, warehouse: chosen.warehouse })}`),
          current: chosen.waits === waits,
          count: waits
            ? (counts?.find((one) => one.waitsFor === waits)?.orders ?? 0)
            : counts?.find((one) => one.waitsFor === null)?.orders,
        }))}
      />
      <WorkList
        list={trpc.fulfilment.list.queryOptions(asked)}
        exported="fulfilment"
        none="No order fits."
        refetchInterval={30_000}
        sorted="leaves"
        label="Orders on the floor"
        columns={floorColumns}
        rowKey={(row) => row.id}
        rowHref={(row) =>
          href(
            `/fulfilment/${row.waitsFor === 'PACKING' ? 'pack' : 'pick'}/${row.id}${queryOf({ warehouse: chosen.warehouse })}`,
          )
        }
        empty={
          <EmptyState title="Nothing to pick or pack.">
            Confirmed orders appear here as soon as their credit has passed.
          </EmptyState>
        }
      />
    </>
  )
}
