'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { Link } from '@/components/ui/link'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { Quantity, UnitPrice } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { EntryRow } from '@/server/pricing/queries/entries'
import type { PriceListRecord as PriceList } from '@/server/pricing/queries/lists'
import { entriesOf } from '@/server/pricing/schema'
import { EntryDialog, RemoveEntry } from './entry-dialog'
import { PasteEntries } from './paste-entries'
import { PriceListDialog } from './price-list-dialog'
import { EntryPrice, ListState, TaxInIt, Validity } from './price-words'

/** A price list: whom it is for, when it holds, and what each product costs on it from which quantity on. */
export function PriceListRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const may = useMay()('price.change')
  const href = useWorkspaceHref()
  const { today } = useWorkspace()
  const { search } = useListState()
  const { data: list } = useSuspenseQuery(trpc.pricing.list.queryOptions({ id }))
  const add = may && !list.archivedAt && <EntryDialog list={list} />
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Products', href: href('/products') },
          { label: 'Price lists', href: href('/products/prices') },
        ]}
        title={list.name}
        tag={<ListState list={list} today={today} />}
        note={
          <>
            for{' '}
            {list.customerId ? (
              <Link href={href(`/customers/${list.customerId}`)}>{list.customerName}</Link>
            ) : (
              (list.groupName ?? 'everybody')
            )}
            , <Validity list={list} />, {list.currency} <TaxInIt list={list} />
          </>
        }
        actions={
          may && (
            <>
              {!list.archivedAt && <PasteEntries priceListId={id} currency={list.currency} />}
              <ArchiveButton list={list} />
              <PriceListDialog list={list} />
            </>
          )
        }
        go={add}
      />
      <FilterBar search="SKU, name or GTIN" />
      <WorkList
        list={trpc.pricing.entries.queryOptions(entriesOf({ ...search, list: id }))}
        exported="price-list"
        exportedOf={{ list: id }}
        none="No price fits."
        label="Prices"
        columns={columnsOf(list, may)}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="No prices yet." action={add}>
            Until there are some, this list changes nothing.
          </EmptyState>
        }
      />
      <div className="mt-3.5">
        <RecordTimeline objectType="priceList" objectId={id} newestFirst />
      </div>
    </>
  )
}

function columnsOf(list: PriceList, may: boolean): Column<EntryRow>[] {
  return [
    { key: 'name', head: 'Product', cell: (row) => <ProductLink row={row} />, grow: true },
    { key: 'sku', head: 'SKU', cell: (row) => row.sku, importance: 'medium' },
    { key: 'from', head: 'From', cell: (row) => <Quantity value={row.fromQuantity} of={row} />, numeric: true },
    { key: 'price', head: 'Price', cell: (row) => <EntryPrice entry={row} currency={list.currency} />, numeric: true },
    {
      key: 'own',
      head: 'Own price',
      cell: (row) => <UnitPrice price={row.ownPrice} priceQuantity={row.ownPriceQuantity} of={row} />,
      numeric: true,
      importance: 'low',
    },
    ...(may
      ? [
          {
            key: 'do',
            head: <span className="sr-only">Change</span>,
            cell: (row: EntryRow) => (
              <span className="flex justify-end gap-1">
                <EntryDialog list={list} entry={row} />
                <RemoveEntry entry={row} />
              </span>
            ),
          },
        ]
      : []),
  ]
}

function ProductLink({ row }: { row: EntryRow }) {
  const href = useWorkspaceHref()
  return (
    <>
      <Link href={href(`/products/${row.productId}`)}>{row.name}</Link>
      <span className="block font-mono text-ink-3 text-xs @min-[36rem]/table:hidden">{row.sku}</span>
    </>
  )
}

function ArchiveButton({ list: { id, archivedAt } }: { list: PriceList }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const onSuccess = () => queries.invalidateQueries(trpc.pathFilter())
  const archive = useMutation(trpc.pricing.archive.mutationOptions({ onError, onSuccess }))
  const restore = useMutation(trpc.pricing.restore.mutationOptions({ onError, onSuccess }))
  const verb = archivedAt ? restore : archive
  return (
    <Button busy={verb.isPending} onClick={() => verb.mutate({ id })}>
      {archivedAt ? 'Restore' : 'Archive'}
    </Button>
  )
}
