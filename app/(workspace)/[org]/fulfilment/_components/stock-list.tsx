'use client'

import { FindField } from '@/components/fulfilment/find-field'
import { useWarehouseFilter } from '@/components/fulfilment/warehouse-filter'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { StockRow } from '@/server/inventory/queries/stock'
import { stockListOf } from '@/server/inventory/schema'
import { FloorHead } from './floor-head'

const units = (row: StockRow, value: number, tone?: string) =>
  value === 0 ? <span className="text-ink-3">–</span> : <Quantity value={value} of={row} className={tone} />

const columns: Column<StockRow>[] = [
  { key: 'sku', head: 'SKU', cell: (row) => row.sku, link: true, sortable: true },
  { key: 'name', head: 'Product', cell: (row) => row.name, grow: true },
  { key: 'bin', head: 'Home bin', cell: (row) => row.homeBin ?? '–', importance: 'medium' },
  {
    key: 'onHand',
    head: 'On hand',
    cell: (row) => <Quantity value={row.onHand} of={row} />,
    numeric: true,
    importance: 'medium',
  },
  { key: 'reserved', head: 'Reserved', cell: (row) => units(row, row.reserved), numeric: true, importance: 'medium' },
  { key: 'picked', head: 'Picked', cell: (row) => units(row, row.picked), numeric: true, importance: 'low' },
  { key: 'available', head: 'Free', cell: (row) => <Quantity value={row.available} of={row} />, numeric: true },
  {
    key: 'backordered',
    head: 'Waited for',
    cell: (row) => units(row, row.backordered, 'font-medium text-warn'),
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
  const href = useWorkspaceHref()
  const { search, filters: chosen } = useListState()
  const may = useMay()
  const warehouses = useWarehouseFilter('The default one')
  return (
    <>
      <FloorHead
        note="Stock: free = on hand − reserved − picked − blocked"
        more={may('stock.receive') && <ButtonLink href={href('/fulfilment/count')}>Count a list</ButtonLink>}
      />
      <FindField />
      <FilterBar search="SKU, name or barcode" filters={[...filters, ...warehouses]} />
      <WorkList
        list={trpc.inventory.list.queryOptions(stockListOf(search))}
        exported="stock"
        none="No product fits."
        sorted="sku"
        label="Stock"
        columns={columns}
        rowKey={(row) => row.productId}
        rowHref={(row) =>
          href(`/fulfilment/stock/${row.productId}${chosen.warehouse ? `?warehouse=${row.warehouseId}` : ''}`)
        }
        empty={
          <EmptyState
            title="Your goods will be here."
            action={<ButtonLink href={href('/products/new')}>Add a product</ButtonLink>}
          >
            Each product that is goods has its stock here.
          </EmptyState>
        }
      />
    </>
  )
}
