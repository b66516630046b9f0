'use client'

import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { CreditAccountRow } from '@/server/credit/queries/accounts'
import { accountListOf } from '@/server/credit/schema'
import { CreditHead } from './credit-head'

const columns: Column<CreditAccountRow>[] = [
  { key: 'name', head: 'Customer', cell: (row) => row.name, grow: true, link: true, sortable: true },
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
  const href = useWorkspaceHref()
  const { search } = useListState()
  return (
    <>
      <CreditHead />
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
      <WorkList
        list={trpc.credit.accounts.queryOptions(accountListOf(search))}
        exported="credit-accounts"
        none="No account fits."
        sorted="name"
        label="Credit accounts"
        columns={columns}
        rowKey={(row) => row.customerId}
        rowHref={(row) => href(`/credit/${row.customerId}`)}
        empty={<EmptyState title="No customer has an account yet.">Every customer who pays has one.</EmptyState>}
      />
    </>
  )
}
