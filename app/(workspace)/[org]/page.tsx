import { Suspense } from 'react'
import { callerFor, scopeOf } from '@/app/_server/trpc'
import { LineOfEight } from '@/components/order/line-of-eight'
import { CashCard, CashPlace, CashToCome } from '@/components/reporting/cash-card'
import { FigureTile } from '@/components/reporting/figure-tile'
import { permissionsOf } from '@/server/platform/context/permissions'
import { DeskFigures } from './_components/desk-figures'
import { FirstSteps } from './_components/first-steps'
import { HomeHead } from './_components/home-head'
import { figuresOf, waysIn } from './_components/jobs'
import { LatestOrders } from './_components/latest-orders'
import { lineNow } from './_components/line-now'
import { NeedsYou } from './_components/needs-you'

interface Props {
  params: Promise<{ org: string }>
}

/** The title template of the layout does not apply to the page in the same folder. */
export async function generateMetadata({ params }: Props) {
  const { membership } = await scopeOf((await params).org)
  return { title: { absolute: membership ? `Home · ${membership.organisation.name}` : 'Not found · Octet' } }
}

const days = 90

/** What needs this person now, then the figures of the job, then its starting pages, as far as the roles allow. */
export default async function Home({ params }: Props) {
  const { org } = await params
  const [{ person, membership }, caller] = await Promise.all([scopeOf(org), callerFor(org)])
  const may = permissionsOf(membership?.roles ?? [])
  const keys = figuresOf(may)
  const [standing, times, waiting, done, desk, latest, figures, owed] = await Promise.all([
    caller.reporting.stagesNow(),
    caller.reporting.stageTimes({ days }),
    caller.home.waiting(),
    caller.home.firstSteps(),
    caller.home.desk(),
    caller.order.list({ limit: 6 }),
    keys.length > 0 ? caller.reporting.figures({ period: { days }, keys }) : null,
    may.has('receivable.read') ? caller.receivable.owed() : null,
  ])
  const reads = may.has('report.read')
  const oversees = may.has('organisation.change')
  return (
    <>
      <HomeHead name={person?.name ?? ''} standing={standing} owedMinor={owed?.owedMinor ?? null} ways={waysIn(may)} />
      <div className="mb-3.5 grid gap-3.5">
        <FirstSteps slug={org} done={done} may={may} />
        <NeedsYou slug={org} {...waiting} />
      </div>
      <LineOfEight now={lineNow(org, standing, times, days, reads, membership?.organisation.locale ?? 'en')} />
      <div className="grid gap-3.5">
        <div className={reads ? 'grid items-start gap-3.5 lg:grid-cols-[1.6fr_1fr]' : 'grid gap-3.5'}>
          {reads && (
            <Suspense fallback={<CashPlace />}>
              <Cash org={org} />
            </Suspense>
          )}
          <div className={reads ? 'grid gap-3.5 sm:grid-cols-2' : 'grid gap-3.5 sm:grid-cols-2 lg:grid-cols-4'}>
            {!oversees && <DeskFigures slug={org} figures={desk} />}
            {figures &&
              keys.map((key) => (
                <FigureTile key={key} name={key} figures={figures} href={`/${org}/reporting`} search={`days=${days}`} />
              ))}
          </div>
        </div>
        <LatestOrders slug={org} orders={latest.rows} />
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
