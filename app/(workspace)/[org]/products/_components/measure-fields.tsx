'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import type { ProductRecord } from '@/server/catalog/queries'
import type { Measure } from '@/server/platform/money/quantity'
import { units } from '@/server/platform/words/units'

const options = Object.entries(units).map(([value, { name, many }]) => ({
  value,
  label: many && many !== name ? `${name} (${many})` : name,
}))

interface MeasureFieldsProps {
  product: ProductRecord | undefined
  errors: Readonly<Record<string, string>>
  onMeasure: (of: Measure) => void
}

/** Minimum and multiple as the fields have them. */
export const soldInOf = (fields: Record<string, string>) => ({
  minQuantity: Number(fields.minQuantity || 1),
  multiple: Number(fields.multiple || 1),
})

const places = (example: string) => [
  { value: '0', label: 'Whole numbers: 1' },
  ...['1.5', '1.25', '1.125'].map((one, index) => ({ value: String(index + 1), label: `${one} ${example}`.trim() })),
]

/** What a product is sold by, and how finely; a unit brings the places that such goods usually have. */
export function MeasureFields({ product, errors, onMeasure }: MeasureFieldsProps) {
  const [unit, setUnit] = useState(product?.unit ?? 'C62')
  const [fine, setFine] = useState(String(product?.places ?? 0))
  const [from, setFrom] = useState<number | null>(product?.minQuantity ?? 1)
  const [multiple, setMultiple] = useState<number | null>(product?.multiple ?? 1)
  // What was typed counts in the unit of before.
  const anyQuantity = (now: Measure) => {
    setFrom(1)
    setMultiple(1)
    onMeasure(now)
  }
  const of = { unit, places: Number(fine) }
  return (
    <>
      <Field label="Sold by the" required hint="Stays as soon as there is stock or an order of it." error={errors.unit}>
        <Select
          name="unit"
          value={unit}
          options={options}
          onChange={(event) => {
            const places = units[event.target.value]?.places ?? 0
            setUnit(event.target.value)
            setFine(String(places))
            anyQuantity({ unit: event.target.value, places })
          }}
        />
      </Field>
      <Field label="As finely as" required error={errors.places}>
        <Select
          name="places"
          value={fine}
          options={places(units[unit]?.many ?? '')}
          onChange={(event) => {
            setFine(event.target.value)
            anyQuantity({ unit, places: Number(event.target.value) })
          }}
        />
      </Field>
      <Field label="Sold from" hint="The least that can be ordered." error={errors.minQuantity}>
        <QuantityInput of={of} min={1} value={from} onValueChange={setFrom} />
        <input type="hidden" name="minQuantity" value={from ?? 1} />
      </Field>
      <Field label="In multiples of" hint="Order entry proposes the next one." error={errors.multiple}>
        <QuantityInput of={of} min={1} value={multiple} onValueChange={setMultiple} />
        <input type="hidden" name="multiple" value={multiple ?? 1} />
      </Field>
    </>
  )
}
