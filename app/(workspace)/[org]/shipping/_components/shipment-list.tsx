'use client'

import { useQuery } from '@tanstack/react-query'
import { FindField } from '@/components/fulfilment/find-field'
import { useWarehouseFilter } from '@/components/fulfilment/warehouse-filter'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { Age, Count, Day, Instant } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { ShipmentListRow } from '@/server/shipping/queries/list'
import { shipmentListOf } from '@/server/shipping/schema'
import { troubleWords } from '@/server/shipping/words/en'
import { DispatchDialog } from './dispatch-dialog'
import { Leaves, Promised } from './shipment-facts'
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
    cell: (row) => <Count value={row.parcels} />,
    numeric: true,
    importance: 'low',
  },
]

const planned: Column<ShipmentListRow>[] = [
  { key: 'from', head: 'From', cell: (row) => row.leavesFrom ?? '–', importance: 'low' },
  { key: 'day', head: 'Leaves', cell: (row) => <Leaves day={row.plannedOn} />, sortable: true },
  {
    key: 'promised',
    head: 'Promised',
    cell: (row) => <Promised row={row} />,
    importance: 'medium',
  },
]

const underWay: Column<ShipmentListRow>[] = [
  { key: 'left', head: 'Left', cell: (row) => <Instant at={row.dispatchedAt} />, importance: 'medium' },
  { key: 'day', head: 'Expected', cell: (row) => <Day day={row.expectedOn} style="weekday" />, sortable: true },
]

const failed: Column<ShipmentListRow>[] = [
  {
    key: 'cause',
    head: 'Why',
    cell: (row) => (row.troubleCause ? troubleWords(row.troubleCause) : '–'),
    importance: 'medium',
  },
  {
    key: 'day',
    head: 'For',
    cell: (row) => <Age since={row.troubleSince ?? new Date()} />,
    numeric: true,
    sortable: true,
  },
]

const arrived: Column<ShipmentListRow>[] = [
  { key: 'day', head: 'Left', cell: (row) => <Instant at={row.dispatchedAt} />, importance: 'medium', sortable: true },
  { key: 'arrived', head: 'Arrived', cell: (row) => <Instant at={row.deliveredAt} /> },
]

const ended: Column<ShipmentListRow>[] = [
  failed[0] as Column<ShipmentListRow>,
  { key: 'day', head: 'Planned for', cell: (row) => <Day day={row.plannedOn} />, importance: 'medium', sortable: true },
]

const views = [
  { view: 'TO_DISPATCH', label: 'To dispatch' },
  { view: 'MISSED', label: 'Missed today' },
  { view: 'PARKED', label: 'Parked by a hold' },
  { view: 'IN_TRANSIT', label: 'Under way' },
  { view: 'NOT_DELIVERED', label: 'Not delivered' },
  { view: 'DELIVERED', label: 'Delivered' },
  { view: 'ENDED', label: 'Returned or cancelled' },
] as const

/** Where it leaves is said where there are several warehouses. */
const plannedIn = (several: boolean) => planned.filter(({ key }) => several || key !== 'from')

const columnsOf = { IN_TRANSIT: underWay, NOT_DELIVERED: failed, DELIVERED: arrived, ENDED: ended }

const empties = {
  TO_DISPATCH: ['Nothing waits to leave.', 'Packed parcels become shipments by themselves and appear here.'],
  MISSED: [
    'Nothing missed its cut-off today.',
    'A shipment that misses it is planned again within the minute and is listed here until midnight.',
  ],
  PARKED: ['Nothing is parked.', 'A shipment whose customer is on credit hold waits here until the hold ends.'],
  IN_TRANSIT: ['Nothing is under way.', 'Shipments that were handed over are here until they arrive.'],
  NOT_DELIVERED: [
    'Nothing failed.',
    'A shipment that could not be delivered, came back or arrived in part stays here until somebody records its end.',
  ],
  ENDED: [
    'Nothing was returned or cancelled.',
    'Shipments that came back, got lost or arrived in part are here once their end is recorded, and cancelled shipments.',
  ],
  DELIVERED: ['Nothing was delivered yet.', 'Deliveries appear here, proven or assumed after the transit time.'],
} as const

const dueToday = { key: 'today', label: 'Day', options: [{ value: '1', label: 'Today or before' }] }

export function ShipmentList() {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { q, search, filters: chosen } = useListState()
  const warehouses = useWarehouseFilter('All warehouses')
  const view = shipmentListOf(search).view ?? 'TO_DISPATCH'
  const { data: counts } = useQuery({ ...trpc.shipping.counts.queryOptions(), refetchInterval: 30_000 })
  const leaving = view === 'TO_DISPATCH' || view === 'MISSED' || view === 'PARKED'
  return (
    <>
      <PageHead title="Shipping" note="Carrier service and day are chosen so that the promise is kept at least cost" />
      <FindField />
      <FilterBar
        search="Shipment, order or customer"
        filters={leaving ? [dueToday, ...warehouses] : []}
        views={views.map((one) => ({
          label: one.label,
          href: href(one.view === 'TO_DISPATCH' ? '/shipping' : `/shipping?view=${one.view}`),
          current: one.view === view,
          count: one.view === 'DELIVERED' || one.view === 'ENDED' ? undefined : counts?.[one.view],
        }))}
      />
      <WorkList
        list={trpc.shipping.list.queryOptions(shipmentListOf(search))}
        exported="shipments"
        none="No shipment fits."
        narrowed={Boolean(q || chosen.today || chosen.service || chosen.warehouse)}
        refetchInterval={30_000}
        sorted={view === 'DELIVERED' || view === 'ENDED' ? '-day' : 'day'}
        label="Shipments"
        columns={[...head, ...(leaving ? plannedIn(warehouses.length > 0) : columnsOf[view])]}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.number}
        rowHref={(row) => href(`/shipping/${row.id}`)}
        bulkActions={
          view === 'TO_DISPATCH' && may('shipping.dispatch')
            ? (keys, clear) => (
                <DispatchDialog
                  shipmentIds={keys}
                  onDone={clear}
                  trigger={
                    <Button size="sm" tone="go">
                      Dispatch {keys.length}
                    </Button>
                  }
                />
              )
            : undefined
        }
        empty={<EmptyState title={empties[view][0]}>{empties[view][1]}</EmptyState>}
      />
    </>
  )
}
