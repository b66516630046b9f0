'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { PaymentTermsRow } from '@/server/customer/queries'
import { ChoiceList } from '../_components/choice-list'
import { FormDialog } from '../_components/form-dialog'
import { RenameDialog } from '../_components/rename-dialog'
import type { SettingsColumn } from '../_components/settings-table'
import { QuoteReminders } from './quote-reminders'

const kinds = {
  NET: 'On terms: due some days after the invoice',
  PREPAID: 'Prepaid: goods leave when the money is there',
  CASH: 'Cash: paid when the goods change hands',
}

const columns: SettingsColumn<PaymentTermsRow>[] = [
  { head: 'Terms', cell: (row) => row.name, grow: true },
  { head: 'Code', cell: (row) => row.code, importance: 'low' },
  { head: 'Kind', cell: (row) => kinds[row.kind].split(':')[0], importance: 'low' },
  { head: 'Days', cell: (row) => (row.kind === 'NET' ? row.dueDays : '–'), numeric: true },
]

const kindOptions = Object.entries(kinds).map(([value, label]) => ({ value, label }))

export function Terms() {
  const trpc = useTRPC()
  const client = useTRPCClient().customer
  const { data } = useSuspenseQuery(trpc.customer.terms.queryOptions())
  const change = ({ id, name }: PaymentTermsRow) => (
    <RenameDialog
      name={name}
      description="Kind and days stay, because orders were accepted on them."
      rename={(next) => client.renameTerms.mutate({ id, name: next })}
    />
  )
  const add = (
    <FormDialog
      label="Add terms"
      size="sm"
      title="Add payment terms"
      send={({ code = '', name = '', kind, dueDays }) =>
        client.addTerms.mutate({ code, name, kind: kind as PaymentTermsRow['kind'], dueDays: Number(dueDays) })
      }
    >
      {(errors) => (
        <>
          <Field label="Name" required hint="Printed on documents: 45 days net." error={errors.name}>
            <Input name="name" maxLength={100} />
          </Field>
          <Field label="Code" required hint="Short, for example NET45." error={errors.code}>
            <Input name="code" maxLength={20} />
          </Field>
          <Field label="Kind" required error={errors.kind}>
            <Select name="kind" options={kindOptions} />
          </Field>
          <Field label="Due after days" required error={errors.dueDays}>
            <Input name="dueDays" type="number" min={0} max={365} defaultValue={30} />
          </Field>
        </>
      )}
    </FormDialog>
  )
  return (
    <>
      <ChoiceList
        title="Payment terms"
        exported="payment-terms"
        rows={data}
        columns={columns}
        defaultFor="for new customers"
        add={add}
        change={change}
        makeDefault={({ id }) => client.makeDefaultTerms.mutate({ id })}
        archive={({ id }) => client.archiveTerms.mutate({ id })}
        restore={({ id }) => client.restoreTerms.mutate({ id })}
      />
      <PaidBeforehand />
      <QuoteReminders />
    </>
  )
}

/** How many days an order waits for its prepayment. */
function PaidBeforehand() {
  const trpc = useTRPC()
  const client = useTRPCClient().organisation
  const mayChange = useMay()('organisation.change')
  const { data } = useSuspenseQuery(trpc.organisation.settings.queryOptions())
  const days = data.prepaidDays
  return (
    <Card
      title="Orders paid beforehand"
      className="mt-4"
      aside={
        mayChange && (
          <FormDialog
            label="Change"
            size="sm"
            title="Orders paid beforehand"
            description="Orders taken from now on get this time; those that wait keep the day they were given."
            done="Saved"
            send={({ prepaidDays = '' }) =>
              client.change.mutate({ prepaidDays: prepaidDays === '' ? null : Number(prepaidDays) })
            }
          >
            {(errors) => (
              <Field
                label="Days to pay"
                hint="Left empty, such an order waits until a person cancels it."
                error={errors.prepaidDays}
              >
                <Input name="prepaidDays" type="number" min={1} max={365} defaultValue={days ?? ''} />
              </Field>
            )}
          </FormDialog>
        )
      }
    >
      <p className="text-ink-2">
        {days === null
          ? 'An order that is to be paid beforehand waits for its money until a person cancels it.'
          : `An order that is to be paid beforehand waits ${days} ${days === 1 ? 'day' : 'days'} for its money. The customer is reminded once before the time is over; then the order is cancelled, its stock is free again and the customer is told. Nothing is cancelled once any money has come, or while the bank was not checked.`}
      </p>
    </Card>
  )
}
