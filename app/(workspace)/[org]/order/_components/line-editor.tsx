'use client'

import { type Dispatch, type KeyboardEvent, memo, type SetStateAction, useCallback } from 'react'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Input } from '@/components/ui/input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Money } from '@/components/ui/text'
import type { PreviewLine } from '@/server/order/queries/preview'
import { type DraftLine, isPrice, newLine } from './line-draft'

type Search = (text: string, signal: AbortSignal) => Promise<ComboboxOption[]>

interface LineEditorProps {
  lines: readonly DraftLine[]
  onChange: Dispatch<SetStateAction<DraftLine[]>>
  /** What the server says about each line that can be read, in their order. */
  preview?: readonly PreviewLine[]
  currency: string
  /** The first empty line has the attention as soon as it is shown. */
  autoFocus?: boolean
}

/** Lines by SKU, name or barcode; a new empty one stands ready as soon as the last is used. */
export function LineEditor({ lines, onChange, preview, currency, autoFocus }: LineEditorProps) {
  const client = useTRPCClient()
  const search = useCallback<Search>(
    async (text, signal) => {
      const found = await client.catalog.search.query({ text }, { signal })
      return found.map(({ id, name, sku }) => ({ value: id, label: name, note: sku }))
    },
    [client],
  )
  const change = useCallback(
    (key: string, part: Partial<DraftLine>) =>
      onChange((before) => {
        const next = before.map((line) => (line.key === key ? { ...line, ...part } : line))
        return next.at(-1)?.product ? [...next, newLine()] : next
      }),
    [onChange],
  )
  const remove = useCallback((key: string) => onChange((before) => before.filter((one) => one.key !== key)), [onChange])
  let told = 0
  return (
    <Table label="Lines" onKeyDown={onEnter}>
      <TableHead className="max-sm:sr-only">
        <Row>
          <HeadCell className="w-full">Product</HeadCell>
          <HeadCell numeric>Quantity</HeadCell>
          <HeadCell numeric>Price</HeadCell>
          <HeadCell numeric importance="medium">
            Available
          </HeadCell>
          <HeadCell numeric>Net</HeadCell>
          <HeadCell>
            <span className="sr-only">Remove</span>
          </HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {lines.map((line, index) => (
          <LineRow
            key={line.key}
            line={line}
            number={index + 1}
            told={line.product ? preview?.[told++] : undefined}
            currency={currency}
            search={search}
            change={change}
            remove={remove}
            autoFocus={autoFocus && index === lines.length - 1}
          />
        ))}
      </TableBody>
    </Table>
  )
}

/** Enter in a quantity or a price goes on to the product of the next line. */
function onEnter(event: KeyboardEvent<HTMLTableElement>) {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
  event.preventDefault()
  const row = event.target.closest('tr')?.nextElementSibling
  row?.querySelector<HTMLElement>('[role=combobox]')?.focus()
}

interface LineRowProps {
  line: DraftLine
  number: number
  told: PreviewLine | undefined
  currency: string
  search: Search
  change: (key: string, part: Partial<DraftLine>) => void
  remove: (key: string) => void
  autoFocus: boolean | undefined
}

/** One line; drawn again only when something of it has changed, so that typing in one of hundreds stays quick. */
const LineRow = memo(function LineRow({
  line,
  number,
  told,
  currency,
  search,
  change,
  remove,
  autoFocus,
}: LineRowProps) {
  return (
    // On a phone the product takes a line of its own, what it costs stands below.
    <Row className="max-sm:grid max-sm:grid-cols-[auto_auto_1fr_auto] max-sm:items-center max-sm:gap-y-1 max-sm:py-2">
      <Cell className="w-full min-w-40 max-w-0 max-sm:col-span-full max-sm:h-auto max-sm:max-w-none">
        <Combobox
          aria-label={`Product of line ${number}`}
          value={line.product}
          onValueChange={(product) => change(line.key, { product })}
          search={search}
          placeholder="SKU, name or barcode"
          className="w-full"
          autoFocus={autoFocus}
        />
      </Cell>
      <Cell numeric className="max-sm:h-auto max-sm:pr-0">
        <QuantityInput
          aria-label={`Quantity of line ${number}`}
          className="w-24"
          min={1}
          value={line.quantity}
          onValueChange={(quantity) => change(line.key, { quantity })}
        />
      </Cell>
      <Cell numeric className="max-sm:h-auto max-sm:pr-0">
        <Input
          aria-label={`Price of line ${number}`}
          className="w-28 text-right tabular-nums"
          inputMode="decimal"
          value={line.unitPrice}
          placeholder={told ? String(Number(told.unitPrice)) : 'Price'}
          aria-invalid={(line.unitPrice !== '' && !isPrice(line.unitPrice)) || undefined}
          onChange={(event) => change(line.key, { unitPrice: event.target.value })}
        />
      </Cell>
      <Cell numeric importance="medium">
        {told && told.backordered > 0 ? <Tag tone="warn">{told.backordered} short</Tag> : (told?.available ?? '–')}
      </Cell>
      <Cell numeric className="max-sm:h-auto">
        {told ? <Money minor={told.netMinor} currency={currency} /> : '–'}
        {told && told.backordered > 0 && (
          <span className="block text-warn text-xs sm:hidden">{told.backordered} short</span>
        )}
      </Cell>
      <Cell className="max-sm:h-auto max-sm:pl-0">
        {line.product && (
          <Button
            tone="quiet"
            size="sm"
            aria-label={`Remove line ${number}`}
            onClick={() => remove(line.key)}
            className="pointer-coarse:min-w-11"
          >
            ✕
          </Button>
        )}
      </Cell>
    </Row>
  )
})
