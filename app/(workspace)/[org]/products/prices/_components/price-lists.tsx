'use client'

import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { Count } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { PriceListRow } from '@/server/pricing/queries/lists'
import { priceListsOf } from '@/server/pricing/schema'
import { ProductTabs } from '../../_components/product-tabs'
import { PriceListDialog } from './price-list-dialog'
import { ListState, Validity } from './price-words'

const columnsOn = (today: string): Column<PriceListRow>[] => [
  { key: 'name', head: 'Price list', cell: (row) => row.name, grow: true, sortable: true, link: true },
  { key: 'for', head: 'For', cell: (row) => row.customerName ?? row.groupName ?? 'everybody' },
  { key: 'state', head: 'State', cell: (row) => <ListState list={row} today={today} /> },
  { key: 'validFrom', head: 'Valid', cell: (row) => <Validity list={row} />, sortable: true, importance: 'medium' },
  { key: 'entries', head: 'Prices', cell: (row) => <Count value={row.entries} />, numeric: true, importance: 'low' },
]

const filters = [
  {
    key: 'audience',
    label: 'For',
    options: [
      { value: 'CUSTOMER', label: 'One customer' },
      { value: 'GROUP', label: 'A group' },
      { value: 'ALL', label: 'Everybody' },
    ],
  },
  {
    key: 'state',
    label: 'State',
    none: 'In use',
    options: [
      { value: 'HOLDS', label: 'Holds today' },
      { value: 'COMING', label: 'To come' },
      { value: 'OVER', label: 'Over' },
      { value: 'ARCHIVED', label: 'Archived' },
    ],
  },
]

/** Every price list with whom it is for and when it holds. */
export function PriceLists() {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { today } = useWorkspace()
  const { search } = useListState()
  const add = may('price.change') && <PriceListDialog />
  return (
    <>
      <PageHead title="Price lists" go={add} />
      <ProductTabs />
      <FilterBar search="Price list or customer" filters={filters} />
      <WorkList
        list={trpc.pricing.lists.queryOptions(priceListsOf(search))}
        exported="price-lists"
        none="No price list fits."
        sorted="name"
        label="Price lists"
        columns={columnsOn(today)}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/products/prices/${row.id}`)}
        empty={
          <EmptyState title="Prices for some, or from a quantity on." action={add}>
            Without a price list everybody pays a product’s own price.
          </EmptyState>
        }
      />
    </>
  )
}
