import { BandBars } from '@/components/charts/band-bars'
import { Card } from '@/components/ui/card'
import { countOf, formatDay } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Instant, Money } from '@/components/ui/text'
import type { CashExpected } from '@/server/reporting/queries/cash'
import { forecastToCome, habitsWords, sourceWords } from '@/server/reporting/words/en'

const title = 'Cash expected, next 13 weeks'

interface CashCardProps extends CashExpected {
  locale: string
  /** The address of the forecast's own page. */
  href: string
}

/** The expected money per week with its 80 % band, and how often that band held in the past. */
export function CashCard(props: CashCardProps) {
  const { toldAt, weeks, cameMinor, items, orders, payers, paid, heldPercent, locale, href } = props
  const rests = habitsWords(paid)
  return (
    <Card
      title={title}
      aside={
        <>
          {toldAt && (
            <span>
              as of <Instant at={toldAt} /> ·{' '}
            </span>
          )}
          {heldPercent !== null && <span>80 % band held {heldPercent.toFixed(0)} % of past weeks · </span>}
          <Link href={href}>how?</Link>
        </>
      }
    >
      {items + orders === 0 ? (
        <p className="text-ink-2">
          The open amounts of customers appear here, spread over the weeks in which they are likely to pay.
        </p>
      ) : (
        <>
          {rests && <p className="mb-2 max-w-prose text-ink-2">{rests}</p>}
          <BandBars
            label={`Cash expected per week from ${countOf(items, 'open invoice', locale)} and ${countOf(orders, 'order', locale)} not invoiced yet, with an 80 percent band; the first is what is left of this week`}
            points={weeks.map((week, index) => ({
              label: index === 0 ? 'now' : formatDay(week.weekOn, locale, 'short', week.weekOn),
              p10: Number(week.p10Minor),
              p50: Number(week.p50Minor),
              p90: Number(week.p90Minor),
              part: Number(week.invoicedMinor),
            }))}
            words={{ part: 'Already invoiced', rest: 'Ordered, not invoiced yet' }}
            height={240}
          />
          <p className="mt-1 text-ink-3 text-xs">
            The first bar is what is left of this week; <Money minor={cameMinor} whole /> of it has come in.{' '}
            {sourceWords(
              countOf(items, 'open invoice', locale),
              countOf(orders, 'order', locale),
              orders === 1,
              payers === 0 ? null : countOf(payers, 'payer', locale),
            )}
          </p>
        </>
      )}
    </Card>
  )
}

/** Stands in for the first forecast of an organisation whose forecast is computed beforehand. */
export function CashToCome() {
  return (
    <Card title={title}>
      <p className="max-w-prose text-ink-2">{forecastToCome}</p>
    </Card>
  )
}

/** Reserves the space of the forecast while it is computed. */
export function CashPlace() {
  return (
    <Card title={title}>
      <span className="breathe block h-[290px] rounded-md bg-sunken" />
    </Card>
  )
}
