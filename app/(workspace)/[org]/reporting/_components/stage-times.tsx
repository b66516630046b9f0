import { Card } from '@/components/ui/card'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { StageTime } from '@/server/reporting/queries/times'

const parts: { stage: StageTime['stage']; label: string; span: string }[] = [
  { stage: 'credit', label: 'Credit', span: 'confirmed → released' },
  { stage: 'fulfilment', label: 'Fulfilment', span: 'released → packed' },
  { stage: 'shipping', label: 'Shipping', span: 'packed → first dispatch' },
  { stage: 'transit', label: 'Transit', span: 'first dispatch → last delivery' },
  { stage: 'invoicing', label: 'Invoicing', span: 'first dispatch → first invoice' },
  { stage: 'payment', label: 'Payment', span: 'first invoice → settled' },
  { stage: 'whole', label: 'Order to cash', span: 'confirmed → settled' },
]

const inWords = (hours: number | null | undefined) =>
  hours === null || hours === undefined ? '–' : hours < 72 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} d`

/** Elapsed time of each stage over the orders confirmed in the period, mined from the event log. */
export function StageTimes({ times }: { times: readonly StageTime[] }) {
  return (
    <Card title="Times by stage" aside="elapsed, from the event log" flush>
      <Table label="Times by stage">
        <TableHead>
          <tr>
            <HeadCell>Stage</HeadCell>
            <HeadCell importance="low">From → to</HeadCell>
            <HeadCell numeric>Orders</HeadCell>
            <HeadCell numeric importance="medium">
              Mean
            </HeadCell>
            <HeadCell numeric>Median</HeadCell>
            <HeadCell numeric>90th percentile</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {parts.map(({ stage, label, span }) => {
            const time = times.find((one) => one.stage === stage)
            return (
              <Row key={stage}>
                <Cell>{label}</Cell>
                <Cell importance="low">{span}</Cell>
                <Cell numeric>{time?.orders ?? 0}</Cell>
                <Cell numeric importance="medium">
                  {inWords(time?.meanHours)}
                </Cell>
                <Cell numeric>{inWords(time?.medianHours)}</Cell>
                <Cell numeric>{inWords(time?.p90Hours)}</Cell>
              </Row>
            )
          })}
        </TableBody>
      </Table>
    </Card>
  )
}
