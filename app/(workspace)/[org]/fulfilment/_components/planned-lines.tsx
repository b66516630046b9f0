'use client'

import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { DatePicker } from '@/components/ui/date-picker'
import { DecimalInput } from '@/components/ui/decimal-input'
import { FieldName } from '@/components/ui/field-name'
import { otherCurrencySaid } from '@/components/ui/other-currency'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { Measure } from '@/server/platform/money/quantity'
import { isDay } from '@/server/platform/time/calendar'
import type { PlannedRecord } from '@/server/supply/queries/planned'
import type { ChangePlannedInput } from '@/server/supply/schema'
import { measureOf, remeasured } from '../../order/_components/line-draft'

/** A line of a purchase list that is being written. */
export interface PlannedDraftLine {
  key: string
  /** Of a line that was there before. */
  id?: string
  product: (ComboboxOption & Partial<Measure>) | null
  quantity: number | null
  unitCost: string
  expectedOn: string
  received: number
}

export const newPlannedLine = (): PlannedDraftLine => ({
  key: crypto.randomUUID(),
  product: null,
  quantity: 1,
  unitCost: '',
  expectedOn: '',
  received: 0,
})

/** The lines that a form begins with: those of a list, and an empty one. */
export const linesOf = (planned: PlannedRecord | undefined): PlannedDraftLine[] => [
  ...(planned?.lines ?? []).map((line) => ({
    key: line.id,
    id: line.id,
    product: { value: line.productId, label: line.name, note: line.sku, unit: line.unit, places: line.places },
    quantity: line.quantity,
    unitCost: line.unitCost ?? '',
    expectedOn: line.expectedOn,
    received: line.received,
  })),
  newPlannedLine(),
]

const isCost = (text: string) => text === '' || /^\d{1,12}(\.\d{1,6})?$/.test(text)

/** What is wrong with a line, in a sentence; an untouched one is left out. */
function problemOf({ product, quantity, unitCost, expectedOn }: PlannedDraftLine): string | null {
  if (!product) return unitCost ? 'Choose a product.' : null
  if (!quantity) return 'Say how many.'
  if (!isCost(unitCost)) return 'This is no cost.'
  return expectedOn && !isDay(expectedOn) ? 'Choose a day.' : null
}

/** The lines as they are sent; null while there is none or one of them cannot be read. */
export function sentLines(lines: readonly PlannedDraftLine[]): ChangePlannedInput['lines'] | null {
  if (lines.some(problemOf)) return null
  const sent = lines.flatMap(({ id, product, quantity, unitCost, expectedOn }) =>
    product && quantity
      ? [
          {
            productId: product.value,
            quantity,
            ...(id ? { id } : {}),
            ...(unitCost ? { unitCost } : {}),
            ...(expectedOn ? { expectedOn } : {}),
          },
        ]
      : [],
  )
  return sent.length > 0 ? sent : null
}

interface PlannedLinesProps {
  lines: readonly PlannedDraftLine[]
  onChange: (lines: PlannedDraftLine[]) => void
  /** What is wrong is said. */
  strict: boolean
}

