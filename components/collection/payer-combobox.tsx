'use client'

import { useTRPCClient } from '@/components/trpc-provider'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'

interface PayerComboboxProps {
  value: ComboboxOption | null
  onValueChange: (option: ComboboxOption | null) => void
  name?: string
}

/** Finds a customer by name, number or e-mail. */
export function PayerCombobox({ value, onValueChange, name }: PayerComboboxProps) {
  const client = useTRPCClient()
  const search = async (query: string, signal: AbortSignal) => {
    const found = await client.customer.search.query({ text: query }, { signal })
    return found.map((one) => ({ value: one.id, label: one.name, note: one.number }))
  }
  return (
    <Combobox
      value={value}
      onValueChange={onValueChange}
      search={search}
      name={name}
      placeholder="Name or number"
      empty="No customer fits."
    />
  )
}
