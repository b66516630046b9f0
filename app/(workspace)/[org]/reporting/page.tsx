import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { callerFor, scopeOf } from '@/app/_server/trpc'
import { PageHead } from '@/components/ui/page-head'
import { PrintButton } from '@/components/ui/print-button'
import { TabLinks } from '@/components/ui/tabs'
import { permissionsOf } from '@/server/platform/permissions'
import { CashCard } from '../_components/cash-card'
import { TopFigures } from '../_components/top-figures'
import { StageTimes } from './_components/stage-times'

export const metadata: Metadata = { title: 'Reports' }

const periods = [30, 90, 365] as const

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<{ days?: string }>
}

/** The sales cycle of a period: its figures, its times by stage, and the money to come. */
export default async function Reports({ params, searchParams }: Props) {
  const { org } = await params
  const asked = (await searchParams).days
  const period = periods.find((one) => `${one}` === asked) ?? 90
  const [{ membership }, caller] = await Promise.all([scopeOf(org), callerFor(org)])
  if (!permissionsOf(membership?.roles ?? []).has('report.read')) notFound()
  const [figures, times, cash] = await Promise.all([
    caller.reporting.figures({ days: period }),
    caller.reporting.stageTimes({ days: period }),
    caller.reporting.cashExpected(),
  ])
  return (
    <>
      <PageHead title="Reports" note={`Orders and invoices of the last ${period} days`} actions={<PrintButton />} />
      <TabLinks
        label="Period"
        tabs={periods.map((one) => ({
          label: `${one} days`,
          href: `/${org}/reporting?days=${one}`,
          current: one === period,
        }))}
      />
      <div className="mt-3.5 grid gap-3.5">
        <TopFigures slug={org} figures={figures} />
        <StageTimes times={times} />
        <CashCard {...cash} locale={membership?.organisation.locale ?? 'en'} />
      </div>
    </>
  )
}
