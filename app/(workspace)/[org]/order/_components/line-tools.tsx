'use client'

import { PasteRows } from '@/components/order/paste-rows'
import { AddTextLine } from './free-text-cell'
import { type DraftLine, newLine } from './line-draft'

/** Other ways to add lines than one product after the other. */
export function LineTools({ onLines }: { onLines: (lines: DraftLine[]) => void }) {
  return (
    <span className="flex gap-1">
      <AddTextLine onLine={(line) => onLines([line])} />
      <PasteRows
        price="a price if it is not the usual one"
        onLines={async (lines) => {
          onLines(lines.map((line) => ({ ...newLine(), ...line })))
          return []
        }}
      />
    </span>
  )
}
