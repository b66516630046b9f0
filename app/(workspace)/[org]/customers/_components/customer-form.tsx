'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FieldGrid, RecordForm } from '@/components/record-form'
import { useVersion } from '@/components/record-version'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerRecord } from '@/server/customer/queries'
import { type CustomerInput, customerInput } from '@/server/customer/schema'
import { AddressFields } from './address-fields'

const treatments = [
  { value: 'DOMESTIC', label: 'Taxed as at home' },
  { value: 'EXEMPT', label: 'Exempt' },
  { value: 'REVERSE_CHARGE', label: 'Reverse charge' },
  { value: 'EXPORT', label: 'Export' },
]

interface CustomerFormProps {
  customer?: CustomerRecord
  countries: { value: string; label: string }[]
  country: string
}

export function CustomerForm({ customer, countries, country }: CustomerFormProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const atVersion = useVersion(customer?.version, () => client.customer.record.query({ id: customer?.id ?? '' }))
  const { busy, text, fields, submit } = useSubmission({
    schema: customerInput,
    send: async (input: CustomerInput) => {
      if (!customer) return (await client.customer.create.mutate(input)).customerId
      const { id } = customer
      await atVersion((version) => client.customer.change.mutate({ ...input, id, version }))
      return id
    },
    onDone: async (id) => {
      await queries.invalidateQueries(trpc.customer.pathFilter())
      router.push(href(`/customers/${id}`))
    },
  })
  return (
    <RecordForm
      busy={busy}
      text={text}
      submitLabel={customer ? 'Save' : 'Add the customer'}
      cancelHref={href(customer ? `/customers/${customer.id}` : '/customers')}
      onSubmit={({ payerId, paymentTermsId, ...given }) =>
        void submit({
          ...(given as unknown as CustomerInput),
          payerId: payerId || null,
          paymentTermsId: paymentTermsId || undefined,
        })
      }
    >
      <Card title="Who">
        <FieldGrid>
          <Field label="Name" required error={fields.name}>
            <Input name="name" defaultValue={customer?.name} autoFocus={!customer} maxLength={200} />
          </Field>
          <Field label="E-mail" hint="Confirmations, invoices and reminders go there." error={fields.email}>
            <Input name="email" type="email" defaultValue={customer?.email ?? ''} maxLength={254} />
          </Field>
          <Field label="Telephone" error={fields.phone}>
            <Input name="phone" type="tel" defaultValue={customer?.phone ?? ''} maxLength={50} />
          </Field>
          <Field label="Country" required error={fields.country}>
            <Select name="country" options={countries} defaultValue={customer?.country ?? country} />
          </Field>
        </FieldGrid>
      </Card>
      <Card title="Bill to">
        <AddressFields prefix="bill" of={customer} errors={fields} />
      </Card>
      <Card title="Ship to" aside="Empty: as bill to">
        <AddressFields prefix="ship" of={customer} errors={fields} countries={countries} />
      </Card>
      <TermsCard customer={customer} errors={fields} />
    </RecordForm>
  )
}

interface TermsCardProps {
  customer?: CustomerRecord
  errors: Readonly<Record<string, string>>
}

/** On which terms the customer buys, who pays, and how it is taxed. */
function TermsCard({ customer, errors: fields }: TermsCardProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { data: terms = [] } = useQuery(trpc.customer.terms.queryOptions())
  const [payer, setPayer] = useState<ComboboxOption | null>(
    customer?.payerId ? { value: customer.payerId, label: customer.payerName ?? '' } : null,
  )
  const search = async (query: string, signal: AbortSignal) => {
    const found = await client.customer.search.query({ text: query }, { signal })
    return found
      .filter((one) => one.id !== customer?.id)
      .map(({ id, name, number }) => ({ value: id, label: name, note: number }))
  }
  const termsOptions = terms
    .filter((one) => !one.archivedAt || one.id === customer?.paymentTermsId)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Card title="Terms and tax">
      <FieldGrid>
        <Field label="Payment terms" required error={fields.paymentTermsId}>
          <Select
            key={terms.length}
            name="paymentTermsId"
            options={termsOptions}
            defaultValue={customer?.paymentTermsId ?? terms.find((one) => one.isDefault)?.id}
          />
        </Field>
        <Field label="Payer" hint="When another customer pays for this one." error={fields.payerId}>
          <Combobox
            name="payerId"
            value={payer}
            onValueChange={setPayer}
            search={search}
            placeholder="Pays itself"
            clearLabel="Pays itself"
          />
        </Field>
        <Field
          label="VAT or tax number"
          hint="As it stands on invoices: in the EU the VAT number, not the number at the tax office."
          error={fields.taxNumber}
        >
          <Input name="taxNumber" defaultValue={customer?.taxNumber ?? ''} maxLength={40} />
        </Field>
        <Field label="Tax treatment" required error={fields.taxTreatment}>
          <Select name="taxTreatment" options={treatments} defaultValue={customer?.taxTreatment ?? 'DOMESTIC'} />
        </Field>
        <Field
          label="Number in your shop"
          hint="By which your shop, or a file you import, knows this customer."
          error={fields.externalKey}
        >
          <Input name="externalKey" defaultValue={customer?.externalKey ?? ''} maxLength={200} />
        </Field>
      </FieldGrid>
      <Field label="Note" className="mt-3" error={fields.note}>
        <Textarea name="note" defaultValue={customer?.note ?? ''} maxLength={2000} />
      </Field>
    </Card>
  )
}
