import { Tag } from '@/components/ui/tag'
import type { ShipmentListRow } from '@/server/shipping/queries/list'

/** The state of a shipment as a tag; parked and late come before any other state. */
export function ShipmentTag({
  row,
}: {
  row: Pick<ShipmentListRow, 'state' | 'held' | 'risk' | 'proof' | 'troubleSince' | 'leftAt'>
}) {
  if (row.state === 'DELIVERED')
    return row.proof === 'ASSUMED' ? <Tag>delivered, assumed</Tag> : <Tag tone="ok">delivered</Tag>
  if (row.state === 'FAILED') return <Tag tone="bad">not delivered</Tag>
  if (row.state === 'PARTLY_DELIVERED') return <Tag tone={row.troubleSince ? 'bad' : 'plain'}>delivered in part</Tag>
  if (row.state === 'RETURNED') return <Tag tone={row.troubleSince ? 'bad' : 'plain'}>came back</Tag>
  if (row.state === 'LOST') return <Tag tone={row.troubleSince ? 'bad' : 'plain'}>lost</Tag>
  if (row.state === 'DISPATCHED' && !row.leftAt) return <Tag tone="warn">leaving</Tag>
  if (row.state === 'DISPATCHED') return <Tag>under way</Tag>
  if (row.state === 'CANCELLED') return <Tag>cancelled</Tag>
  if (row.held) return <Tag tone="bad">parked, customer on hold</Tag>
  if (row.risk === 'LATE') return <Tag tone="bad">will be late</Tag>
  if (row.risk === 'AT_RISK') return <Tag tone="warn">must leave today</Tag>
  return <Tag tone="ok">ready</Tag>
}
