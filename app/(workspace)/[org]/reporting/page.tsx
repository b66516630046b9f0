import type { Metadata } from 'next'
import { Suspense } from 'react'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { callerFor, scopeOf } from '@/app/_server/trpc'
import { stages } from '@/components/order/stages'
import { CashCard, CashPlace, CashToCome } from '@/components/reporting/cash-card'
import { FigureTile } from '@/components/reporting/figure-tile'
import { PeriodBar } from '@/components/reporting/period-bar'
import { countOf } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PrintButton } from '@/components/ui/print-button'
import { Day } from '@/components/ui/text'
import { type FigureKey, figureKeys, periodSearch } from '@/server/reporting/schema'
import { AgingCard } from './_components/aging-card'
import { BreakdownCard } from './_components/breakdown-card'
import { StageTimes } from './_components/stage-times'

export const metadata: Metadata = { title: 'Reports' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

const ofGoods: readonly FigureKey[] = ['cycle', 'otif', 'perfect', 'fill', 'errors']
const groups: readonly { title: string; keys: readonly FigureKey[]; wide: string }[] = [
  { title: 'Order to door', keys: ofGoods, wide: 'lg:grid-cols-5' },
  {
    title: 'Invoice to money',
    keys: figureKeys.filter((key) => !ofGoods.includes(key) && key !== 'margin'),
    wide: 'lg:grid-cols-4',
  },
  { title: 'What is earned', keys: ['margin'], wide: 'lg:grid-cols-4' },
]

/** The sales cycle of a period: its figures, the time in each stage, and the expected money. */
export default async function Reports({ params, searchParams }: Props) {
  const { org } = await params
  const period = periodSearch(await searchOf(searchParams))
  await mustMay(org, 'report.read')
  const caller = await callerFor(org)
  const [figures, times, standing] = await Promise.all([
    caller.reporting.figures({ period, keys: [...figureKeys] }),
    caller.reporting.stageTimes(period),
    caller.reporting.stagesNow(),
  ])
  const search = 'from' in period ? `from=${period.from}&to=${period.to}` : `days=${period.days}`
  const href = `/${org}/reporting`
  const { picked, due, unpromised, open, unapplied } = figures.sums
  return (
    <>
      <PageHead
        title="Reports"
        note={
          <>
            <Day day={figures.from} style="weekday" /> – <Day day={figures.to} style="weekday" />, {figures.days} days.
            {Object.keys(figures.before).length > 0 && ' Changes compare with the same number of days before.'}
            {figures.to < figures.today &&
              ' Credit used, unapplied cash, orders by stage and the cash forecast are of today, whatever the period.'}
          </>
        }
        actions={<PrintButton />}
      />
      <PeriodBar from={figures.from} to={figures.to} />
      <div className="grid gap-3.5">
        {groups.map(({ title, keys, wide }) => (
          <section key={title} aria-label={title} className="grid gap-2">
            <h2 className="font-semibold text-sm">{title}</h2>
            <div className={`grid grid-cols-2 gap-3.5 max-sm:gap-2 md:grid-cols-3 ${wide}`}>
              {keys.map((key) => (
                <FigureTile key={key} name={key} figures={figures} href={href} search={search} />
              ))}
            </div>
          </section>
        ))}
        <div className="grid items-start gap-3.5 lg:grid-cols-[1.6fr_1fr]">
          <StageTimes times={times} href={href} search={search} />
          <div className="grid gap-3.5">
            <BreakdownCard
              title="Orders by stage now"
              whole={standing.reduce((sum, stage) => sum + stage.orders, 0)}
              rows={stages
                .filter(({ key }) => key !== 'reporting')
                .map(({ key, label }) => ({
                  label,
                  count: standing.find(({ stage }) => stage === key.toUpperCase())?.orders ?? 0,
                  href: `/${org}/order?stage=${key.toUpperCase()}`,
                }))}
            />
            {due && unpromised && (
              <BreakdownCard
                title="What became of promises"
                aside={`${countOf(due.orders, 'order')} due, ${unpromised.orders} promised no day`}
                whole={due.orders + unpromised.orders}
                rows={[
                  { label: 'kept, with proof', count: due.kept },
                  { label: 'only assumed, no proof', count: due.assumed },
                  { label: 'late', count: due.late },
                  { label: 'in parts', count: due.inParts },
                  { label: 'not delivered', count: due.missing },
                ]
                  .map((row) => ({ ...row, href: `${href}/otif?${search}&sort=outcome` }))
                  .concat(
                    [
                      { label: 'no day: waits for stock', count: unpromised.stock },
                      { label: 'no day: waits for credit', count: unpromised.credit },
                      { label: 'no day: waits for payment', count: unpromised.payment },
                      { label: 'no day: another reason', count: unpromised.other },
                    ].map((row) => ({ ...row, href: `${href}/otif?${search}&population=unpromised&sort=outcome` })),
                  )}
              />
            )}
            {picked && (
              <BreakdownCard
                title="Errors by cause"
                aside={`${countOf(picked.lines, 'line')} given to pick`}
                whole={picked.lines}
                rows={(['short', 'wrong', 'damaged', 'returned'] as const).map((cause) => ({
                  label: cause === 'returned' ? 'returned, our fault' : cause,
                  count: picked[cause],
                  href: `${href}/errors?${search}&sort=-${cause}`,
                }))}
              />
            )}
          </div>
        </div>
        <div className="grid items-start gap-3.5 lg:grid-cols-2">
          {open && unapplied && <AgingCard open={open} unapplied={unapplied} href={`${href}/aging?${search}`} />}
          <Suspense fallback={<CashPlace />}>
            <Cash org={org} />
          </Suspense>
        </div>
        <p className="text-ink-3 text-xs">
          <Link href={`${href}/discounts?${search}`}>Discount given</Link> has a page of its own: why, to whom and by
          whom. Cost to serve is not shown: the trade as it is recorded keeps no cost of freight or of picking.
        </p>
      </div>
    </>
  )
}

/** The forecast is computed after the rest of the page is shown. */
async function Cash({ org }: { org: string }) {
  const [{ membership }, caller] = await Promise.all([scopeOf(org), callerFor(org)])
  const expected = await caller.reporting.cashExpected()
  if (!expected) return <CashToCome />
  return <CashCard {...expected} locale={membership?.organisation.locale ?? 'en'} href={`/${org}/reporting/forecast`} />
}
