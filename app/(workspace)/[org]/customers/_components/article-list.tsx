'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { ArticleDialog } from '@/components/catalog/article-dialog'
import { ArticleDeeds, ArticleProduct } from '@/components/catalog/articles-card'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { ArticleRow } from '@/server/catalog/queries/articles'
import { articleListOf } from '@/server/catalog/schema/article'

const columns: Column<ArticleRow>[] = [
  {
    key: 'number',
    head: 'Their number',
    cell: (row) => <span className="font-mono">{row.number}</span>,
    sortable: true,
  },
  { key: 'name', head: 'Product', cell: (row) => <ArticleProduct row={row} />, grow: true },
  { key: 'sku', head: 'SKU', cell: (row) => row.sku, sortable: true, importance: 'medium' },
]
const changing: Column<ArticleRow> = {
  key: 'do',
  head: <span className="sr-only">Change</span>,
  cell: (row) => <ArticleDeeds row={row} />,
}

/** Everything that a customer calls otherwise than we do. */
export function ArticleList({ id }: { id: string }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { search } = useListState()
  const { data: customer } = useSuspenseQuery(trpc.customer.record.queryOptions({ id }))
  const mayChange = useMay()('customer.change') && !customer.archivedAt
  const add = mayChange && <ArticleDialog customer={customer} />
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Customers', href: href('/customers') },
          { label: customer.name, href: href(`/customers/${id}`) },
        ]}
        title="Their numbers of products"
        go={add}
      />
      <FilterBar search="Their number or words, SKU or name" />
      <WorkList
        list={trpc.catalog.articles.queryOptions(articleListOf({ ...search, customer: id }))}
        exported="article-numbers"
        exportedOf={{ customer: id }}
        none="No number fits."
        sorted="number"
        label="Their numbers of products"
        columns={mayChange ? [...columns, changing] : columns}
        rowKey={(row) => row.productId}
        empty={
          <EmptyState title="No numbers yet." action={add}>
            Write down what they call your products, and order entry finds them by it.
          </EmptyState>
        }
      />
    </>
  )
}
