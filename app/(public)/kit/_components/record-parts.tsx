import { LineOfEight, OrderLine } from '@/components/order/line-of-eight'
import { Banner } from '@/components/ui/banner'
import { Bar } from '@/components/ui/bar'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Facts } from '@/components/ui/facts'
import { KeyFigure } from '@/components/ui/key-figure'
import { PageHead } from '@/components/ui/page-head'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Skeleton } from '@/components/ui/skeleton'
import { Tag } from '@/components/ui/tag'
import { Age, Day, Instant, Money, Percent, Quantity } from '@/components/ui/text'
import { Timeline } from '@/components/ui/timeline'

export const nowByStage = [
  { key: 'order', count: 27, note: '2.1 h · usual 2.4 h', href: '/kit' },
  { key: 'credit', count: 4, note: '0.1 h · usual 0.1 h', href: '/kit' },
  { key: 'fulfilment', count: 41, note: '31 h · usual 18 h', slow: true, href: '/kit' },
  { key: 'shipping', count: 18, note: '26 h · usual 27 h', href: '/kit' },
  { key: 'invoicing', count: 0, note: 'at once', href: '/kit' },
  { key: 'receivable', count: 212, note: '24 d · usual 26 d', href: '/kit' },
  { key: 'collection', count: 9, note: '6 d late · usual 5 d', href: '/kit' },
  { key: 'reporting', label: 'Settled, 90 d', count: '1,148', note: 'order to cash 31 d', href: '/kit' },
] as const

export function RecordParts() {
  return (
    <div>
      <PageHead
        crumbs={[{ label: 'Orders', href: '/kit' }, { label: 'Hale & Sons' }]}
        title="SO-4182"
        tag={<Tag tone="warn">1 line short</Tag>}
        actions={
          <>
            <Button shortcut="E">Amend</Button>
            <Button>Cancel…</Button>
          </>
        }
        go={<Button tone="go">Ship what is ready</Button>}
      />
      <Banner tone="warn" title="Bank data is four days old" action={<Button size="sm">Upload a statement</Button>}>
        No overdue reminder goes out until the bank is checked.
      </Banner>
      <LineOfEight now={nowByStage} />
      <OrderLine
        parts={[
          { key: 'order', text: 'by phone, Sam', note: 'Fri 09:12', state: 'done' },
          { key: 'credit', text: 'inside limit', note: '0.1 s', state: 'done' },
          { key: 'fulfilment', text: '8 of 9 picked', note: '1 d 4 h', state: 'slow' },
          { key: 'shipping', text: 'DPD 24, Tue 16:30', note: 'planned', state: 'planned' },
          { key: 'invoicing', text: 'at dispatch', state: 'planned' },
          { key: 'receivable', text: 'net 30', state: 'planned' },
          { key: 'collection', text: 'likely 29 Dec', state: 'planned' },
        ]}
      />
      <FactParts />
      <FigureParts />
    </div>
  )
}

function FactParts() {
  return (
    <div className="grid grid-cols-[1.6fr_1fr] items-start gap-3.5 max-lg:grid-cols-1">
      <Card title="What happened, what comes next">
        <Timeline
          entries={[
            {
              key: '1',
              at: 'Fri 09:12',
              stage: 'order',
              text: 'Order confirmed by phone; 84 units reserved; promised Tue 24 Nov',
              who: 'Sam',
            },
            {
              key: '2',
              at: 'Fri 09:12',
              stage: 'credit',
              text: 'Credit: exposure £1,204 of £3,000, nothing overdue',
              who: 'Octet',
            },
            {
              key: '3',
              at: 'Mon 09:05',
              stage: 'fulfilment',
              state: 'now',
              text: 'Short pick: 6 × 85123A not found in A-04-2; count queued, 6 backordered to 27 Nov, customer told',
              who: 'Priya',
            },
            { key: '4', at: 'Tue 16:30', stage: 'shipping', state: 'next', text: 'Pick-up by DPD, arrives Wed' },
          ]}
        />
      </Card>
      <Card title="Customer" aside="Hale & Sons">
        <Facts
          facts={[
            { label: 'Exposure', value: <Money minor={120_400n} /> },
            { label: 'Due', value: <Day day="2026-12-24" style="weekday" /> },
            { label: 'Confirmed', value: <Instant at={new Date('2026-11-20T09:12:00Z')} /> },
            { label: 'Waits', value: <Age since={new Date('2026-11-20T09:12:00Z')} /> },
            { label: 'Units', value: <Quantity value={84_250} of={{ unit: 'KGM', places: 3 }} /> },
            { label: 'On time', value: <Percent value={0.938} /> },
            { label: 'Total', value: <Money minor={41_260n} />, strong: true },
          ]}
        />
        <Bar className="my-3" parts={[{ share: 0.4, label: '£1,204 of £3,000 used' }]} />
        <ProgressBar value={9} max={14} label="9 of 14 picked" stage="fulfilment" />
      </Card>
    </div>
  )
}

function FigureParts() {
  return (
    <div className="mt-3.5 grid grid-cols-4 gap-3.5 max-lg:grid-cols-2 max-sm:grid-cols-1">
      <KeyFigure
        label="DSO"
        value="36.4"
        unit="d"
        delta={{ text: '−2.1', good: true }}
        note="best possible 30.9 · median 39.3"
        explain={{
          formula: 'Receivables at the end ÷ credit sales × days',
          population: '212 open items',
          rowsHref: '/kit',
        }}
      />
      <KeyFigure
        label="On time, in full"
        value="93.8 %"
        delta={{ text: '−1.2 pt', good: false }}
        note="by order, promised day"
      />
      <Card>
        <EmptyState title="Disputes appear here" action={<Button>Open a dispute</Button>}>
          When a customer disagrees with an invoice, it waits here with its reason.
        </EmptyState>
      </Card>
      <Card>
        <ErrorState />
        <Skeleton className="w-40" />
      </Card>
    </div>
  )
}
