'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FieldGrid, RecordForm } from '@/components/record-form'
import { useVersion } from '@/components/record-version'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerRecord } from '@/server/customer/queries'
import { type AlikeInput, type CustomerInput, customerInput } from '@/server/customer/schema'
import { AddressFields } from './address-fields'
import { AlikeBanner, typedOf } from './alike-banner'
import { ServingCard } from './serving-card'
import { TermsCard } from './terms-card'

/** What the fields say, as the verb takes it. */
function factsOf({ paymentTermsId, referenceRequired, tags = '', ...given }: Record<string, string>): CustomerInput {
  const { payerId, groupId, ownerId, carrierServiceId } = given
  return {
    ...(given as unknown as CustomerInput),
    payerId: payerId || null,
    groupId: groupId || null,
    ownerId: ownerId || null,
    carrierServiceId: carrierServiceId || null,
    paymentTermsId: paymentTermsId || undefined,
    referenceRequired: referenceRequired === 'on',
    tags: tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  }
}

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
  const [typed, setTyped] = useState<AlikeInput>(
    customer ? { id: customer.id, country: customer.country, taxNumber: customer.taxNumber ?? '' } : { country },
  )
  return (
    <RecordForm
      busy={busy}
      text={text}
      submitLabel={customer ? 'Save' : 'Add the customer'}
      cancelHref={href(customer ? `/customers/${customer.id}` : '/customers')}
      onSubmit={(given) => void submit(factsOf(given))}
      onTyped={(given) => setTyped(typedOf(given, customer?.id))}
    >
      <AlikeBanner typed={typed} />
      <Card title="Who">
        <FieldGrid>
          <Field label="Name" required error={fields.name}>
            <Input name="name" defaultValue={customer?.name} autoFocus={!customer} maxLength={200} />
          </Field>
          <Field label="E-mail" hint="Every mail goes there for which no contact is named." error={fields.email}>
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
        <AddressFields prefix="bill" of={customer} errors={fields} country={typed.country ?? country} />
      </Card>
      {/* Further addresses of a customer who is known stand on the customer's page. */}
      {!customer && (
        <Card title="Ship to" aside="Empty: as bill to">
          <AddressFields prefix="ship" errors={fields} country={typed.country ?? country} countries={countries} />
        </Card>
      )}
      <TermsCard customer={customer} typed={typed} errors={fields} />
      <ServingCard customer={customer} errors={fields} />
    </RecordForm>
  )
}
