'use client'

import { Banner } from '@/components/ui/banner'
import { countOf } from '@/components/ui/format'
import type { PreviewLine } from '@/server/order/queries/preview'
import type { CopyNote } from './copied-lines'
import { type DraftLine, isReadable, priceThen } from './line-draft'

interface CopyNotesProps {
  notes: readonly CopyNote[]
  lines: readonly DraftLine[]
  preview: readonly PreviewLine[] | undefined
}

/** Says what lines were copied from, and what has changed since: what is no longer sold, and how many prices are others. */
export function CopyNotes({ notes, lines, preview }: CopyNotesProps) {
  if (notes.length === 0) return null
  const others = lines.filter(isReadable).filter((line, index) => priceThen(line, preview?.[index])).length
  const optional = [...new Set(notes.flatMap((note) => note.optional ?? []))]
  const gone = [...new Set(notes.flatMap((note) => note.gone))]
  return (
    <Banner
      className="mb-0"
      tone={gone.length + others > 0 ? 'warn' : 'plain'}
      title={`Copied from ${notes.map(({ number, of }) => (of ? `${number} of ${of}` : number)).join(', ')}`}
    >
      {notes.some((note) => note.of)
        ? 'Prices are those of this customer; what was agreed with the other one is left out.'
        : 'At today’s prices. Typed prices stay; empty the field to take today’s.'}
      {others > 0 && ` ${countOf(others, 'line')} ${others === 1 ? 'costs' : 'cost'} something else than then.`}
      {optional.length > 0 && ` Optional, and left out: ${optional.join(', ')}.`}
      {gone.length > 0 && ` No longer sold, and left out: ${gone.join(', ')}.`}
    </Banner>
  )
}
