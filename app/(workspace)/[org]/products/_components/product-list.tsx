'use client'

import { useQuery } from '@tanstack/react-query'
import { ProductPicture } from '@/components/catalog/product-picture'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useRouter } from '@/components/ui/going'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Tag } from '@/components/ui/tag'
import { Quantity, UnitPrice } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { ProductRow } from '@/server/catalog/queries'
import { productListOf } from '@/server/catalog/schema'
import { ProductTabs } from './product-tabs'
import { kindWords } from './product-words'

const stockOf = (row: ProductRow, quantity: number | null) => <Quantity value={quantity} of={row} />

/**
 * What it looks like. The place stays free where it has no picture and another one of the list has, so that the names stand below each
 * other.
 */
const Thumb = ({ row: { id, picture } }: { row: ProductRow }) => (
  <span aria-hidden="true" className="hidden size-7 shrink-0 [table:has(img)_&]:block">
    <ProductPicture productId={id} picture={picture} className="size-7" />
  </span>
)

const columns: Column<ProductRow>[] = [
  {
    key: 'name',
    head: 'Product',
    cell: (row) => (
      <span className="flex items-center gap-2.5">
        <Thumb row={row} />
        {row.name}
      </span>
    ),
    grow: true,
    sortable: true,
    link: true,
  },
  { key: 'sku', head: 'SKU', cell: (row) => row.sku, sortable: true, importance: 'medium' },
  { key: 'kind', head: 'Kind', cell: (row) => kindWords[row.kind], importance: 'low' },
  { key: 'category', head: 'Category', cell: (row) => row.categoryName, importance: 'low' },
  {
    key: 'state',
    head: 'State',
    cell: (row) =>
      (row.backordered ?? 0) > 0 ? (
        <Tag tone="warn">
          <Quantity value={row.backordered} of={row} /> backordered
        </Tag>
      ) : null,
    importance: 'medium',
  },
  { key: 'onHand', head: 'On hand', cell: (row) => stockOf(row, row.onHand), numeric: true, importance: 'low' },
  { key: 'available', head: 'Available', cell: (row) => stockOf(row, row.available), numeric: true },
  {
    key: 'price',
    head: 'Price',
    cell: (row) => <UnitPrice price={row.unitPrice} priceQuantity={row.priceQuantity} of={row} />,
    numeric: true,
  },
]

const filters = [
  { key: 'kind', label: 'Kind', options: Object.entries(kindWords).map(([value, label]) => ({ value, label })) },
  { key: 'state', label: 'State', none: 'In use', options: [{ value: 'archived', label: 'Archived' }] },
]

export function ProductList() {
  const trpc = useTRPC()
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { search } = useListState()
  const { data: categories = [] } = useQuery(trpc.catalog.categories.queryOptions())
  const byCategory = {
    key: 'category',
    label: 'Category',
    options: categories.map(({ id, name }) => ({ value: id, label: name })),
  }
  const mayAdd = may('product.change')
  useShortcut('n', 'New product', mayAdd ? () => router.push(href('/products/new')) : null)
  const add = (
    <ButtonLink href={href('/products/new')} tone="go" shortcut="N">
      New product
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title="Products"
        actions={
          mayAdd && may('exchange.import') && <ButtonLink href={href('/settings/moving')}>From a file</ButtonLink>
        }
        go={mayAdd && add}
      />
      <ProductTabs />
      <FilterBar search="SKU, name or GTIN" filters={categories.length > 0 ? [byCategory, ...filters] : filters} />
      <WorkList
        list={trpc.catalog.list.queryOptions(productListOf(search))}
        exported="products"
        none="No product fits."
        sorted="name"
        label="Products"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/products/${row.id}`)}
        empty={
          <EmptyState title="Your products will be here." action={mayAdd && add}>
            Add the first one, then receive goods for it.
          </EmptyState>
        }
      />
    </>
  )
}
