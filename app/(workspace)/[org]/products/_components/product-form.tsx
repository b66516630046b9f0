'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FieldGrid, RecordForm } from '@/components/record-form'
import { useVersion } from '@/components/record-version'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Field } from '@/components/ui/field'
import { priceText, quantityOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWeightUnit, WeightInput } from '@/components/ui/weight-input'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ProductRecord } from '@/server/catalog/queries'
import { priceQuantities } from '@/server/catalog/rules'
import { type ProductInput, productInput } from '@/server/catalog/schema'
import { inUnits, type Measure, pieces } from '@/server/platform/money/quantity'
import { AboutCard, describedOf } from './about-card'
import { KeptCard, keptOf } from './kept-card'
import { kindWords } from './product-words'
import { SoldCard, soldOf } from './sold-card'

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }))

/** What the form's fields mean as a product. */
function productOf(fields: Record<string, string>, product: ProductRecord | undefined): ProductInput {
  return {
    name: fields.name ?? '',
    sku: product?.sku ?? fields.sku ?? '',
    kind: product?.kind ?? (fields.kind as ProductInput['kind']),
    gtin: fields.gtin,
    taxCategoryId: fields.taxCategoryId || undefined,
    unitPrice: fields.unitPrice ?? '',
    priceQuantity: Number(fields.priceQuantity ?? 1),
    weightGrams: Number(fields.weightGrams || 0),
    ...soldOf(fields),
    ...keptOf(fields),
    ...describedOf(fields),
  }
}

interface ProductFormProps {
  product?: ProductRecord
  countries: { value: string; label: string }[]
}

/** The form of a product: what everybody needs in the first card, the rest in cards that are closed while nothing is said in them. */
export function ProductForm({ product, countries }: ProductFormProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const [of, setOf] = useState<Measure>({ unit: product?.unit ?? 'C62', places: product?.places ?? 0 })
  const atVersion = useVersion(product?.version, () => client.catalog.record.query({ id: product?.id ?? '' }))
  const { busy, text, fields, submit } = useSubmission({
    schema: productInput,
    send: async (input: ProductInput) => {
      if (!product) return (await client.catalog.create.mutate(input)).productId
      const { id } = product
      const { sku: _sku, kind: _kind, ...facts } = input
      await atVersion((version) => client.catalog.change.mutate({ ...facts, id, version }))
      return id
    },
    onDone: async (id) => {
      await queries.invalidateQueries(trpc.catalog.pathFilter())
      router.push(href(`/products/${id}`))
    },
  })
  return (
    <RecordForm
      busy={busy}
      text={text}
      submitLabel={product ? 'Save' : 'Add the product'}
      cancelHref={href(product ? `/products/${product.id}` : '/products')}
      onSubmit={(given) => void submit(productOf(given, product))}
    >
      <WhatCard product={product} errors={fields} />
      <SoldCard product={product} errors={fields} of={of} onMeasure={setOf} />
      <KeptCard product={product} errors={fields} />
      <AboutCard product={product} errors={fields} countries={countries} />
    </RecordForm>
  )
}

interface WhatCardProps {
  product: ProductRecord | undefined
  errors: Readonly<Record<string, string>>
}

/** What everybody needs: a name, a code and a price make a product. */
function WhatCard({ product, errors: fields }: WhatCardProps) {
  const trpc = useTRPC()
  const { currency, locale } = useWorkspace()
  const unit = useWeightUnit()
  const { data: categories = [] } = useQuery(trpc.catalog.taxCategories.queryOptions())
  const categoryOptions = categories
    .filter((one) => !one.archivedAt || one.id === product?.taxCategoryId)
    .map(({ id, name }) => ({ value: id, label: name }))
  const perUnits = product ? inUnits(product.priceQuantity, product) : 1
  const standard = [...new Set([...priceQuantities, perUnits])].sort((a, b) => a - b)
  return (
    <Card title="What">
      <FieldGrid>
        <Field label="Name" required error={fields.name}>
          <Input name="name" defaultValue={product?.name} autoFocus={!product} maxLength={300} />
        </Field>
        <Field
          label="SKU"
          required
          hint={
            product ? 'Cannot be changed: orders and labels carry it.' : 'Your own short code for it, once and for all.'
          }
          error={fields.sku}
        >
          <Input name="sku" defaultValue={product?.sku} disabled={Boolean(product)} maxLength={60} />
        </Field>
        <Field
          label={`Price in ${currency}, without tax`}
          required
          hint="Up to six decimal places."
          error={fields.unitPrice}
        >
          <DecimalInput
            name="unitPrice"
            currency={currency}
            defaultValue={product && priceText(product.unitPrice, currency)}
            maxLength={20}
          />
        </Field>
        <Field label="The price is for" required error={fields.priceQuantity}>
          <Select
            name="priceQuantity"
            options={standard.map((count) => ({ value: String(count), label: quantityOf(count, pieces, locale) }))}
            defaultValue={String(perUnits)}
          />
        </Field>
        <Field
          label="Kind"
          required
          hint="Goods have stock, the others have none. The price of returnable packaging is the deposit on one."
          error={fields.kind}
        >
          <Select name="kind" options={kinds} defaultValue={product?.kind ?? 'GOODS'} disabled={Boolean(product)} />
        </Field>
        <Field label="Tax category" required error={fields.taxCategoryId}>
          <Select
            key={categories.length}
            name="taxCategoryId"
            options={categoryOptions}
            defaultValue={product?.taxCategoryId ?? categories.find((one) => one.isDefault)?.id}
          />
        </Field>
        <Field label="Barcode (GTIN)" hint="The 8 to 14 digits under the bars." error={fields.gtin}>
          <Input name="gtin" inputMode="numeric" defaultValue={product?.gtin ?? ''} maxLength={20} />
        </Field>
        <Field
          label={`Weight in ${unit}`}
          hint={unit === 'pounds' ? 'Or with its unit: 12 oz, 2 lb 4 oz.' : 'Or with its unit: 800 g.'}
          error={fields.weightGrams}
        >
          <WeightInput name="weightGrams" defaultValue={product?.weightGrams || null} maxLength={12} />
        </Field>
      </FieldGrid>
    </Card>
  )
}
