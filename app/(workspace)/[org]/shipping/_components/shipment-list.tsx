'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useVerb } from '@/components/collection/use-verb'
import { useExportHref } from '@/components/export-href'
import { useFailure } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { Day, Instant, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { DispatchedMany } from '@/server/shipping/mutations/dispatch'
import type { ShipmentListRow } from '@/server/shipping/queries/list'
import { shipmentListInputOf } from './list-input'
import { ShipmentTag } from './shipment-tag'

const head: Column<ShipmentListRow>[] = [
  { key: 'number', head: 'Shipment', cell: (row) => row.number, link: true },
  { key: 'order', head: 'Order', cell: (row) => row.orderNumber, importance: 'low' },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'state', head: 'State', cell: (row) => <ShipmentTag row={row} /> },
  { key: 'to', head: 'To', cell: (row) => row.deliversTo, importance: 'low' },
  { key: 'service', head: 'By', cell: (row) => row.serviceName, importance: 'medium' },
  {
    key: 'parcels',
    head: 'Parcels',
    cell: (row) => <Quantity value={row.parcels} />,
    numeric: true,
    importance: 'low',
  },
]

const planned: Column<ShipmentListRow>[] = [
  { key: 'leaves', head: 'Leaves', cell: (row) => <Day day={row.plannedOn} style="weekday" /> },
  {
    key: 'promised',
    head: 'Promised',
    cell: (row) => <Day day={row.promisedOn} style="weekday" />,
    importance: 'medium',
  },
]

const sent: Column<ShipmentListRow>[] = [
  { key: 'left', head: 'Left', cell: (row) => <Instant at={row.dispatchedAt} />, importance: 'medium' },
  { key: 'expected', head: 'Expected', cell: (row) => <Day day={row.expectedOn} style="weekday" /> },
]

const views = [
  { view: 'TO_DISPATCH', label: 'To dispatch' },
  { view: 'PARKED', label: 'Parked by a hold' },
  { view: 'IN_TRANSIT', label: 'Under way' },
  { view: 'DELIVERED', label: 'Delivered' },
] as const

const empties = {
  TO_DISPATCH: ['Nothing waits to leave.', 'Packed parcels become shipments by themselves and appear here.'],
  PARKED: ['Nothing is parked.', 'A shipment whose customer is on credit hold waits here until the hold ends.'],
  IN_TRANSIT: ['Nothing is under way.', 'What was handed over is here until it arrives.'],
  DELIVERED: ['Nothing was delivered yet.', 'Deliveries appear here, proven or assumed after the transit time.'],
} as const

const doneWords = ({ dispatched, refused }: DispatchedMany) =>
  refused.length > 0
    ? `${dispatched.length} dispatched, ${refused.length} stayed: ${refused.some((one) => one.code === 'HELD') ? 'their customers are on hold' : 'they had moved on'}`
    : `${dispatched.length} dispatched`

export function ShipmentList() {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const failure = useFailure()
  const exportHref = useExportHref('shipments')
  const may = useMay()
  const href = useWorkspaceHref()
  const { q, after, filters: chosen } = useListState()
  const input = shipmentListInputOf({ q, after, ...chosen })
  const view = input.view ?? 'TO_DISPATCH'
  const { data, error, refetch } = useQuery({
    ...trpc.shipping.list.queryOptions(input),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
  const { data: counts } = useQuery({ ...trpc.shipping.counts.queryOptions(), refetchInterval: 30_000 })
  const dispatch = useVerb(client.shipping.dispatchMany.mutate, doneWords)
  const leaving = view === 'TO_DISPATCH' || view === 'PARKED'
  return (
    <>
      <PageHead title="Shipping" note="Carrier service and day are chosen so that the promise is kept at least cost" />
      <FilterBar
        search="Shipment, order or customer"
        filters={leaving ? [{ key: 'today', label: 'Day', options: [{ value: '1', label: 'Today or before' }] }] : []}
        views={views.map((one) => ({
          label: one.label,
          href: href(one.view === 'TO_DISPATCH' ? '/shipping' : `/shipping?view=${one.view}`),
          current: one.view === view,
          count: one.view === 'DELIVERED' ? undefined : counts?.[one.view],
        }))}
      />
      <Card flush>
        <DataTable
          label="Shipments"
          columns={[...head, ...(leaving ? planned : sent)]}
          rows={data?.rows}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          rowHref={(row) => href(`/shipping/${row.id}`)}
          bulkActions={
            view === 'TO_DISPATCH' && may('shipping.dispatch')
              ? (keys, clear) => (
                  <Button
                    size="sm"
                    tone="go"
                    busy={dispatch.isPending}
                    onClick={() => dispatch.mutate({ shipmentIds: keys }, { onSuccess: clear })}
                  >
                    Dispatch {keys.length}
                  </Button>
                )
              : undefined
          }
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          exportHref={exportHref}
          empty={
            q || Object.keys(chosen).some((key) => key !== 'view') ? (
              <EmptyState title="No shipment fits.">Search for less, or take a filter away.</EmptyState>
            ) : (
              <EmptyState title={empties[view][0]}>{empties[view][1]}</EmptyState>
            )
          }
        />
      </Card>
    </>
  )
}
