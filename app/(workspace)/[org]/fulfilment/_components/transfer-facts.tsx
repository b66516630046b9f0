import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Day, Instant } from '@/components/ui/text'
import type { TransferRecord as Transfer } from '@/server/fulfilment/queries/transfers'

/** From where to where a transfer goes, when it left, and when it came or is expected. */
export function TransferFacts({ transfer }: { transfer: Transfer }) {
  const { receivedAt, reckonedOn, note } = transfer
  return (
    <Card title="Transfer">
      <Facts
        start
        facts={[
          { label: 'From', value: transfer.fromName },
          { label: 'To', value: transfer.toName },
          { label: 'Sent', value: <Instant at={transfer.sentAt} /> },
          { label: 'By', value: transfer.sentBy ?? 'Octet' },
          receivedAt
            ? { label: 'Arrived', value: <Instant at={receivedAt} /> }
            : { label: 'Expected', value: <Day day={transfer.expectedOn} style="weekday" /> },
          receivedAt === null &&
            reckonedOn !== null && { label: 'Late, reckoned with', value: <Day day={reckonedOn} style="weekday" /> },
          note !== null && { label: 'Note', value: note },
        ]}
      />
    </Card>
  )
}
