import { useState } from 'react'
import { FieldGrid } from '@/components/record-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { needsState, stateCalled } from '@/server/platform/place/states'

const lines = [
  ['Line', 'Street and number', 200],
  ['Extra', 'Addition', 200],
  ['Postcode', 'Postcode', 20],
  ['City', 'City', 100],
  ['Region', 'Region', 100],
] as const

interface AddressFieldsProps {
  prefix: 'bill' | 'ship'
  of?: object
  errors: Readonly<Record<string, string>>
  /** The customer's country, in which the address is unless it names another one. */
  country: string
  /** Of a delivery address, which may lie in another country and go by another name. */
  countries?: { value: string; label: string }[]
}

/** The lines of one address of a customer. */
export function AddressFields({ prefix, of, errors, country, countries }: AddressFieldsProps) {
  const [elsewhere, setElsewhere] = useState('')
  const there = elsewhere || country
  const now = (name: string) => (of as Record<string, string | null> | undefined)?.[name] ?? ''
  return (
    <FieldGrid>
      {prefix === 'ship' && (
        <Field label="Name" error={errors.shipName}>
          <Input name="shipName" defaultValue={now('shipName')} maxLength={200} />
        </Field>
      )}
      {lines.map(([part, label, max]) => (
        <Field
          key={part}
          label={part === 'Region' ? stateCalled(there) : label}
          error={errors[`${prefix}${part}`]}
          // Nothing is delivered or invoiced to a customer without them; where goods go may be where the invoice goes.
          optional={prefix === 'ship' || part === 'Extra' || (part === 'Region' && !needsState(there))}
        >
          <Input name={`${prefix}${part}`} defaultValue={now(`${prefix}${part}`)} maxLength={max} />
        </Field>
      ))}
      {countries && (
        <Field label="Country" error={errors.shipCountry}>
          <Select
            name="shipCountry"
            options={countries}
            placeholder="As bill to"
            value={elsewhere}
            onChange={(event) => setElsewhere(event.target.value)}
          />
        </Field>
      )}
    </FieldGrid>
  )
}
