'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useWarehouses } from './use-bins'

interface Props {
  label: string
  /** Null is the default warehouse. */
  value: string | null
  onChange: (warehouseId: string) => void
  disabled?: boolean
}

/** Chooses a warehouse; nothing is shown where there is only one. */
export function WarehouseField({ label, value, onChange, disabled }: Props) {
  const warehouses = useWarehouses()
  if (warehouses.length < 2) return null
  return (
    <Field label={label} className="max-w-md" required>
      <Select
        value={value ?? warehouses.find((one) => one.isDefault)?.id ?? ''}
        disabled={disabled}
        options={warehouses.map((one) => ({ value: one.id, label: one.name }))}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
