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
import { Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerRow } from '@/server/customer/queries'
import { customerListInputOf } from './list-input'

const columns: Column<CustomerRow>[] = [
  { key: 'name', head: 'Customer', cell: (row) => row.name, grow: true, sortable: true, link: true },
  { key: 'number', head: 'Number', cell: (row) => row.number, importance: 'medium' },
  {
    key: 'city',
    head: 'Place',
    cell: (row) => [row.billCity, row.country].filter(Boolean).join(', '),
    importance: 'low',
  },
  { key: 'state', head: 'State', cell: (row) => (row.holds > 0 ? <Tag tone="bad">on hold</Tag> : null) },
  { key: 'open', head: 'Open', cell: (row) => <Money minor={row.openMinor} />, numeric: true },
  {
    key: 'limit',
    head: 'Limit',
    cell: (row) => (row.limitMinor === null ? '–' : <Money minor={row.limitMinor} />),
    numeric: true,
    importance: 'medium',
  },
]

export function CustomerList() {
  const trpc = useTRPC()
  const router = useRouter()
  const may = useMay()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const exportHref = useExportHref('customers')
  const { q, after, sort, filters } = useListState()
  const input = customerListInputOf({ q, after, sort, ...filters })
  const { data, error, refetch } = useQuery({
    ...trpc.customer.list.queryOptions(input),
    placeholderData: keepPreviousData,
  })
  const mayAdd = may('customer.change')
  useShortcut('n', 'Add a customer', mayAdd ? () => router.push(href('/customers/new')) : null)
  const add = (
    <ButtonLink href={href('/customers/new')} tone="go" shortcut="N">
      Add a customer
    </ButtonLink>
  )
  return (
    <>
      <PageHead title="Customers" go={mayAdd && add} />
      <FilterBar
        search="Number, name or e-mail"
        filters={[
          {
            key: 'state',
            label: 'All in use',
            options: [
              { value: 'held', label: 'On hold' },
              { value: 'archived', label: 'Archived' },
            ],
          },
        ]}
      />
      <Card flush>
        <DataTable
          label="Customers"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => href(`/customers/${row.id}`)}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          exportHref={exportHref}
          empty={
            <EmptyState
              title={q || filters.state ? 'No customer fits.' : 'Your customers will be here.'}
              action={!q && mayAdd && add}
            >
              {q || filters.state
                ? 'Search for less, or take the filter away.'
                : 'Add the first one, then enter an order for it.'}
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}
