'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FieldGrid } from '@/components/record-form'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import type { CustomerRecord } from '@/server/customer/queries'
import type { AlikeInput } from '@/server/customer/schema'
import { refusals } from '@/server/customer/words/en'
import { speak } from '@/server/platform/words/words'
import { useRested } from './alike-banner'

const treatments = [
  { value: 'DOMESTIC', label: 'Taxed as at home' },
  { value: 'EXEMPT', label: 'Exempt' },
  { value: 'REVERSE_CHARGE', label: 'Reverse charge' },
  { value: 'EXPORT', label: 'Export' },
]

/** What is usual, where something else is chosen. */
const unusual: Record<string, string> = {
  DOMESTIC: 'A customer in this country is usually taxed as at home.',
  REVERSE_CHARGE: 'A business in another EU country with this number usually owes the tax itself: reverse charge.',
  EXPORT: 'Goods for this country usually leave as an export, without your tax.',
}

interface TermsCardProps {
  customer?: CustomerRecord
  /** What is typed of the form so far. */
  typed: AlikeInput
  errors: Readonly<Record<string, string>>
}

/** What is wrong with the tax number where the hand rests, and how such a customer is usually taxed; undefined when nothing is typed. */
function useTaxNumberDoubt(typed: AlikeInput) {
  const trpc = useTRPC()
  const workspace = useWorkspace()
  const { taxNumber = '', country } = useRested(typed)
  const { data } = useQuery({
    ...trpc.customer.checkTaxNumber.queryOptions({ taxNumber, country: country || undefined }),
    enabled: taxNumber.trim().length > 3 || Boolean(country),
    staleTime: 300_000,
  })
  const doubt = (taxNumber.trim() && data?.problem && refusals[data.problem]?.({}, speak(workspace))) || undefined
  return { doubt, usual: data?.treatment }
}

/** On which terms the customer buys, who pays, and how it is taxed. */
export function TermsCard({ customer, typed, errors: fields }: TermsCardProps) {
  const { doubt, usual } = useTaxNumberDoubt(typed)
  const [treatment, setTreatment] = useState<string>(customer?.taxTreatment ?? 'DOMESTIC')
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
          error={fields.taxNumber ?? doubt}
        >
          <Input name="taxNumber" defaultValue={customer?.taxNumber ?? ''} maxLength={40} />
        </Field>
        <Field
          label="Registration number"
          hint="In the register of companies of their country."
          error={fields.registrationNumber}
        >
          <Input name="registrationNumber" defaultValue={customer?.registrationNumber ?? ''} maxLength={40} />
        </Field>
        <Field
          label="Tax treatment"
          required
          hint={usual && treatment !== 'EXEMPT' && treatment !== usual ? unusual[usual] : undefined}
          error={fields.taxTreatment}
        >
          <Select
            name="taxTreatment"
            options={treatments}
            value={treatment}
            onChange={(event) => setTreatment(event.target.value)}
          />
        </Field>
        <Field
          label="Number in your shop"
          hint="By which your shop, or a file you import, knows this customer."
          error={fields.externalKey}
        >
          <Input name="externalKey" defaultValue={customer?.externalKey ?? ''} maxLength={200} />
        </Field>
      </FieldGrid>
    </Card>
  )
}
