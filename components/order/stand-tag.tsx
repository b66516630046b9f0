import { Tag } from '@/components/ui/tag'
import { standTone, standWords } from './stage-words'

const lead = 'waits for '

/** A state of its own: no goods are short, but none are kept either. */
const notReserved = (waitsFor: string | null) =>
  `not reserved: waits for ${waitsFor === 'PAYMENT' ? 'payment' : 'credit'}`

interface StandTagProps {
  stage: string
  waitsFor: string | null
  /** In a table: on a phone the words that all rows share are left to screen readers. */
  inRow?: boolean
  /** Nothing is reserved for it while it waits for credit. */
  unreserved?: boolean
}

/** Where an order stands, in its tone. */
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
