'use client'

import { useQuery } from '@tanstack/react-query'
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
import { DayOf, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { CustomerRow } from '@/server/customer/queries'
import { customerListOf } from '@/server/customer/schema'

const columns: Column<CustomerRow>[] = [
  { key: 'name', head: 'Customer', cell: (row) => row.name, grow: true, sortable: true, link: true },
  { key: 'number', head: 'Number', cell: (row) => row.number, importance: 'medium' },
  { key: 'group', head: 'Group', cell: (row) => row.groupName ?? '', importance: 'low' },
  { key: 'createdAt', head: 'Since', cell: (row) => <DayOf at={row.createdAt} />, importance: 'low', sortable: true },
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

const optionsOf = (choices: readonly { id: string; name: string }[]) =>
  choices.map(({ id, name }) => ({ value: id, label: name }))

export function CustomerList() {
  const trpc = useTRPC()
  const { data: choices } = useQuery(trpc.customer.choices.queryOptions())
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { search } = useListState()
  const mayAdd = may('customer.change')
  useShortcut('n', 'New customer', mayAdd ? () => router.push(href('/customers/new')) : null)
  const add = (
    <ButtonLink href={href('/customers/new')} tone="go" shortcut="N">
      New customer
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title="Customers"
        actions={
          may('exchange.import') && mayAdd && <ButtonLink href={href('/settings/moving')}>From a file</ButtonLink>
        }
        go={mayAdd && add}
      />
      <FilterBar
        search="Number, name or e-mail"
        filters={[
          {
            key: 'state',
            label: 'State',
            none: 'In use',
            options: [
              { value: 'held', label: 'On hold' },
              { value: 'archived', label: 'Archived' },
            ],
          },
          ...(choices?.groups.length
            ? [{ key: 'group', label: 'Group', none: 'All groups', options: optionsOf(choices.groups) }]
            : []),
          ...(choices && choices.owners.length > 1
            ? [{ key: 'owner', label: 'Account owner', none: 'Everybody’s', options: optionsOf(choices.owners) }]
            : []),
        ]}
        also={[{ key: 'tag', label: search.tag ? `Tag: ${search.tag}` : 'Tag' }]}
      />
      <WorkList
        list={trpc.customer.list.queryOptions(customerListOf(search))}
        exported="customers"
        none="No customer fits."
        sorted="name"
        label="Customers"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/customers/${row.id}`)}
        empty={
          <EmptyState title="Your customers will be here." action={mayAdd && add}>
            Add the first one, then enter an order for it.
          </EmptyState>
        }
      />
    </>
  )
}
