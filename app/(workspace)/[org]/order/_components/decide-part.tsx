'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { MoneyInput } from '@/components/ui/money-input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Money, Quantity } from '@/components/ui/text'
import type { OrderRecord } from '@/server/order/queries/record'
import { totalsOf } from '@/server/order/rules/amounts'
import { partUpTo, staying } from '@/server/order/rules/division'
import { remaining } from '@/server/order/rules/position'
import { ownLines, packedParts } from '@/server/order/rules/returnables'
import type { ApprovedPart } from '@/server/order/schema'
import { unitsOf as sumOfUnits } from '@/server/platform/money/quantity'
import type { Whole } from '@/server/pricing/rules/whole'

/** The approved part of an order: the quantity of each line, and what happens to the rest. */
export interface Part {
  quantities: Record<string, number>
  rest: ApprovedPart['rest']
}

type Line = OrderRecord['lines'][number]

/** The whole order: the starting point for choosing a part. */
export const wholeOf = (lines: readonly Line[]): Part => ({
  quantities: Object.fromEntries(lines.map((line) => [line.id, remaining(line)])),
  rest: 'WAITS',
})

/** How many units are approved, and how many are in the rest. */
export function unitsOf(lines: readonly Line[], { quantities }: Part): { kept: number; off: number } {
  return {
    kept: sumOfUnits(ownLines(lines), (line) => quantities[line.id] ?? 0),
    off: sumOfUnits(ownLines(lines), (line) => remaining(line) - (quantities[line.id] ?? 0)),
  }
}

/** The lines with the approved quantities. */
export const keptLines = (lines: readonly Line[], { quantities }: Part): Line[] =>
  partsOf(lines, quantities).map(({ line, quantity }) => ({ ...line, cancelled: line.ordered - quantity }))

const partsOf = (lines: readonly Line[], quantities: Part['quantities']) =>
  packedParts(lines.map((line) => ({ line, quantity: quantities[line.id] ?? 0 })))

export const linesOfPart = ({ quantities, rest }: Part): ApprovedPart => ({
  rest,
  lines: Object.entries(quantities).map(([lineId, quantity]) => ({ lineId, quantity })),
})

const rests = [
  { value: 'WAITS', label: 'waits here', hint: 'As an order of its own, with its stock.' },
  { value: 'PREPAID', label: 'is to be paid beforehand', hint: 'A pro forma is mailed for it.' },
  { value: 'CANCELLED', label: 'is cancelled', hint: 'Its stock comes free.' },
] as const

/** Chooses the approved part by an amount or line by line. */
export function PartChoice(props: {
  lines: readonly Line[]
  whole: Whole
  part: Part
  onChange: (part: Part) => void
}) {
  const { lines, whole, part, onChange } = props
  const { currency } = whole
  const [upTo, setUpTo] = useState<bigint | null>(null)
  const wanted = ownLines(lines).filter((line) => remaining(line) > 0)
  const set = (quantities: Record<string, number>) => onChange({ ...part, quantities })
  const fill = (minor: bigint | null) => {
    setUpTo(minor)
    if (minor !== null) set(Object.fromEntries(partUpTo(lines, minor, whole)))
  }
  const total = totalsOf(partsOf(lines, part.quantities), whole)
  return (
    <>
      <Field label="As much as this amount allows" hint="With tax. It fills in the lines from the first one on.">
        <MoneyInput value={upTo} onValueChange={fill} currency={currency} />
      </Field>
      <ul className="flex max-h-56 flex-col gap-2 overflow-y-auto" aria-label="Approved of each line">
        {wanted.map((line) => (
          <li key={line.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-32 flex-1 truncate max-sm:basis-full">
              {line.description} <span className="text-ink-3 text-xs">{line.sku}</span>
            </span>
            <QuantityInput
              aria-label={`Approved of ${line.description}`}
              className="w-32"
              of={line}
              value={part.quantities[line.id] ?? 0}
              min={staying(line)}
              max={remaining(line)}
              onValueChange={(quantity) => set({ ...part.quantities, [line.id]: quantity ?? staying(line) })}
            />
            <span className="min-w-14 text-ink-3">
              of <Quantity value={remaining(line)} of={line} />
            </span>
          </li>
        ))}
      </ul>
      <p className="flex justify-between gap-3 border-line border-t pt-2 font-medium">
        <span>Approved, with tax</span>
        <Money minor={total.grossMinor} currency={currency} />
      </p>
      <RadioGroup
        legend="The rest"
        options={rests}
        value={part.rest}
        onValueChange={(rest) => onChange({ ...part, rest })}
      />
    </>
  )
}
