import { Tag } from '@/components/ui/tag'
import type { PlannedState } from '@/server/supply/rules'
import { plannedWords } from '@/server/supply/words/en'

/** How a planned receipt stands; what is late asks for a person. */
export function PlannedTag({ state, late }: { state: PlannedState; late: boolean }) {
  if (late) return <Tag tone="warn">{state === 'OPEN' ? 'late' : 'part received, late'}</Tag>
  return <Tag tone={state === 'RECEIVED' ? 'ok' : undefined}>{plannedWords[state]?.toLowerCase()}</Tag>
}
