'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useExportHref } from '@/components/export-href'
import { useFailure } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Tag } from '@/components/ui/tag'
import { Quantity } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ProductRow } from '@/server/catalog/queries'
import { kindWords, priceWords, productListInputOf } from './list-input'

const Stock = ({ count }: { count: number | null }) => (count === null ? '–' : <Quantity value={count} />)

function Price({ row }: { row: ProductRow }) {
  const { currency, locale } = useWorkspace()
  return priceWords(row.unitPrice, row.priceQuantity, currency, locale)
}

const columns: Column<ProductRow>[] = [
  { key: 'name', head: 'Product', cell: (row) => row.name, grow: true, sortable: true, link: true },
  { key: 'sku', head: 'SKU', cell: (row) => row.sku, sortable: true, importance: 'medium' },
  { key: 'kind', head: 'Kind', cell: (row) => kindWords[row.kind], importance: 'low' },
  {
    key: 'state',
    head: 'State',
    cell: (row) => ((row.backordered ?? 0) > 0 ? <Tag tone="warn">{row.backordered} backordered</Tag> : null),
    importance: 'medium',
  },
  { key: 'onHand', head: 'On hand', cell: (row) => <Stock count={row.onHand} />, numeric: true, importance: 'low' },
  { key: 'available', head: 'Available', cell: (row) => <Stock count={row.available} />, numeric: true },
  { key: 'price', head: 'Price', cell: (row) => <Price row={row} />, numeric: true },
]

const filters = [
  { key: 'kind', label: 'All kinds', options: Object.entries(kindWords).map(([value, label]) => ({ value, label })) },
  { key: 'state', label: 'All in use', options: [{ value: 'archived', label: 'Archived' }] },
]

export function ProductList() {
  const trpc = useTRPC()
  const router = useRouter()
  const may = useMay()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const exportHref = useExportHref('products')
  const state = useListState()
  const filtered = Boolean(state.q) || Object.keys(state.filters).length > 0
  const input = productListInputOf({ q: state.q, after: state.after, sort: state.sort, ...state.filters })
  const { data, error, refetch } = useQuery({
    ...trpc.catalog.list.queryOptions(input),
    placeholderData: keepPreviousData,
  })
  const mayAdd = may('product.change')
  useShortcut('n', 'Add a product', mayAdd ? () => router.push(href('/products/new')) : null)
  const add = (
    <ButtonLink href={href('/products/new')} tone="go" shortcut="N">
      Add a product
    </ButtonLink>
  )
  return (
    <>
      <PageHead title="Products" go={mayAdd && add} />
      <FilterBar search="SKU, name or GTIN" filters={filters} />
      <Card flush>
        <DataTable
          label="Products"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => href(`/products/${row.id}`)}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          exportHref={exportHref}
          empty={
            <EmptyState
              title={filtered ? 'No product fits.' : 'Your products will be here.'}
              action={!filtered && mayAdd && add}
            >
              {filtered ? 'Search for less, or take the filter away.' : 'Add the first one, then receive goods for it.'}
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}
