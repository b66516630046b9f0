import { Button } from '@/components/ui/button'
import { Cell } from '@/components/ui/table'
import type { DraftLine } from './line-draft'

interface LineButtonsProps {
  line: DraftLine
  number: number
  /** Whether its heading and note are open. */
  worded: boolean
  onWords: () => void
  onRemove: () => void
}

/** What can be done with a whole line; in a narrow box they stand beside the product. */
export function LineButtons({ line, number, worded, onWords, onRemove }: LineButtonsProps) {
  const className = 'min-w-6 px-1.5 pointer-coarse:min-w-11'
  return (
    <Cell className="px-1 py-1 align-top last:pr-1 stacked:col-start-4 stacked:row-start-1 stacked:h-auto">
      {line.product && (
        <Button
          tone="quiet"
          size="sm"
          aria-label={`Heading or note of line ${number}`}
          aria-pressed={worded}
          onClick={onWords}
          className={className}
        >
          ¶
        </Button>
      )}
      {(line.product || line.text || line.unitPrice || line.discount) && (
        <Button tone="quiet" size="sm" aria-label={`Remove line ${number}`} onClick={onRemove} className={className}>
          ✕
        </Button>
      )}
    </Cell>
  )
}
