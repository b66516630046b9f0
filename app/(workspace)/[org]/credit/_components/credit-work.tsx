'use client'

import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Age, Day, Instant, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { CreditWorkRow } from '@/server/credit/queries/work'
import { workOf } from '@/server/credit/schema'
import { causeWords, holdWords } from '@/server/credit/words/en'
import { heldBackWords } from '@/server/receivable/words/en'
import { CreditHead } from './credit-head'

/** The reason why an order is on this list. */
function reason(row: CreditWorkRow): string {
  if (row.waitsFor === 'PAYMENT')
    return [`unpaid ${row.proformaNumber ?? 'pro forma'}`, row.heldBack && heldBackWords(row.heldBack)]
      .filter(Boolean)
      .join(', ')
  if (row.waitsFor === 'CREDIT_HOLD')
    return (row.holds ?? []).map(holdWords).join(', ') || 'hold ended, checked again shortly'
  return [causeWords(row.cause ?? ''), row.points === null ? '' : `${row.points} points`].filter(Boolean).join(', ')
}

const columns: Column<CreditWorkRow>[] = [
  { key: 'order', head: 'Order', cell: (row) => row.number, link: true },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  {
    key: 'waits',
    head: 'Why',
    cell: (row) => <Tag tone={row.waitsFor === 'PAYMENT' ? 'warn' : 'bad'}>{reason(row)}</Tag>,
  },
  { key: 'age', head: 'For', cell: (row) => <Age since={row.stageSince} />, numeric: true, importance: 'medium' },
  {
    key: 'expires',
    head: 'Stock kept until',
    cell: (row) => (row.expiresOn ? <Day day={row.expiresOn} /> : <Instant at={row.expiresAt} />),
    importance: 'low',
  },
  {
    key: 'exposure',
    head: 'Owed',
    cell: (row) => <Money minor={row.exposureMinor} />,
    numeric: true,
    importance: 'medium',
  },
  { key: 'limit', head: 'Limit', cell: (row) => <Money minor={row.limitMinor} />, numeric: true, importance: 'medium' },
  {
    key: 'total',
    head: 'Order',
    cell: (row) => <Money minor={row.grossMinor} currency={row.currency} />,
    numeric: true,
  },
]

/** Orders that wait for a credit decision or its condition, the longest waiting first. */
export function CreditWork() {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { search } = useListState()
  return (
    <>
      <CreditHead />
      <FilterBar
        search="Order, their number or customer"
        filters={[
          {
            key: 'waitsFor',
            label: 'Waits for',
            options: [
              { value: 'CREDIT_DECISION', label: 'a decision' },
              { value: 'CREDIT_HOLD', label: 'the end of a hold' },
              { value: 'PAYMENT', label: 'payment' },
            ],
          },
        ]}
      />
      <WorkList
        list={trpc.credit.work.queryOptions(workOf(search))}
        exported="credit-work"
        none="No order waits for this."
        label="Orders that wait for credit"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/order/${row.id}`)}
        empty={
          <EmptyState title="Nothing waits for credit.">
            An order above its customer's limit, or of a customer on hold, appears here with the reason.
          </EmptyState>
        }
      />
    </>
  )
}
