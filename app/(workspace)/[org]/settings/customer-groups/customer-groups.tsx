'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerGroupRow } from '@/server/customer/queries/choices'
import { ChoiceList } from '../_components/choice-list'
import { FormDialog } from '../_components/form-dialog'
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
  const change = (row: CustomerGroupRow) => (
    <FormDialog
      label="Rename"
      tone="quiet"
      size="sm"
      title={`Rename ${row.name}`}
      send={({ name = '' }) => client.renameGroup.mutate({ id: row.id, name })}
    >
      {(errors) => (
        <Field label="Name" required error={errors.name}>
          <Input name="name" defaultValue={row.name} maxLength={100} />
        </Field>
      )}
    </FormDialog>
  )
  const add = (
    <FormDialog
      label="Add a group"
      size="sm"
      title="Add a customer group"
      description="Customers of a group are found and listed together."
      send={({ name = '' }) => client.addGroup.mutate({ name })}
    >
      {(errors) => (
        <Field label="Name" required hint="Wholesale, hotels, schools." error={errors.name}>
          <Input name="name" maxLength={100} />
        </Field>
      )}
    </FormDialog>
  )
  return (
    <ChoiceList
      title="Customer groups"
      rows={data}
      columns={columns}
      add={add}
      change={change}
      archive={({ id }) => client.archiveGroup.mutate({ id })}
      restore={({ id }) => client.restoreGroup.mutate({ id })}
    />
  )
}
