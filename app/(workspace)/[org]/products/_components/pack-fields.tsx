'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import type { Pack } from '@/server/catalog/rules'
import type { ProductInput } from '@/server/catalog/schema'
import type { Measure } from '@/server/platform/money/quantity'
import { packCodes, packName } from '@/server/platform/words/packs'

type Row = Omit<Pack, 'quantity'> & { key: string; quantity: number | null }

const names = packCodes.map((code) => ({ code, name: packName(code) }))

/** The packs as the fields have them. */
export const packsOf = (fields: Record<string, string>): ProductInput['packs'] => JSON.parse(fields.packs || '[]')

interface PackFieldsProps {
  packs: readonly Pack[]
  /** How the product is measured now. */
  of: Measure
  error: string | undefined
}

/** The packs in which a product is sold and scanned too: what each is called, holds and has under its bars. */
export function PackFields({ packs, of, error }: PackFieldsProps) {
  const [rows, setRows] = useState<readonly Row[]>(packs.map((pack) => ({ ...pack, key: pack.unit })))
  const [counted, setCounted] = useState(of)
  // What was typed counts in the unit of before.
  if (counted.unit !== of.unit || counted.places !== of.places) {
    setCounted(of)
    setRows(rows.map((row) => ({ ...row, quantity: null })))
  }
  const change = (key: string, changes: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...changes } : row)))
  const free = packCodes.find((code) => code !== 'XPK' && rows.every((row) => row.unit !== code)) ?? 'XPK'
  const add = () => setRows([...rows, { key: crypto.randomUUID(), unit: free, quantity: null, gtin: null }])
  const sent = rows.map(({ key: _key, ...pack }) => pack)
  return (
    <fieldset className="mt-4">
      <legend className="mb-2 font-medium">Packs</legend>
      <input type="hidden" name="packs" value={JSON.stringify(sent)} />
      {rows.length === 0 && (
        <p className="text-ink-2">
          Sold and scanned one by one, and stock stays in single units. Add a case or a pallet, and a scan of it counts
          as many.
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {rows.map((row) => (
          <li
            key={row.key}
            className="grid grid-cols-[1fr_1fr_auto] items-end gap-x-3 gap-y-2 sm:grid-cols-[1fr_1fr_2fr_auto]"
          >
            <Field label="Pack" required>
              <Select
                value={row.unit}
                options={names.map(({ code, name }) => ({ value: code, label: name }))}
                onChange={(event) => change(row.key, { unit: event.target.value })}
              />
            </Field>
            <Field label="Holds" required>
              <QuantityInput of={of} value={row.quantity} onValueChange={(quantity) => change(row.key, { quantity })} />
            </Field>
            <Field label="Its barcode (GTIN)" className="col-span-2 max-sm:row-start-2 sm:col-span-1">
              <Input
                inputMode="numeric"
                maxLength={20}
                value={row.gtin ?? ''}
                onChange={(event) => change(row.key, { gtin: event.target.value || null })}
              />
            </Field>
            <Button
              aria-label={`Remove the ${packName(row.unit)}`}
              onClick={() => setRows(rows.filter((one) => one.key !== row.key))}
            >
              <X aria-hidden="true" className="size-4" />
            </Button>
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="mt-2 text-bad text-xs">
          {error}
        </p>
      )}
      <Button className="mt-3" disabled={rows.length >= 12} onClick={add}>
        Add a pack
      </Button>
    </fieldset>
  )
}
