'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { ProductCategoryRow } from '@/server/catalog/queries/categories'
import { NamedList } from '../../settings/_components/named-list'
import type { SettingsColumn } from '../../settings/_components/settings-table'
import { ProductTabs } from '../_components/product-tabs'

/** Categories of products: added, renamed, archived. What is in one is said on the product. */
export function ProductCategories() {
  const trpc = useTRPC()
  const client = useTRPCClient().catalog
  const href = useWorkspaceHref()
  const { data } = useSuspenseQuery(trpc.catalog.categories.queryOptions())
  const columns: SettingsColumn<ProductCategoryRow>[] = [
    { head: 'Category', cell: (row) => row.name, grow: true },
    {
      head: 'Products',
      cell: (row) =>
        row.products > 0 ? <Link href={href(`/products?category=${row.id}`)}>{row.products}</Link> : row.products,
      numeric: true,
    },
  ]
  return (
    <>
      <PageHead title="Product categories" />
      <ProductTabs />
      <NamedList
        title="Categories"
        exported="categories"
        rows={data}
        columns={columns}
        empty={
          <EmptyState title="Your categories will be here.">
            Add one, then choose it in the form of a product: products are found and listed by it.
          </EmptyState>
        }
        adding={{
          label: 'Add a category',
          title: 'Add a product category',
          description: 'Products of a category are found and listed together.',
          hint: 'Mugs, candles, stationery.',
        }}
        add={(category) => client.addCategory.mutate(category)}
        rename={(category) => client.renameCategory.mutate(category)}
        archive={(category) => client.archiveCategory.mutate(category)}
        restore={(category) => client.restoreCategory.mutate(category)}
      />
    </>
  )
}
