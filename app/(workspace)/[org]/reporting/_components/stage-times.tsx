'use client'

import { Bars } from '@/components/charts/bars'
import { spanWords } from '@/components/reporting/figure-words'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Count } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { StageTime } from '@/server/reporting/rules/stages'

const parts: { stage: StageTime['stage']; label: string; span: string; sort: string }[] = [
  { stage: 'entry', label: 'Order entry', span: 'came in → confirmed', sort: '-cycleHours' },
  { stage: 'credit', label: 'Credit', span: 'waits for credit or for prepayment', sort: '-creditHours' },
  { stage: 'stock', label: 'Waiting for stock', span: 'nothing to pick until goods come', sort: '-stockHours' },
  { stage: 'pick', label: 'Pick and pack', span: 'goods reserved → packed', sort: '-pickHours' },
  { stage: 'carrier', label: 'Waiting for carrier', span: 'packed → last dispatch', sort: '-carrierHours' },
  { stage: 'transit', label: 'Transit', span: 'last dispatch → last delivery', sort: '-transitHours' },
  { stage: 'cycle', label: 'Order cycle', span: 'ordered → last delivery: the six above', sort: '-cycleHours' },
  { stage: 'invoicing', label: 'Invoicing', span: 'last dispatch → last invoice', sort: '-invoicingHours' },
  { stage: 'payment', label: 'Payment', span: 'invoice → settled by money, in days', sort: '-paymentDays' },
]

interface StageTimesProps {
  times: readonly StageTime[]
  href: string
  search: string
}

/** How long each stage took over the orders delivered in the period: elapsed hours from the event log. */
export function StageTimes({ times, href, search }: StageTimesProps) {
  const { locale } = useWorkspace()
  const timeOf = (stage: StageTime['stage']) => times.find((one) => one.stage === stage)
  const drawn = parts.filter(({ stage }) => stage !== 'cycle' && stage !== 'payment')
  return (
    <Card title="Times by stage" aside="elapsed, from the event log" flush>
      {times.length > 0 && (
        <div className="p-3.5">
          <Bars
            label="Mean and 90th percentile of each stage up to the invoice, in hours"
            unit="hours"
            height={220}
            series={[
              { key: 'mean', label: 'Mean', colour: 'accent' },
              { key: 'p90', label: '90th percentile', colour: 'line-strong' },
            ]}
            points={drawn.map(({ stage, label }) => ({
              label,
              values: { mean: timeOf(stage)?.meanHours ?? 0, p90: timeOf(stage)?.p90Hours ?? 0 },
            }))}
          />
        </div>
      )}
      <Table label="Times by stage">
        <TableHead>
          <tr>
            <HeadCell>Stage</HeadCell>
            <HeadCell importance="low">From → to</HeadCell>
            <HeadCell numeric importance="medium">
              Number
            </HeadCell>
            <HeadCell numeric importance="medium">
              Waited
            </HeadCell>
            <HeadCell numeric>Mean</HeadCell>
            <HeadCell numeric>Median</HeadCell>
            <HeadCell numeric>9 of 10 within</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {parts.map(({ stage, label, span, sort }) => {
            const time = timeOf(stage)
            const path = stage === 'payment' ? 'cash' : 'cycle'
            return (
              <Row key={stage} className={stage === 'cycle' ? 'font-medium' : undefined}>
                <Cell>
                  <Link href={`${href}/${path}?${search}&sort=${sort}`}>{label}</Link>
                </Cell>
                <Cell importance="low" className="text-ink-2">
                  {span}
                </Cell>
                <Cell numeric importance="medium">
                  <Count value={time?.rows ?? 0} />
                </Cell>
                <Cell numeric importance="medium">
                  <Count value={time?.waited ?? 0} />
                </Cell>
                <Cell numeric>{spanWords(time?.meanHours, locale)}</Cell>
                <Cell numeric>{spanWords(time?.medianHours, locale)}</Cell>
                <Cell numeric>{spanWords(time?.p90Hours, locale)}</Cell>
              </Row>
            )
          })}
        </TableBody>
      </Table>
    </Card>
  )
}
