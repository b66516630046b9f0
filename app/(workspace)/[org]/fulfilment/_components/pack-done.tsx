import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'

interface Props {
  cancelled: boolean
  /** The units that are still to be picked. */
  open: number
  parcels: number
  /** The parcels that can leave and are in no shipment yet. */
  waiting: number
  /** The parcels that hold goods which nobody wants any more: they are unpacked and do not leave. */
  stopped: number
}

/** Shown when nothing waits to be packed: why, and what comes next. */
export function PackDone({ cancelled, open, parcels, waiting, stopped }: Props) {
  const title = cancelled ? 'Nothing to pack.' : open > 0 ? 'Nothing is picked yet.' : 'Everything picked is packed.'
  const next = cancelled
    ? 'Nothing of a cancelled order leaves.'
    : parcels === 0
      ? 'Picked goods appear here.'
      : waiting > 0
        ? 'A shipment is planned by itself.'
        : stopped > 0
          ? 'A parcel with goods that are no longer wanted does not leave: unpack it.'
          : 'It is in a shipment: label the parcels and put them where they leave.'
  return (
    <Card flush>
      <EmptyState title={title}>{next}</EmptyState>
    </Card>
  )
}
