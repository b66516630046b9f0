'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useExportHref } from '@/components/export-href'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { StockRow } from '@/server/inventory/queries/stock'
import { FloorHead } from './floor-head'
import { stockListInputOf } from './list-input'

const units = (value: number, tone?: string) =>
  value === 0 ? <span className="text-ink-3">–</span> : <Quantity value={value} className={tone} />

const columns: Column<StockRow>[] = [
  { key: 'sku', head: 'SKU', cell: (row) => row.sku, link: true },
  { key: 'name', head: 'Product', cell: (row) => row.name, grow: true },
  { key: 'bin', head: 'Home bin', cell: (row) => row.homeBin ?? '–', importance: 'medium' },
  { key: 'onHand', head: 'On hand', cell: (row) => <Quantity value={row.onHand} />, numeric: true },
  { key: 'reserved', head: 'Reserved', cell: (row) => units(row.reserved), numeric: true, importance: 'medium' },
  { key: 'picked', head: 'Picked', cell: (row) => units(row.picked), numeric: true, importance: 'low' },
  { key: 'available', head: 'Free', cell: (row) => <Quantity value={row.available} />, numeric: true },
  {
    key: 'backordered',
    head: 'Waited for',
    cell: (row) => units(row.backordered, 'font-medium text-warn'),
    numeric: true,
  },
]

const filters = [
  {
    key: 'state',
    label: 'Stock',
    options: [
      { value: 'WAITED_FOR', label: 'Orders wait for it' },
      { value: 'NOTHING_FREE', label: 'Nothing free' },
      { value: 'IN_USE', label: 'Reserved or picked' },
    ],
  },
]

export function StockList() {
  const trpc = useTRPC()
  const failure = useFailure()
  const exportHref = useExportHref('stock')
  const href = useWorkspaceHref()
  const { q, after, filters: chosen } = useListState()
  const { data, error, refetch } = useQuery({
    ...trpc.inventory.list.queryOptions(stockListInputOf({ q, after, ...chosen })),
    placeholderData: keepPreviousData,
  })
  const narrowed = Boolean(q || Object.keys(chosen).length)
  return (
    <>
      <FloorHead title="Stock" note="Free = on hand − reserved − picked − blocked" />
      <FilterBar search="SKU, name or barcode" filters={filters} />
      <Card flush>
        <DataTable
          label="Stock"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.productId}
          rowHref={(row) => href(`/fulfilment/stock/${row.productId}`)}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          exportHref={exportHref}
          empty={
            <EmptyState
              title={narrowed ? 'No product fits.' : 'Your goods will be here.'}
              action={!narrowed && <ButtonLink href={href('/products/new')}>Add a product</ButtonLink>}
            >
              {narrowed ? 'Search for less, or take a filter away.' : 'Each product that is goods has its stock here.'}
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}
