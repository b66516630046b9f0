'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import type { ReturnableArticle } from '@/server/catalog/rules'
import type { ProductInput } from '@/server/catalog/schema'
import type { Measure } from '@/server/platform/money/quantity'

interface Row {
  key: string
  returnableId: string
  per: number | null
}

/** The packaging as the fields have it. */
export const returnablesOf = (fields: Record<string, string>): ProductInput['returnables'] =>
  JSON.parse(fields.returnables || '[]')

interface ReturnableFieldsProps {
  returnables: readonly ReturnableArticle[]
  /** How the product is measured now. */
  of: Measure
  error: string | undefined
}

/** The packaging that a product goes out in and that comes back: its deposit is charged with the goods. */
export function ReturnableFields({ returnables, of, error }: ReturnableFieldsProps) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.catalog.list.queryOptions({ kind: 'RETURNABLE', limit: 100 }))
  const [rows, setRows] = useState<readonly Row[]>(
    returnables.map(({ productId, per }) => ({ key: productId, returnableId: productId, per })),
  )
  // One that was archived stays where it is named.
  const found = (data?.rows ?? []).map(({ id, sku, name }) => ({ productId: id, sku, name }))
  const known = [...found, ...returnables.filter((one) => found.every(({ productId }) => productId !== one.productId))]
  const options = known.map(({ productId, sku, name }) => ({ value: productId, label: `${name} (${sku})` }))
  const change = (key: string, changes: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...changes } : row)))
  const free = known.find((one) => rows.every((row) => row.returnableId !== one.productId))
  const add = () => free && setRows([...rows, { key: crypto.randomUUID(), returnableId: free.productId, per: null }])
  const sent = rows.map(({ returnableId, per }) => ({ returnableId, per }))
  return (
    <fieldset className="mt-4">
      <legend className="mb-2 font-medium">Returnable packaging</legend>
      <input type="hidden" name="returnables" value={JSON.stringify(sent)} />
      {rows.length === 0 && (
        <p className="text-ink-2">
          {known.length === 0
            ? 'Crates, bottles or pallets with a deposit: add each as a product of the kind “Returnable packaging” with its deposit as the price, and name it here.'
            : 'Goods that go out in a crate or a bottle that comes back: its deposit is charged with them.'}
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {rows.map((row) => (
          <li key={row.key} className="grid grid-cols-[2fr_1fr_auto] items-end gap-x-3 gap-y-2">
            <Field label="Packaging" required>
              <Select
                value={row.returnableId}
                options={options}
                onChange={(event) => change(row.key, { returnableId: event.target.value })}
              />
            </Field>
            <Field label="One for each" required>
              <QuantityInput of={of} value={row.per} min={1} onValueChange={(per) => change(row.key, { per })} />
            </Field>
            <Button
              aria-label={`Remove ${known.find((one) => one.productId === row.returnableId)?.name ?? 'the packaging'}`}
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
      {free && (
        <Button className="mt-3" disabled={rows.length >= 6} onClick={add}>
          Add packaging
        </Button>
      )}
    </fieldset>
  )
}
