'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ReasonRow } from '@/server/pricing/queries/entries'
import { ChoiceList } from '../_components/choice-list'
import { FormDialog } from '../_components/form-dialog'
import type { SettingsColumn } from '../_components/settings-table'

const columns: SettingsColumn<ReasonRow>[] = [{ head: 'Reason', cell: (row) => row.name, grow: true }]

/** Why something is taken off a price: reasons added, renamed, archived. */
export function DiscountReasons() {
  const trpc = useTRPC()
  const client = useTRPCClient().pricing
  const { data } = useSuspenseQuery(trpc.pricing.reasons.queryOptions())
  const change = (row: ReasonRow) => (
    <FormDialog
      label="Rename"
      tone="quiet"
      size="sm"
      title={`Rename ${row.name}`}
      send={({ name = '' }) => client.renameReason.mutate({ id: row.id, name })}
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
      label="Add a reason"
      size="sm"
      title="Add a reason for discounts"
      description="Every discount names one; reports add up by them."
      send={({ name = '' }) => client.addReason.mutate({ name })}
    >
      {(errors) => (
        <Field label="Name" required hint="Volume, trade fair, last of its kind." error={errors.name}>
          <Input name="name" maxLength={100} />
        </Field>
      )}
    </FormDialog>
  )
  return (
    <ChoiceList
      title="Discount reasons"
      rows={data}
      columns={columns}
      add={add}
      change={change}
      archive={({ id }) => client.archiveReason.mutate({ id })}
      restore={({ id }) => client.restoreReason.mutate({ id })}
    />
  )
}
