'use client'

import { useQueryClient } from '@tanstack/react-query'
import { FieldGrid, RecordForm } from '@/components/record-form'
import { useVersion } from '@/components/record-version'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { SupplierRecord } from '@/server/supply/queries/suppliers'
import { type SupplierInput, supplierInput } from '@/server/supply/schema'

const texts = [
  ['contact', 'Contact', 200],
  ['email', 'E-mail', 200],
  ['phone', 'Telephone', 50],
  ['addressLine', 'Street and number', 200],
  ['postcode', 'Postcode', 20],
  ['city', 'City', 100],
] as const

/** What the form's fields mean as a supplier. */
const supplierOf = ({ name = '', leadDays = '', ...fields }: Record<string, string>): SupplierInput => ({
  ...fields,
  name,
  leadDays: leadDays.trim() === '' ? Number.NaN : Number(leadDays),
})

interface SupplierFormProps {
  supplier?: SupplierRecord
  countries: { value: string; label: string }[]
  country: string
}

export function SupplierForm({ supplier, countries, country }: SupplierFormProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const atVersion = useVersion(supplier?.version, () => client.supply.supplier.query({ id: supplier?.id ?? '' }))
  const { busy, text, fields, submit } = useSubmission({
    schema: supplierInput,
    send: async (input: SupplierInput) => {
      if (!supplier) return (await client.supply.createSupplier.mutate(input)).supplierId
      const { id } = supplier
      await atVersion((version) => client.supply.changeSupplier.mutate({ ...input, id, version }))
      return id
    },
    onDone: async (id) => {
      await queries.invalidateQueries(trpc.supply.pathFilter())
      router.push(href(`/fulfilment/suppliers/${id}`))
    },
  })
  return (
    <RecordForm
      busy={busy}
      text={text}
      submitLabel={supplier ? 'Save' : 'Add the supplier'}
      cancelHref={href(supplier ? `/fulfilment/suppliers/${supplier.id}` : '/fulfilment/suppliers')}
      onSubmit={(given) => void submit(supplierOf(given))}
    >
      <Card title="Supplier">
        <FieldGrid>
          <Field label="Name" required error={fields.name}>
            <Input name="name" defaultValue={supplier?.name} autoFocus={!supplier} maxLength={200} />
          </Field>
          <Field
            label="Lead time in days"
            required
            hint="From your order to the goods, as a rule. New lists are expected after it."
            error={fields.leadDays}
          >
            <Input name="leadDays" inputMode="numeric" defaultValue={supplier?.leadDays ?? 7} maxLength={3} />
          </Field>
          {texts.map(([name, label, max]) => (
            <Field key={name} label={label} optional error={fields[name]}>
              <Input name={name} defaultValue={supplier?.[name] ?? ''} maxLength={max} />
            </Field>
          ))}
          <Field label="Country" required error={fields.country}>
            <Select name="country" options={countries} defaultValue={country} />
          </Field>
          <Field label="Note" optional error={fields.note} className="sm:col-span-2">
            <Textarea name="note" defaultValue={supplier?.note ?? ''} rows={2} maxLength={2000} />
          </Field>
        </FieldGrid>
      </Card>
    </RecordForm>
  )
}
