'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useExportHref } from '@/components/export-href'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { DatePicker } from '@/components/ui/date-picker'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { KeyFigure } from '@/components/ui/key-figure'
import { useListHref, useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { Aging, AgingOfPayer } from '@/server/receivable/queries/account'
import { ReceivableHead } from './receivable-head'

const amounts = {
  notDue: 'notDueMinor',
  to30: 'to30Minor',
  to60: 'to60Minor',
  to90: 'to90Minor',
  over90: 'over90Minor',
  total: 'totalMinor',
  unapplied: 'unappliedMinor',
} as const

type Amount = keyof typeof amounts

function figure(key: Amount, head: string, importance: Column<AgingOfPayer>['importance']): Column<AgingOfPayer> {
  const cell = (row: AgingOfPayer) => (row[amounts[key]] === 0n ? '' : <Money minor={row[amounts[key]]} bare />)
  return { key, head, cell, importance, numeric: true, sortable: true }
}

/** Sorts in the browser, because all payers are loaded. */
function sortedBy(rows: readonly AgingOfPayer[], sort: string): AgingOfPayer[] {
  const key = sort.replace('-', '')
  const amount = Object.hasOwn(amounts, key) ? amounts[key as Amount] : null
  const inOrder = rows.toSorted((a, b) =>
    amount ? Number(a[amount] - b[amount]) : a.customerName.localeCompare(b.customerName),
  )
  return sort.startsWith('-') ? inOrder.reverse() : inOrder
}

const columns: Column<AgingOfPayer>[] = [
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true, link: true, sortable: true },
  { key: 'hold', head: '', cell: (row) => (row.holds > 0 ? <Tag tone="bad">on hold</Tag> : null), importance: 'low' },
  figure('notDue', 'Not due', 'medium'),
  figure('to30', '1–30', 'medium'),
  figure('to60', '31–60', 'medium'),
  figure('to90', '61–90', 'medium'),
  figure('over90', 'Over 90', 'medium'),
  figure('total', 'Total', 'high'),
  figure('unapplied', 'Unapplied', 'low'),
]

const footOf = ({ totals }: Aging) => ({
  customer: 'All',
  ...Object.fromEntries(
    Object.entries(amounts).map(([key, name]) => [key, <Money key={key} minor={totals[name]} bare />]),
  ),
})

/** The open amounts of all payers by age, as of any day. */
export function AgingTable({ asOf }: { asOf: string | undefined }) {
  const trpc = useTRPC()
  const router = useRouter()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const exportHref = useExportHref('aging')
  const { today, currency } = useWorkspace()
  const { sort } = useListState()
  const listHref = useListHref()
  const { data, error, refetch } = useQuery({
    ...trpc.receivable.aging.queryOptions({ asOf }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <ReceivableHead
        note={`Open items in ${currency} by days past due; credit notes lower their column, unapplied cash stands apart`}
      />
      <div className="mb-3.5 flex flex-wrap items-stretch gap-3.5 max-sm:grid max-sm:grid-cols-2 max-sm:gap-2">
        <Field label="As of" required className="print:hidden">
          <DatePicker
            value={asOf ?? today}
            max={today}
            onSettled={(day) => router.replace(listHref({ asOf: day && day !== today ? day : null }))}
          />
        </Field>
        {data && <Totals aging={data} />}
      </div>
      <Card flush>
        <DataTable
          label="Aging by customer"
          columns={columns}
          rows={data && sortedBy(data.rows, sort ?? '-total')}
          sorted="-total"
          rowKey={(row) => row.customerId}
          rowHref={(row) => href(`/receivable/${row.customerId}`)}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          exportHref={exportHref}
          foot={data && footOf(data)}
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
