'use client'

import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Input } from '@/components/ui/input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Money } from '@/components/ui/text'
import type { PreviewLine } from '@/server/order/queries/preview'

/** A line that is being written. */
export interface DraftLine {
  key: string
  product: ComboboxOption | null
  quantity: number | null
  /** As typed; the product's own price when empty. */
  unitPrice: string
}

export const newLine = (): DraftLine => ({ key: crypto.randomUUID(), product: null, quantity: 1, unitPrice: '' })

const pricePattern = /^\d{1,12}(\.\d{1,6})?$/
export const isPrice = (text: string) => pricePattern.test(priceOf(text))

/** A price typed with a comma is read too. */
export const priceOf = (text: string) => text.trim().replace(',', '.')

/** The lines that can be sent; null while one of them cannot be read. */
export function readLines(lines: readonly DraftLine[]) {
  const begun = lines.filter((line) => line.product)
  if (begun.length === 0 || begun.some((line) => !line.quantity || (line.unitPrice && !isPrice(line.unitPrice))))
    return null
  return begun.map((line) => ({
    productId: (line.product as ComboboxOption).value,
    quantity: line.quantity as number,
    ...(line.unitPrice ? { unitPrice: priceOf(line.unitPrice) } : {}),
  }))
}

interface LineEditorProps {
  lines: readonly DraftLine[]
  onChange: (lines: DraftLine[]) => void
  /** What the server says about each line that can be read, in their order. */
  preview?: readonly PreviewLine[]
  currency: string
}

/** Lines by SKU, name or GTIN; a new empty one stands ready as soon as the last is used. */
export function LineEditor({ lines, onChange, preview, currency }: LineEditorProps) {
  const client = useTRPCClient()
  const search = async (text: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const found = await client.catalog.search.query({ text }, { signal })
    return found.map(({ id, name, sku }) => ({ value: id, label: name, note: sku }))
  }
  const change = (key: string, part: Partial<DraftLine>) => {
    const next = lines.map((line) => (line.key === key ? { ...line, ...part } : line))
    onChange(next.at(-1)?.product ? [...next, newLine()] : next)
  }
  const begun = lines.filter((line) => line.product)
  return (
    <Table label="Lines">
      <TableHead className="max-sm:sr-only">
        <Row>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric>Quantity</HeadCell>
          <HeadCell numeric>Price</HeadCell>
          <HeadCell numeric importance="medium">
            Free
          </HeadCell>
          <HeadCell numeric>Net</HeadCell>
          <HeadCell>
            <span className="sr-only">Remove</span>
          </HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {lines.map((line, index) => {
          const told = preview?.[begun.indexOf(line)]
          return (
            // On a phone the product takes a line of its own, what it costs stands below.
            <Row
              key={line.key}
              className="max-sm:grid max-sm:grid-cols-[auto_auto_1fr_auto] max-sm:items-center max-sm:py-1.5"
            >
              <Cell grow className="max-sm:col-span-full max-sm:max-w-none">
                <Combobox
                  aria-label={`Product of line ${index + 1}`}
                  value={line.product}
                  onValueChange={(product) => change(line.key, { product })}
                  search={search}
                  placeholder="SKU, name or GTIN"
                  className="w-full"
                />
              </Cell>
              <Cell numeric>
                <QuantityInput
                  aria-label={`Quantity of line ${index + 1}`}
                  className="w-24"
                  min={1}
                  value={line.quantity}
                  onValueChange={(quantity) => change(line.key, { quantity })}
                />
              </Cell>
              <Cell numeric>
                <Input
                  aria-label={`Price of line ${index + 1}`}
                  className="w-28 text-right tabular-nums"
                  inputMode="decimal"
                  value={line.unitPrice}
                  placeholder={told ? String(Number(told.unitPrice)) : 'Price'}
                  aria-invalid={(line.unitPrice !== '' && !isPrice(line.unitPrice)) || undefined}
                  onChange={(event) => change(line.key, { unitPrice: event.target.value })}
                />
              </Cell>
              <Cell numeric importance="medium">
                {told && told.backordered > 0 ? (
                  <Tag tone="warn">{told.backordered} short</Tag>
                ) : (
                  (told?.available ?? '–')
                )}
              </Cell>
              <Cell numeric>{told ? <Money minor={told.netMinor} currency={currency} /> : '–'}</Cell>
              <Cell>
                {line.product && (
                  <Button
                    tone="quiet"
                    size="sm"
                    aria-label={`Remove line ${index + 1}`}
                    onClick={() => onChange(lines.filter((one) => one.key !== line.key))}
                  >
                    ✕
                  </Button>
                )}
              </Cell>
            </Row>
          )
        })}
      </TableBody>
    </Table>
  )
}
