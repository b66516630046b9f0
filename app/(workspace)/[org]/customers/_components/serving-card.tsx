'use client'

import { useQuery } from '@tanstack/react-query'
import { deliveryHint, deliveryOptions } from '@/components/order/delivery-options'
import { FieldGrid } from '@/components/record-form'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { CustomerRecord } from '@/server/customer/queries'
import type { Choice } from '@/server/customer/queries/choices'
import { LanguageField } from './language-field'

/** What is archived can only be kept. */
const optionsOf = (choices: readonly Choice[] = [], kept: string | null | undefined) =>
  choices.filter(({ id, archived }) => !archived || id === kept).map(({ id, name }) => ({ value: id, label: name }))

interface ServingCardProps {
  customer?: CustomerRecord
  errors: Readonly<Record<string, string>>
}

/** How the customer is looked after: group, account owner, language, carrier, their order number, tags. */
export function ServingCard({ customer, errors }: ServingCardProps) {
  const trpc = useTRPC()
  const { data: choices } = useQuery(trpc.customer.choices.queryOptions())
  const asked = choices ? 'there' : 'asked'
  return (
    <Card title="How we serve them">
      <FieldGrid>
        <Field label="Group" error={errors.groupId}>
          <Select
            key={asked}
            name="groupId"
            options={optionsOf(choices?.groups, customer?.groupId)}
            placeholder="None"
            defaultValue={customer?.groupId ?? ''}
          />
        </Field>
        <Field label="Account owner" hint="Who of the team looks after them." error={errors.ownerId}>
          <Select
            key={asked}
            name="ownerId"
            options={optionsOf(choices?.owners, customer?.ownerId)}
            placeholder="Nobody in particular"
            defaultValue={customer?.ownerId ?? ''}
          />
        </Field>
        <LanguageField value={customer?.language} error={errors.language} />
        <Field
          label="Carrier service"
          hint="Taken before a cheaper one, as long as it keeps the promise."
          error={errors.carrierServiceId}
        >
          <Select
            key={asked}
            name="carrierServiceId"
            options={optionsOf(choices?.services, customer?.carrierServiceId)}
            placeholder="As for everybody"
            defaultValue={customer?.carrierServiceId ?? ''}
          />
        </Field>
        <Field label="When something is short" hint={deliveryHint} error={errors.deliveryRule}>
          <Select name="deliveryRule" options={deliveryOptions} defaultValue={customer?.deliveryRule ?? 'PART'} />
        </Field>
        <Field label="Tags" hint="Words to find them by, with commas between." error={errors.tags}>
          <Input name="tags" defaultValue={customer?.tags.join(', ') ?? ''} maxLength={600} />
        </Field>
        <Checkbox
          name="referenceRequired"
          label="Orders need their own order number"
          hint="Without it no order is taken, whoever sends it."
          defaultChecked={customer?.referenceRequired}
          className="sm:mt-5"
        />
      </FieldGrid>
      <Field label="Note" className="mt-3" error={errors.note}>
        <Textarea name="note" defaultValue={customer?.note ?? ''} maxLength={2000} />
      </Field>
    </Card>
  )
}
