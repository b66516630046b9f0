'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import type { DraftLine } from './line-draft'

interface LineWordsProps {
  line: DraftLine
  number: number
  change: (key: string, part: Partial<DraftLine>) => void
  /** Whether it is offered, and can be optional. */
  offers?: boolean | undefined
}

/** What a line says beside its product: a heading that begins with it, and a note that is printed below it. */
export function LineWords({ line, number, change, offers }: LineWordsProps) {
  return (
    <span className="mt-1 mb-1.5 flex flex-col gap-1">
      <Input
        aria-label={`Heading from line ${number} on`}
        placeholder="Heading from here on; – ends one"
        value={line.section ?? ''}
        maxLength={200}
        onChange={(event) => change(line.key, { section: event.target.value })}
      />
      <Input
        aria-label={`Note below line ${number}`}
        placeholder="Note, printed below the line"
        value={line.note ?? ''}
        maxLength={1000}
        onChange={(event) => change(line.key, { note: event.target.value })}
      />
      {offers && (
        <Checkbox
          label="Optional"
          aria-label={`Line ${number} is optional`}
          hint="The customer may add it; it is in no sum."
          checked={line.optional ?? false}
          onChange={(event) => change(line.key, { optional: event.target.checked })}
        />
      )}
    </span>
  )
}
