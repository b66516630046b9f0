import { BandBars } from '@/components/charts/band-bars'
import { Bars, StackedBars } from '@/components/charts/bars'
import { Lines } from '@/components/charts/lines'
import { Sparkline } from '@/components/charts/sparkline'
import { Card } from '@/components/ui/card'

const weeks = [
  '23 Nov',
  '30 Nov',
  '7 Dec',
  '14 Dec',
  '21 Dec',
  '28 Dec',
  '4 Jan',
  '11 Jan',
  '18 Jan',
  '25 Jan',
  '1 Feb',
  '8 Feb',
  '15 Feb',
]
const middle = [21, 22, 19, 20, 21, 16, 13, 14, 15, 14, 13, 13, 14]

export function ChartParts() {
  return (
    <div className="grid grid-cols-2 gap-3.5 max-lg:grid-cols-1">
      <Card title="Cash expected, next 13 weeks" aside="80 % band held 79 % of past weeks">
        <BandBars
          label="Cash expected per week with its 80 percent band, falling from 21 to 14 thousand pounds"
          points={weeks.map((label, index) => {
            const thousand = (middle[index] ?? 0) * 100_000
            return { label, p10: thousand * 0.8, p50: thousand, p90: thousand * 1.25 }
          })}
        />
      </Card>
      <Card title="Aging">
        <StackedBars
          label="Open items by days past due, per month"
          unit="money"
          series={[
            { key: 'a', label: 'not due' },
            { key: 'b', label: '1–30', colour: 'line-strong' },
            { key: 'c', label: '31–60', colour: 'warn' },
            { key: 'd', label: 'over 60', colour: 'bad' },
          ]}
          points={['Aug', 'Sep', 'Oct', 'Nov'].map((label, index) => ({
            label,
            values: { a: 9_000_000 + index * 500_000, b: 3_000_000, c: 1_200_000, d: 400_000 },
          }))}
        />
      </Card>
      <Card
        title="Days per stage"
        aside={<Sparkline label="DSO, from 39 to 36 days" values={[39, 38, 39, 37, 36.5, 36.4]} />}
      >
        <Bars
          label="Median days in each stage"
          unit="days"
          series={[{ key: 'days', label: 'days' }]}
          points={['Order', 'Credit', 'Fulfil', 'Ship', 'Pay'].map((label, index) => ({
            label,
            values: { days: [0.1, 0.2, 1.3, 1.1, 24][index] ?? 0 },
          }))}
        />
      </Card>
      <Card title="Late payers">
        <Lines
          label="Share of invoices paid late by month"
          unit="share"
          series={[
            { key: 'late', label: 'paid late' },
            { key: 'before', label: 'a year before', dashed: true },
          ]}
          points={['Aug', 'Sep', 'Oct', 'Nov'].map((label, index) => ({
            label,
            values: { late: 0.3 - index * 0.03, before: 0.33 },
          }))}
        />
      </Card>
    </div>
  )
}
