import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { callerFor, scopeOf } from '@/app/_server/trpc'
import { BandBars } from '@/components/charts/band-bars'
import { CashCard, CashToCome } from '@/components/reporting/cash-card'
import { Card } from '@/components/ui/card'
import { countOf, formatDay, formatTenths } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { permissionsOf } from '@/server/platform/context/permissions'
import { backtestFormula, forecastFormula } from '@/server/reporting/words/en'

export const metadata: Metadata = { title: 'Cash forecast' }

/** On a phone, half a year of bars is still readable; the table shows all weeks. */
const shownWeeks = 26

/** The cash forecast, its method, and its result in every past week on which it was tried. */
export default async function Forecast({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const [{ membership }, caller] = await Promise.all([scopeOf(org), callerFor(org)])
  if (!permissionsOf(membership?.roles ?? []).has('report.read')) notFound()
  const locale = membership?.organisation.locale ?? 'en'
  const expected = await caller.reporting.cashExpected()
  const { tried, heldPercent, luck } = expected ?? { tried: [], heldPercent: null, luck: { low: 0, high: 0 } }
  const nearest = tried.filter(({ ahead }) => ahead === 1).slice(-shownWeeks)
  const held = tried.filter((one) => one.held).length
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Reports', href: `/${org}/reporting` }]}
        title="Cash forecast"
        note={
          <>
            What is open and invoiced on terms, by the week in which it is likely to come in:{' '}
            <Link href={`/${org}/reporting/aging`}>the open items</Link>.
          </>
        }
      />
      <div className="grid gap-3.5">
        {expected ? <CashCard {...expected} locale={locale} href="#how" /> : <CashToCome />}
        <Card id="how" title="How it is made and tried">
          <p className="max-w-prose">{forecastFormula}</p>
          <p className="mt-2 max-w-prose">{backtestFormula}</p>
          <p className="mt-2 font-medium">
            {heldPercent === null
              ? expected &&
                'There is too little past to try it on: at least 20 settled invoices, and a week after them.'
              : `Of ${tried.length} weeks forecast the band held ${held}: ${formatTenths(heldPercent, locale)} %. Of so many a right band holds ${luck.low.toFixed(0)} to ${luck.high.toFixed(0)} %.${heldPercent < luck.low || heldPercent > luck.high ? ' Read the band with care.' : ''}`}
          </p>
        </Card>
        {nearest.length > 0 && (
          <Card title="The week ahead, forecast and come" aside={countOf(nearest.length, 'week')}>
            <BandBars
              label="Forecast of the week ahead with its 80 percent band, and what came in"
              height={240}
              points={nearest.map((week) => ({
                label: formatDay(week.weekOn, locale, 'short', week.weekOn),
                p10: Number(week.p10Minor),
                p50: Number(week.p50Minor),
                p90: Number(week.p90Minor),
                actual: Number(week.actualMinor),
              }))}
            />
          </Card>
        )}
        {tried.length > 0 && (
          <details className="group rounded-lg border bg-surface">
            <summary className="cursor-pointer px-3.5 py-2.5 font-semibold pointer-coarse:py-3.5">
              Every week that was tried
              <span className="float-right font-normal text-ink-3">{`${held} of ${tried.length} held`}</span>
            </summary>
            <Table label="Weeks forecast and what came in">
              <TableHead>
                <tr>
                  <HeadCell importance="medium">Forecast on</HeadCell>
                  <HeadCell>Week of</HeadCell>
                  <HeadCell numeric importance="medium">
                    Weeks ahead
                  </HeadCell>
                  <HeadCell numeric>Low</HeadCell>
                  <HeadCell numeric importance="low">
                    Likely
                  </HeadCell>
                  <HeadCell numeric>High</HeadCell>
                  <HeadCell numeric>Came in</HeadCell>
                  <HeadCell>Band</HeadCell>
                </tr>
              </TableHead>
              <TableBody>
                {[...tried].reverse().map((week) => (
                  <Row key={`${week.originOn}/${week.weekOn}`}>
                    <Cell importance="medium">
                      <Day day={week.originOn} />
                    </Cell>
                    <Cell>
                      <Day day={week.weekOn} />
                    </Cell>
                    <Cell numeric importance="medium">
                      {week.ahead}
                    </Cell>
                    <Cell numeric>
                      <Money minor={week.p10Minor} whole />
                    </Cell>
                    <Cell numeric importance="low">
                      <Money minor={week.p50Minor} whole />
                    </Cell>
                    <Cell numeric>
                      <Money minor={week.p90Minor} whole />
                    </Cell>
                    <Cell numeric>
                      <Money minor={week.actualMinor} whole />
                    </Cell>
                    <Cell>
                      <Tag tone={week.held ? 'ok' : 'warn'}>{week.held ? 'held' : 'missed'}</Tag>
                    </Cell>
                  </Row>
                ))}
              </TableBody>
            </Table>
          </details>
        )}
      </div>
    </>
  )
}
