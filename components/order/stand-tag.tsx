import { Tag } from '@/components/ui/tag'
import { standTone, standWords } from './stage-words'

const lead = 'waits for '

interface StandTagProps {
  stage: string
  waitsFor: string | null
  /** In a table: on a phone the words that all rows share are left to screen readers. */
  inRow?: boolean
}

/** Where an order stands, in its tone. */
export function StandTag({ stage, waitsFor, inRow }: StandTagProps) {
  const words = standWords(stage, waitsFor)
  const waits = inRow && words.startsWith(lead)
  return (
    <Tag tone={standTone(stage, waitsFor)} words={waits ? words.slice(lead.length) : words}>
      {waits && <span className="max-sm:sr-only">{lead}</span>}
      {waits ? words.slice(lead.length) : words}
    </Tag>
  )
}
