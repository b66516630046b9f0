import { Tag, type Tone } from '@/components/ui/tag'
import type { ImportState } from '@/server/exchange/queries/rows'

const states: Record<ImportState, [words: string, tone: Tone]> = {
  READ: ['columns to choose', 'warn'],
  CHECKING: ['being looked at', 'plain'],
  CHECKED: ['not moved in yet', 'warn'],
  RUNNING: ['being written', 'plain'],
  DONE: ['moved in', 'ok'],
  UNDOING: ['being taken back', 'plain'],
  UNDONE: ['taken back', 'plain'],
}

/** Where an import stands. */
export function StateTag({ state }: { state: ImportState }) {
  const [words, tone] = states[state]
  return <Tag tone={tone}>{words}</Tag>
}
