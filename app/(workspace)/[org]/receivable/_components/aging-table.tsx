'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useExportHref } from '@/components/export-href'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { DatePicker } from '@/components/ui/date-picker'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { KeyFigure } from '@/components/ui/key-figure'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { Aging, AgingOfPayer } from '@/server/receivable/queries/account'
import { ReceivableHead } from './receivable-head'

const figure = (
  name: 'notDueMinor' | 'to30Minor' | 'to60Minor' | 'to90Minor' | 'over90Minor' | 'totalMinor' | 'unappliedMinor',
) => {
  const cell = (row: AgingOfPayer) => (row[name] === 0n ? '' : <Money minor={row[name]} bare />)
  return cell
}

const columns: Column<AgingOfPayer>[] = [
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true, link: true },
  { key: 'hold', head: '', cell: (row) => (row.holds > 0 ? <Tag tone="bad">on hold</Tag> : null), importance: 'low' },
  { key: 'notDue', head: 'Not due', cell: figure('notDueMinor'), numeric: true, importance: 'medium' },
  { key: 'to30', head: '1–30', cell: figure('to30Minor'), numeric: true, importance: 'medium' },
  { key: 'to60', head: '31–60', cell: figure('to60Minor'), numeric: true, importance: 'low' },
  { key: 'to90', head: '61–90', cell: figure('to90Minor'), numeric: true, importance: 'low' },
  { key: 'over90', head: 'Over 90', cell: figure('over90Minor'), numeric: true, importance: 'medium' },
  { key: 'total', head: 'Total', cell: figure('totalMinor'), numeric: true },
  { key: 'unapplied', head: 'Unapplied', cell: figure('unappliedMinor'), numeric: true, importance: 'low' },
]

/** Who owes how much for how long, on any day. */
export function AgingTable({ asOf }: { asOf: string | undefined }) {
  const trpc = useTRPC()
  const router = useRouter()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const exportHref = useExportHref('aging')
  const { today } = useWorkspace()
  const { data, error, refetch } = useQuery({
    ...trpc.receivable.aging.queryOptions({ asOf }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <ReceivableHead note="Open items by days past due; credit notes lower their column, unapplied cash stands apart" />
      <div className="mb-3.5 flex flex-wrap items-stretch gap-3.5">
        <Field label="As of" required className="print:hidden">
          <DatePicker
            value={asOf ?? today}
            max={today}
            onValueChange={(day) =>
              router.replace(href(day && day !== today ? `/receivable?asOf=${day}` : '/receivable'))
            }
          />
        </Field>
        {data && <Totals aging={data} />}
      </div>
      <Card flush>
        <DataTable
          label="Aging by customer"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.customerId}
          rowHref={(row) => href(`/receivable/${row.customerId}`)}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          exportHref={exportHref}
          empty={
            <EmptyState title="Nobody owes anything.">
              What is invoiced on terms appears here until it is paid.
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}

function Totals({ aging }: { aging: Aging }) {
  const { totals } = aging
  const overdue = totals.to30Minor + totals.to60Minor + totals.to90Minor + totals.over90Minor
  const share = totals.totalMinor > 0n ? Number((overdue * 1000n) / totals.totalMinor) / 10 : 0
  const formula = (
    <>
      Invoices less credit notes, issued by <Day day={aging.asOf} />, less what was applied to them by then. It equals
      the receivable account of that day.
    </>
  )
  return (
    <>
      <KeyFigure
        label="Owed to you"
        value={<Money minor={totals.totalMinor} />}
        explain={{ formula, population: `${aging.rows.length} customers` }}
      />
      <KeyFigure label="Overdue" value={<Money minor={overdue} />} note={`${share} % of what is owed`} />
      <KeyFigure label="Unapplied cash and deposits" value={<Money minor={totals.unappliedMinor} />} />
    </>
  )
}
