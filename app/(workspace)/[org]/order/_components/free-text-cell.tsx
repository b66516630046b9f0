'use client'

import { useQuery } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { pieces } from '@/server/platform/money/quantity'
import { type DraftLine, newLine } from './line-draft'

/** What stands for the product of a line that names none. */
const standing = (productId: string, text: string) => ({ ...pieces, value: productId, label: text, note: '–' })

/** Adds a line that names no product: its text, price and tax are written by hand. */
export function AddTextLine({ onLine }: { onLine: (line: DraftLine) => void }) {
  const client = useTRPCClient()
  const onError = useFailureToast()
  const add = () =>
    client.catalog.freeText.mutate({}).then(({ productId, taxCategoryId }) => {
      const line = newLine()
      onLine({ ...line, product: standing(productId, ''), taxCategoryId })
    }, onError)
  return (
    <Button size="sm" tone="quiet" onClick={add}>
      Add text
    </Button>
  )
}

interface FreeTextCellProps {
  line: DraftLine
  number: number
  change: (key: string, part: Partial<DraftLine>) => void
  invalid: { 'aria-invalid'?: true; 'aria-describedby'?: string }
}

/** The text of a line that names no product, and how it is taxed. */
export function FreeTextCell({ line, number, change, invalid }: FreeTextCellProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const onError = useFailureToast()
  const { data: taxes = [] } = useQuery(trpc.catalog.taxCategories.queryOptions())
  const text = line.product?.label ?? ''
  const tax = (taxCategoryId: string) =>
    client.catalog.freeText
      .mutate({ taxCategoryId })
      .then((made) => change(line.key, { product: standing(made.productId, text), taxCategoryId }), onError)
  return (
    <span className="flex flex-wrap gap-x-2 gap-y-1">
      <Input
        aria-label={`Text of line ${number}`}
        // A text line begins empty when it was just added: its words come next.
        autoFocus={text === ''}
        value={text}
        maxLength={300}
        placeholder="What it is"
        onChange={(event) => change(line.key, { product: standing(line.product?.value ?? '', event.target.value) })}
        className="min-w-24 flex-1"
        {...invalid}
      />
      <Select
        aria-label={`Tax of line ${number}`}
        className="w-28 shrink-0"
        options={taxes
          .filter(({ id, archivedAt }) => !archivedAt || id === line.taxCategoryId)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={line.taxCategoryId ?? ''}
        onChange={(event) => tax(event.target.value)}
      />
    </span>
  )
}
