import { BandLine } from '@/components/charts/lines'
import { Card } from '@/components/ui/card'
import type { WeekExpected } from '@/server/reporting/rules'

interface CashCardProps {
  weeks: readonly WeekExpected[]
  items: number
  payers: number
  locale: string
}

/** Money expected per week, with the band in which four of five outcomes should lie. */
export function CashCard({ weeks, items, payers, locale }: CashCardProps) {
  const shown = (day: string) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    )
  return (
    <Card title="Cash expected, next 13 weeks" aside={`${items} open items, ${payers} payers' histories`}>
      {items === 0 ? (
        <p className="text-ink-2">
          What customers owe, spread over the weeks in which they are likely to pay, will stand here.
        </p>
      ) : (
        <BandLine
          label="Cash expected per week with an 80 percent band"
          points={weeks.map((week) => ({
            label: shown(week.weekOn),
            p10: Number(week.p10Minor),
            p50: Number(week.p50Minor),
            p90: Number(week.p90Minor),
          }))}
          height={220}
        />
      )}
    </Card>
  )
}
