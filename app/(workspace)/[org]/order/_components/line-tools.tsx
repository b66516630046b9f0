'use client'

import { PasteRows } from '@/components/order/paste-rows'
import { CopyFrom, type CopyFromProps } from './copy-from'
import { AddTextLine } from './free-text-cell'
import { type DraftLine, newLine } from './line-draft'

interface LineToolsProps extends CopyFromProps {
  onLines: (lines: DraftLine[]) => void
}

/** Other ways to add lines than one product after the other. */
export function LineTools({ onLines, ...copying }: LineToolsProps) {
  return (
    <span className="flex flex-wrap justify-end gap-1">
      <CopyFrom {...copying} />
      <AddTextLine onLine={(line) => onLines([line])} />
      <PasteRows
        customerId={copying.customer?.value}
        price="a price if it is not the usual one"
        onLines={async (lines) => {
          onLines(lines.map((line) => ({ ...newLine(), ...line })))
          return []
        }}
      />
    </span>
  )
}
