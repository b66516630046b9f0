import { BandLine } from '@/components/charts/lines'
import { Card } from '@/components/ui/card'
import { formatDay } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import type { CashExpected } from '@/server/reporting/queries/cash'

interface CashCardProps extends CashExpected {
  locale: string
  /** Where the forecast's own page is. */
  href: string
}

/** Money expected per week with its 80 % band, and how often that band held in the past. */
export function CashCard({ weeks, items, orders, payers, heldPercent, locale, href }: CashCardProps) {
  return (
    <Card
      title="Cash expected, next 13 weeks"
      aside={
        <>
          {heldPercent !== null && <span>80 % band held {heldPercent.toFixed(0)} % of past weeks · </span>}
          <Link href={href}>how?</Link>
        </>
      }
    >
      {items + orders === 0 ? (
        <p className="text-ink-2">
          What customers owe, spread over the weeks in which they are likely to pay, will stand here.
        </p>
      ) : (
        <>
          <BandLine
            label={`Cash expected per week from ${items} open invoices and ${orders} orders not invoiced yet, with an 80 percent band`}
            points={weeks.map((week) => ({
              label: formatDay(week.weekOn, locale, 'short', week.weekOn),
              p10: Number(week.p10Minor),
              p50: Number(week.p50Minor),
              p90: Number(week.p90Minor),
              part: Number(week.invoicedMinor),
            }))}
            words={{ part: 'Of that already invoiced' }}
            height={220}
          />
          <p className="mt-1 text-ink-3 text-xs">
            From {items} open invoices and {orders} orders on terms that are not invoiced yet, and {payers} payers’
            histories. The darker tone is invoiced already.
          </p>
        </>
      )}
    </Card>
  )
}

/** Keeps the place of the forecast while it is computed. */
export function CashPlace() {
  return (
    <Card title="Cash expected, next 13 weeks">
      <span className="breathe block h-[290px] rounded-md bg-sunken" />
    </Card>
  )
}
