'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { Day } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { NumberSeriesRow } from '@/server/platform/organisation/queries'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'

const names: Record<string, string> = { invoice: 'Invoices', creditNote: 'Credit notes' }

/** 'ORDER' → 'Orders', 'BANK_LINE' → 'Bank lines'. */
function seriesName(series: string): string {
  const words = series.toLowerCase().replaceAll('_', ' ')
  return names[series] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}s`
}

const columns: SettingsColumn<NumberSeriesRow>[] = [
  { head: 'Series', cell: (row) => seriesName(row.series), grow: true },
  { head: 'Rule', cell: (row) => (row.gapless ? 'without gaps' : 'gaps allowed') },
  { head: 'Last used on', cell: (row) => <Day day={row.lastIssuedOn} />, importance: 'medium' },
  { head: 'Next', cell: (row) => `${row.prefix}${row.next}`, numeric: true },
]

export function Numbers() {
  const trpc = useTRPC()
  const { slug } = useWorkspace()
  const { data } = useSuspenseQuery(trpc.organisation.numberSeries.queryOptions())
  return (
    <Card
      title="Number series"
      flush
      footer={
        <>
          <p className="basis-full">
            Invoices and credit notes are numbered when they are issued, one after the other. The others are taken in
            blocks.
          </p>
          <ExportLinks href={`/api/export/number-series?organisation=${slug}`} />
        </>
      }
    >
      <SettingsTable label="Number series" columns={columns} rows={data} rowKey={(row) => row.series} />
    </Card>
  )
}