/** Products with quantity, cost and day; an empty line stands ready below. */
export function PlannedLines({ lines, onChange, strict }: PlannedLinesProps) {
  const client = useTRPCClient()
  const { currency } = useWorkspace()
  const search = async (text: string, signal: AbortSignal) => {
    const found = await client.catalog.search.query({ text }, { signal })
    return found.map(({ id, name, sku, unit, places }) => ({ value: id, label: name, note: sku, unit, places }))
  }
  const change = (key: string, part: Partial<PlannedDraftLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const nothing = strict && !lines.some((line) => line.product)
  return (
    <Table label="Lines">
      <TableHead className="max-sm:sr-only">
        <Row>
          <HeadCell className="w-full">Product</HeadCell>
          <HeadCell numeric>Quantity</HeadCell>
          <HeadCell numeric>Cost each, {currency}</HeadCell>
          <HeadCell>Expected on</HeadCell>
          <HeadCell>
            <span className="sr-only">Remove</span>
          </HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {lines.map((line, index) => {
          const lacks = strict ? (problemOf(line) ?? (nothing && index === 0 ? 'Add a product.' : null)) : null
          const otherCurrency = otherCurrencySaid(line.unitCost, currency)
          const problem = otherCurrency ?? lacks
          const said = lacks ? ({ 'aria-invalid': true, 'aria-describedby': `${line.key}-problem` } as const) : {}
          return (
            <Row
              key={line.key}
              className="max-sm:grid max-sm:grid-cols-[auto_auto_1fr] max-sm:items-end max-sm:gap-y-1 max-sm:py-2"
            >
              <Cell className="w-full min-w-40 max-w-0 max-sm:col-span-full max-sm:h-auto max-sm:pointer-coarse:h-auto max-sm:max-w-none">
                {line.id ? (
                  <span className="block truncate">
                    {line.product?.label} <span className="text-ink-3">{line.product?.note}</span>
                    {line.received > 0 && (
                      <span className="block text-ink-3 text-xs">
                        <Quantity value={line.received} of={measureOf(line.product)} /> came already
                      </span>
                    )}
                  </span>
                ) : (
                  <Combobox
                    aria-label={`Product of line ${index + 1}`}
                    takesRows
                    value={line.product}
                    onValueChange={(product: PlannedDraftLine['product']) =>
                      change(line.key, {
                        product,
                        quantity: remeasured(line.quantity, measureOf(line.product), measureOf(product)),
                      })
                    }
                    search={search}
                    placeholder="SKU, name or barcode"
                    className="w-full"
                    {...said}
                  />
                )}
                {problem && (
                  <p id={`${line.key}-problem`} className="mt-0.5 mb-1 whitespace-normal text-bad text-xs">
                    {problem}
                  </p>
                )}
              </Cell>
              <Cell numeric className="max-sm:h-auto max-sm:pointer-coarse:h-auto max-sm:pr-0">
                <FieldName className="sm:hidden">Quantity</FieldName>
                <QuantityInput
                  aria-label={`Quantity of line ${index + 1}`}
                  className="w-24 max-sm:w-20"
                  of={measureOf(line.product)}
                  min={1}
                  value={line.quantity}
                  onValueChange={(quantity) => change(line.key, { quantity })}
                />
              </Cell>
              <Cell numeric className="max-sm:h-auto max-sm:pointer-coarse:h-auto max-sm:pr-0">
                <FieldName className="sm:hidden">Cost each, {currency}</FieldName>
                <DecimalInput
                  aria-label={`Cost of line ${index + 1}`}
                  className="w-28 max-sm:w-24"
                  currency={currency}
                  value={line.unitCost}
                  placeholder="Cost"
                  onValueChange={(unitCost) => change(line.key, { unitCost })}
                  {...(otherCurrency && { 'aria-invalid': true, 'aria-describedby': `${line.key}-problem` })}
                />
              </Cell>
              <Cell className="max-sm:h-auto max-sm:pointer-coarse:h-auto">
                <FieldName className="sm:hidden">Expected on</FieldName>
                <DatePicker
                  aria-label={`Line ${index + 1} is expected on`}
                  className="w-36 max-sm:w-32"
                  value={line.expectedOn}
                  onValueChange={(expectedOn) => change(line.key, { expectedOn })}
                />
              </Cell>
              <Cell className="max-sm:h-auto max-sm:pointer-coarse:h-auto max-sm:pl-0">
                {line.product && line.received === 0 && (
                  <Button
                    tone="quiet"
                    size="sm"
                    aria-label={`Remove line ${index + 1}`}
                    onClick={() => onChange(lines.filter((one) => one.key !== line.key))}
                    className="pointer-coarse:min-w-11"
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
