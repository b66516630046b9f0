'use client'

import { FieldGrid } from '@/components/record-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import type { ShipTo } from '@/server/order/schema'
import { countries } from '@/server/platform/place/country'
import { isWholeAddress } from '@/server/platform/place/place'
import { languageOf } from '@/server/platform/words/words'

const parts = [
  { key: 'name', label: 'Name', required: true, max: 200 },
  { key: 'line', label: 'Street and number', required: true, max: 200 },
  { key: 'extra', label: 'More of the address', required: false, max: 200 },
  { key: 'postcode', label: 'Postcode', required: false, max: 20 },
  { key: 'city', label: 'Town', required: true, max: 100 },
  { key: 'region', label: 'Region', required: false, max: 100 },
] as const

/** Whether the address is complete enough to send goods to it, as far as the form can know. */
export const isShipTo = (shipTo: ShipTo) => Boolean(shipTo.name.trim()) && isWholeAddress(shipTo)

interface ShipToFieldsProps {
  value: ShipTo
  onChange: (shipTo: ShipTo) => void
  /** Whether missing fields are marked. */
  strict: boolean
}

/** The delivery address of one order. Every form that sets or changes it uses these fields. */
export function ShipToFields({ value, onChange, strict }: ShipToFieldsProps) {
  const { locale } = useWorkspace()
  return (
    <FieldGrid>
      {parts.map(({ key, label, required, max }) => (
        <Field
          key={key}
          label={label}
          required={required}
          error={strict && required && !value[key]?.trim() && 'Needed to deliver anything.'}
        >
          <Input
            value={value[key] ?? ''}
            maxLength={max}
            onChange={(event) => onChange({ ...value, [key]: event.target.value })}
          />
        </Field>
      ))}
      <Field label="Country" required>
        <Select
          options={countries(languageOf(locale)).map(({ code, name }) => ({ value: code, label: name }))}
          value={value.country}
          onChange={(event) => onChange({ ...value, country: event.target.value })}
        />
      </Field>
    </FieldGrid>
  )
}
