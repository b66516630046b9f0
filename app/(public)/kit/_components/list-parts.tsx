'use client'

import { Suspense, useState } from 'react'
import { OrderSquares } from '@/components/order/order-squares'
import type { StageKey } from '@/components/order/stages'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { FilterBar } from '@/components/ui/filter-bar'
import { Day, Money } from '@/components/ui/text'

interface Order {
  number: string
  customer: string
  words: string
  stage: StageKey | 'settled'
  stopped?: boolean
  promisedOn: string
  totalMinor: bigint
}

const orders: Order[] = [
  {
    number: 'SO-4182',
    customer: 'Hale & Sons',
    words: 'Picking, 6 of 9',
    stage: 'fulfilment',
    promisedOn: '2026-11-24',
    totalMinor: 41_260n,
  },
  {
    number: 'SO-4181',
    customer: 'Northgate Interiors and Furnishings of the North',
    words: 'Credit: referred',
    stage: 'credit',
    stopped: true,
    promisedOn: '2026-11-26',
    totalMinor: 840_000n,
  },
  {
    number: 'SO-4177',
    customer: 'Bluebell Cards',
    words: 'Due 9 Dec',
    stage: 'receivable',
    promisedOn: '2026-11-20',
    totalMinor: 9_615n,
  },
  {
    number: 'SO-4102',
    customer: 'Bluebell Cards',
    words: 'Settled',
    stage: 'settled',
    promisedOn: '2025-10-02',
    totalMinor: 12_000n,
  },
]

const columns: Column<Order>[] = [
  {
    key: 'number',
    head: 'Order',
    cell: (row) => <span className="font-mono text-xs">{row.number}</span>,
    sortable: true,
  },
  { key: 'customer', head: 'Customer', cell: (row) => row.customer, grow: true, sortable: true },
  { key: 'words', head: 'Stage', cell: (row) => row.words, importance: 'medium' },
  { key: 'line', head: 'Line', cell: (row) => <OrderSquares stage={row.stage} stopped={row.stopped} /> },
  {
    key: 'promised',
    head: 'Promised',
    cell: (row) => <Day day={row.promisedOn} style="weekday" />,
    numeric: true,
    importance: 'low',
  },
  { key: 'total', head: 'Total', cell: (row) => <Money minor={row.totalMinor} />, numeric: true, sortable: true },
]

export function ListParts() {
  const [loading, setLoading] = useState(false)
  return (
    <Suspense>
      <FilterBar
        shallow
        search="Order, customer or product"
        filters={[
          {
            key: 'stage',
            label: 'Stage',
            options: [
              { value: 'credit', label: 'Credit' },
              { value: 'shipping', label: 'Shipping' },
            ],
          },
          { kind: 'day', key: 'from', label: 'From' },
        ]}
        views={[
          { label: 'Need you', href: '/kit', count: 6, current: true },
          { label: 'All', href: '/kit?view=all', count: 312 },
        ]}
      >
        <Button size="sm" onClick={() => setLoading(!loading)}>
          {loading ? 'Show rows' : 'Show loading'}
        </Button>
      </FilterBar>
      <Card title="Latest orders" aside="4" flush>
        <DataTable
          label="Latest orders"
          columns={columns}
          rows={loading ? undefined : orders}
          skeletonRows={4}
          rowKey={(row) => row.number}
          rowLabel={(row) => row.number}
          rowHref={(row) => `/kit?order=${row.number}`}
          muted={(row) => row.stage === 'settled'}
          bulkActions={(keys) => <Button size="sm">Release {keys.length}</Button>}
          empty={null}
          page={{ next: 'abc', previous: null, note: '4 of 312' }}
          exportHref="/kit?csv"
        />
      </Card>
    </Suspense>
  )
}
