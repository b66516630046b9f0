'use client'

import { PasteRows } from '@/components/order/paste-rows'
import { CopyFrom, type CopyFromProps } from './copy-from'
import { AddTextLine } from './free-text-cell'
import { type DraftLine, newLine } from './line-draft'

interface TakesLines {
  /** Of the prices that are pasted. */
  currency: string
  onLines: (lines: DraftLine[]) => void
}

/** The lines that stand in a form, with others behind them; the empty ones give way to one at the end. */
export const withLines = (before: readonly DraftLine[], taken: readonly DraftLine[]): DraftLine[] => [
  ...before.filter((line) => line.product || line.text),
  ...taken,
  newLine(),
]

/** Adds a line of text, or many lines from a spreadsheet or a mail. */
export function AddTools({ customerId, currency, onLines }: TakesLines & { customerId: string | undefined }) {
  return (
    <>
      <AddTextLine onLine={(line) => onLines([line])} />
      <PasteRows
        customerId={customerId}
        currency={currency}
        price="a price if it is not the usual one"
        onLines={async (lines) => {
          onLines(lines.map((line) => ({ ...newLine(), ...line })))
          return []
        }}
      />
    </>
  )
}

/** Other ways to add lines than one product after the other. */
export function LineTools({ onLines, currency, ...copying }: CopyFromProps & TakesLines) {
  return (
    <span className="flex flex-wrap justify-end gap-1">
      <CopyFrom {...copying} />
      <AddTools customerId={copying.customer?.value} currency={currency} onLines={onLines} />
    </span>
  )
}
