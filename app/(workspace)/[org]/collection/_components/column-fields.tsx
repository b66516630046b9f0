'use client'

import { useEffect, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'

export interface ColumnChoice {
  bookedOn: number
  amount?: number
  reference: number[]
  counterparty?: number
  counterpartyIban?: number
}

interface ColumnFieldsProps {
  file: File
  value: ColumnChoice | null
  onChange: (choice: ColumnChoice | null) => void
}

type Place = number | undefined

/** The cells of a line of the file's beginning, only to choose by. */
function cellsOf(text: string): string[] {
  const line = text.split(/\r\n|\r|\n/).findLast((one) => one.trim() !== '') ?? ''
  const delimiter = [';', '\t', ',', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] as string
  return line.split(delimiter).map((cell) => cell.replace(/^"|"$/g, ''))
}

/** Which column is the day, the amount, the reference: by a line of the file itself. */
export function ColumnFields({ file, value, onChange }: ColumnFieldsProps) {
  const [cells, setCells] = useState<string[]>([])
  const [places, setPlaces] = useState<Record<string, Place>>({})
  useEffect(() => {
    void file
      .slice(0, 20_000)
      .text()
      .then((text) => setCells(cellsOf(text.slice(0, text.lastIndexOf('\n')))))
  }, [file])
  const options = cells.map((cell, index) => ({
    value: String(index),
    label: `${index + 1}: ${cell.slice(0, 40) || '(empty)'}`,
  }))
  const choose = (name: string, text: string) => {
    const next = { ...places, [name]: text === '' ? undefined : Number(text) }
    setPlaces(next)
    const { bookedOn, amount, reference, counterparty, counterpartyIban } = next
    const clear = bookedOn !== undefined && amount !== undefined
    onChange(
      clear
        ? { bookedOn, amount, reference: reference === undefined ? [] : [reference], counterparty, counterpartyIban }
        : value,
    )
  }
  const fields = [
    ['bookedOn', 'Day', true],
    ['amount', 'Amount', true],
    ['reference', 'Reference', false],
    ['counterparty', 'Name of the payer', false],
    ['counterpartyIban', 'Account of the payer', false],
  ] as const
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {fields.map(([name, label, required]) => (
        <Field key={name} label={label} required={required}>
          <Select
            options={options}
            placeholder="Choose by the last line read"
            value={String(places[name] ?? '')}
            onChange={(event) => choose(name, event.target.value)}
          />
        </Field>
      ))}
    </div>
  )
}
