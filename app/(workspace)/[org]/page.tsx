import type { Metadata } from 'next'
import { callerFor, scopeOf } from '@/app/_server/trpc'
import { LineOfEight } from '@/components/order/line-of-eight'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { permissionsOf } from '@/server/platform/permissions'
import { CashCard } from './_components/cash-card'
import { FirstSteps } from './_components/first-steps'
import { lineNow } from './_components/line-now'
import { NeedsYou } from './_components/needs-you'
import { TopFigures } from './_components/top-figures'

export const metadata: Metadata = { title: 'Home' }

/** What needs this person now, then the figures of the job, as far as the roles allow. */
export default async function Home({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const [{ person, membership }, caller] = await Promise.all([scopeOf(org), callerFor(org)])
  const may = permissionsOf(membership?.roles ?? [])
  const reports = may.has('report.read')
  const [stages, attention, steps, figures, times, cash] = await Promise.all([
    caller.order.stages(),
    caller.reporting.attention(),
    caller.reporting.firstSteps(),
    reports ? caller.reporting.figures({ days: 90 }) : null,
    reports ? caller.reporting.stageTimes({ days: 90 }) : [],
    reports ? caller.reporting.cashExpected() : null,
  ])
  const counts = stages.map(({ stage, orders }) => ({ stage, orders: Number(orders) }))
  const underWay = counts
    .filter((stage) => !['SETTLED', 'CANCELLED'].includes(stage.stage))
    .reduce((sum, stage) => sum + stage.orders, 0)
  return (
    <>
      <PageHead
        title={`Good day, ${person?.name.split(' ')[0] ?? ''}`}
        note={`${underWay} orders on their way`}
        go={
          may.has('order.confirm') && (
            <ButtonLink href={`/${org}/order/new`} tone="go">
              New order
            </ButtonLink>
          )
        }
      />
      <LineOfEight now={lineNow(org, counts, times)} />
      <div className="grid gap-3.5">
        <FirstSteps slug={org} steps={steps} />
        <div className="grid items-start gap-3.5 lg:grid-cols-[1.6fr_1fr]">
          <div className="grid gap-3.5">
            {cash && <CashCard {...cash} locale={membership?.organisation.locale ?? 'en'} />}
            {figures && <TopFigures slug={org} figures={figures} />}
          </div>
          <NeedsYou slug={org} rows={attention} />
        </div>
      </div>
    </>
  )
}
