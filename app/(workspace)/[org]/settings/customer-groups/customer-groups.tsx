'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerGroupRow } from '@/server/customer/queries/choices'
import { NamedList } from '../_components/named-list'
import type { SettingsColumn } from '../_components/settings-table'

/** Groups of customers: added, renamed, archived. Who is in one is said on the customer. */
export function CustomerGroups() {
  const trpc = useTRPC()
  const client = useTRPCClient().customer
  const href = useWorkspaceHref()
  const { data } = useSuspenseQuery(trpc.customer.groups.queryOptions())
  const columns: SettingsColumn<CustomerGroupRow>[] = [
    { head: 'Group', cell: (row) => row.name, grow: true },
    {
      head: 'Customers',
      cell: (row) =>
        row.customers > 0 ? <Link href={href(`/customers?group=${row.id}`)}>{row.customers}</Link> : row.customers,
      numeric: true,
    },
  ]
  return (
    <NamedList
      title="Customer groups"
      exported="customer-groups"
      rows={data}
      columns={columns}
      empty={
        <EmptyState title="Your groups will be here.">
          Add one, then choose it in the form of a customer: prices can be for a group, and customers are listed by it.
        </EmptyState>
      }
      adding={{
        label: 'Add a group',
        title: 'Add a customer group',
        description: 'Customers of a group are found and listed together.',
        hint: 'Wholesale, hotels, schools.',
      }}
      add={(group) => client.addGroup.mutate(group)}
      rename={(group) => client.renameGroup.mutate(group)}
      archive={(group) => client.archiveGroup.mutate(group)}
      restore={(group) => client.restoreGroup.mutate(group)}
    />
  )
}
