import { Tag } from '@/components/ui/tag'
import { standTone, standWords } from './stage-words'

const lead = 'waits for '

/** An order whose goods are neither short nor reserved. */
const notReserved = (waitsFor: string | null) =>
  `not reserved: waits for ${waitsFor === 'PAYMENT' ? 'payment' : 'credit'}`

interface StandTagProps {
  stage: string
  waitsFor: string | null
  /** In a table on a phone, words that all rows share are shown to screen readers only. */
  inRow?: boolean
  /** Whether no goods are reserved while the order waits for credit. */
  unreserved?: boolean
}

/** The state of an order as a tag. */
export function StandTag({ stage, waitsFor, inRow, unreserved }: StandTagProps) {
  const words = unreserved ? notReserved(waitsFor) : standWords(stage, waitsFor)
  const waits = inRow && words.startsWith(lead)
  return (
    <Tag tone={standTone(stage, waitsFor)} words={waits ? words.slice(lead.length) : words}>
      {waits && <span className="max-sm:sr-only">{lead}</span>}
      {waits ? words.slice(lead.length) : words}
    </Tag>
  )
}
