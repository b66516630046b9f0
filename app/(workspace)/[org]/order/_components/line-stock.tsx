import { cn } from '@/components/ui/cn'
import { Tag } from '@/components/ui/tag'
import { useWorkspace } from '@/components/ui/workspace'
import type { PreviewLine } from '@/server/order/queries/preview'
import { speak } from '@/server/platform/words/words'

/** What is free of a line's product, and the day on which the line would arrive. */
export function LineStock({ told, className }: { told: PreviewLine | undefined; className?: string }) {
  const say = speak(useWorkspace())
  if (!told || told.available === null) return <span className={className}>–</span>
  return (
    <span className={cn('flex flex-col items-end', className)}>
      {told.backordered > 0 ? (
        <Tag tone={told.cannotPromise ? 'bad' : told.plannedOn ? undefined : 'warn'}>
          {say.quantity(told.backordered, told)} short
        </Tag>
      ) : (
        <span>{say.quantity(told.available, told)} free</span>
      )}
      {told.from && <span className="text-ink-3 text-xs">from {told.from}</span>}
      {told.cannotPromise ? (
        <span className="text-bad text-xs">will be refused: it may not wait</span>
      ) : told.arrivesOn ? (
        <span className="text-ink-3 text-xs">there {say.day(told.arrivesOn)}</span>
      ) : (
        told.plannedOn && <span className="text-ink-3 text-xs">expected {say.day(told.plannedOn)}</span>
      )}
    </span>
  )
}
