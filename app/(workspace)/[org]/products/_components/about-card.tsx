'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FieldGrid } from '@/components/record-form'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { FoldCard } from '@/components/ui/fold-card'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ProductRecord } from '@/server/catalog/queries'
import type { ProductInput } from '@/server/catalog/schema'

const inside = ['categoryId', 'description', 'originCountry', 'tariffCode', 'successorId'] as const

/** What it is beyond its name, as the fields have it. */
export const describedOf = (fields: Record<string, string>) => ({
  categoryId: fields.categoryId || null,
  description: fields.description,
  originCountry: fields.originCountry as ProductInput['originCountry'],
  tariffCode: fields.tariffCode,
  successorId: fields.successorId || null,
})

interface AboutCardProps {
  product: ProductRecord | undefined
  errors: Readonly<Record<string, string>>
  countries: { value: string; label: string }[]
}

/** Category, description, origin, customs, and what is sold in its place. */
export function AboutCard({ product, errors, countries }: AboutCardProps) {
  const trpc = useTRPC()
  const { data: categories = [] } = useQuery(trpc.catalog.categories.queryOptions())
  const options = categories
    .filter((one) => !one.archivedAt || one.id === product?.categoryId)
    .map(({ id, name }) => ({ value: id, label: name }))
  const said = product !== undefined && inside.some((field) => product[field] !== null)
  return (
    <FoldCard
      title="More about it"
      hint="Category, description, origin, customs, successor"
      open={said || inside.some((field) => errors[field])}
    >
      <FieldGrid>
        <Field label="Category" hint="Made under Products → Categories." error={errors.categoryId}>
          <Select
            key={categories.length}
            name="categoryId"
            options={options}
            placeholder="None"
            defaultValue={product?.categoryId ?? ''}
          />
        </Field>
        <SuccessorField product={product} error={errors.successorId} />
        <Field label="Made in" error={errors.originCountry}>
          <Select
            name="originCountry"
            options={countries}
            placeholder="Not said"
            defaultValue={product?.originCountry ?? ''}
          />
        </Field>
        <Field
          label="Tariff code"
          hint="6 to 10 digits, as customs ask for them; on invoices to other countries."
          error={errors.tariffCode}
        >
          <Input name="tariffCode" inputMode="numeric" defaultValue={product?.tariffCode ?? ''} maxLength={20} />
        </Field>
        <Field
          label="Description"
          hint="Stands below its name on order confirmations."
          error={errors.description}
          className="sm:col-span-2"
        >
          <Textarea name="description" rows={3} defaultValue={product?.description ?? ''} maxLength={1000} />
        </Field>
      </FieldGrid>
    </FoldCard>
  )
}

/** What is sold in its place once it is archived. */
function SuccessorField({ product, error }: { product: ProductRecord | undefined; error: string | undefined }) {
  const client = useTRPCClient().catalog
  const { successor } = product ?? {}
  const [chosen, setChosen] = useState<ComboboxOption | null>(
    successor ? { value: successor.id, label: successor.name, note: successor.sku } : null,
  )
  const search = async (text: string, signal: AbortSignal): Promise<ComboboxOption[]> =>
    (await client.search.query({ text }, { signal }))
      .filter(({ id }) => id !== product?.id)
      .map(({ id, name, sku }) => ({ value: id, label: name, note: sku }))
  return (
    <Field label="Successor" hint="Once this one is archived, order entry proposes that one instead." error={error}>
      <Combobox value={chosen} onValueChange={setChosen} search={search} placeholder="SKU, name or barcode" />
      <input type="hidden" name="successorId" value={chosen?.value ?? ''} />
    </Field>
  )
}
