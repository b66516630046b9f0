'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CreditAccountRow } from '@/server/credit/queries/accounts'
import { accountListInput } from '@/server/credit/schema'

const columns: Column<CreditAccountRow>[] = [
  { key: 'name', head: 'Customer', cell: (row) => row.name, grow: true, link: true },
  { key: 'number', head: 'Number', cell: (row) => row.number, importance: 'low' },
  {
    key: 'state',
    head: 'State',
    cell: (row) => {
      if (row.holds > 0) return <Tag tone="bad">on hold</Tag>
      return row.limitMinor !== null && row.exposureMinor > row.limitMinor ? (
        <Tag tone="warn">above the limit</Tag>
      ) : null
    },
  },
  {
    key: 'open',
    head: 'Invoiced, open',
    cell: (row) => <Money minor={row.openMinor} />,
    numeric: true,
    importance: 'medium',
  },
  {
    key: 'ordered',
    head: 'Ordered',
    cell: (row) => <Money minor={row.committedMinor} />,
    numeric: true,
    importance: 'medium',
  },
  { key: 'exposure', head: 'Exposure', cell: (row) => <Money minor={row.exposureMinor} />, numeric: true },
  { key: 'limit', head: 'Limit', cell: (row) => <Money minor={row.limitMinor} />, numeric: true },
]

export function AccountList() {
  const trpc = useTRPC()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const { q, after, filters } = useListState()
  const parsed = accountListInput.safeParse({ q: q || undefined, after: after || undefined, view: filters.view })
  const { data, error, refetch } = useQuery({
    ...trpc.credit.accounts.queryOptions(parsed.success ? parsed.data : {}),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead crumbs={[{ label: 'Credit', href: href('/credit') }]} title="Credit accounts" />
      <FilterBar
        search="Customer"
        filters={[
          {
            key: 'view',
            label: 'Accounts',
            options: [
              { value: 'HELD', label: 'on hold' },
              { value: 'OVER', label: 'above the limit' },
            ],
          },
        ]}
      />
      <Card flush>
        <DataTable
          label="Credit accounts"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.customerId}
          rowHref={(row) => href(`/credit/${row.customerId}`)}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          empty={<EmptyState title="No account fits.">Every customer who pays has one.</EmptyState>}
        />
      </Card>
    </>
  )
}
