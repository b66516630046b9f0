'use client'

import { AddTextLine } from './free-text-cell'
import type { DraftLine } from './line-draft'
import { PasteLines } from './paste-lines'

/** Other ways to add lines than one product after the other. */
export function LineTools({ onLines }: { onLines: (lines: DraftLine[]) => void }) {
  return (
    <span className="flex gap-1">
      <AddTextLine onLine={(line) => onLines([line])} />
      <PasteLines onLines={onLines} />
    </span>
  )
}
