'use client'

import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { useListState } from '@/components/ui/list-state'
import { useShortcut } from '@/components/ui/shortcuts'
import { Tag } from '@/components/ui/tag'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { SupplierRow } from '@/server/supply/queries/suppliers'
import { supplierListOf } from '@/server/supply/schema'
import { FloorHead } from './floor-head'

const columns: Column<SupplierRow>[] = [
  { key: 'name', head: 'Supplier', cell: (row) => row.name, grow: true, sortable: true, link: true },
  { key: 'number', head: 'Number', cell: (row) => row.number, importance: 'medium' },
  { key: 'contact', head: 'Contact', cell: (row) => row.contact ?? '–', importance: 'low' },
  { key: 'lead', head: 'Lead time', cell: (row) => countOf(row.leadDays, 'day'), numeric: true, importance: 'medium' },
  {
    key: 'expected',
    head: 'Expected',
    cell: (row) =>
      row.late > 0 ? (
        <Tag tone="warn">
          {row.late} of {row.expected} late
        </Tag>
      ) : row.expected > 0 ? (
        countOf(row.expected, 'list')
      ) : (
        <span className="text-ink-3">–</span>
      ),
    numeric: true,
  },
]

const filters = [{ key: 'state', label: 'State', none: 'In use', options: [{ value: 'archived', label: 'Archived' }] }]

export function SupplierList() {
  const trpc = useTRPC()
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { search } = useListState()
  const mayAdd = may('supply.change')
  useShortcut('n', 'New supplier', mayAdd ? () => router.push(href('/fulfilment/suppliers/new')) : null)
  const add = (
    <ButtonLink href={href('/fulfilment/suppliers/new')} tone="go" shortcut="N">
      New supplier
    </ButtonLink>
  )
  return (
    <>
      <FloorHead note="Who your goods come from" go={mayAdd && add} />
      <FilterBar search="Name, number or e-mail" filters={filters} />
      <WorkList
        list={trpc.supply.suppliers.queryOptions(supplierListOf(search))}
        exported="suppliers"
        none="No supplier fits."
        sorted="name"
        label="Suppliers"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/fulfilment/suppliers/${row.id}`)}
        empty={
          <EmptyState title="Your suppliers will be here." action={mayAdd && add}>
            Add the first one, then plan what comes from there: waiting orders get a day by it.
          </EmptyState>
        }
      />
    </>
  )
}
