'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'

interface ServiceFieldProps {
  value: string
  onChange: (carrierServiceId: string) => void
}

/** By which service one order is sent; left alone, the one that the customer prefers, or the usual one. */
export function ServiceField({ value, onChange }: ServiceFieldProps) {
  const trpc = useTRPC()
  const { data: choices } = useQuery(trpc.customer.choices.queryOptions())
  const options = (choices?.services ?? [])
    .filter(({ archived }) => !archived)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Field label="Sent by" required>
      <Select
        options={options}
        placeholder="As usual for them"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
