'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Age, Instant, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CreditWorkRow } from '@/server/credit/queries/work'
import { workInput } from '@/server/credit/schema'
import { causeWords, holdWords } from '@/server/credit/words/en'

/** Why an order is on this list. */
function reason(row: CreditWorkRow): string {
  if (row.waitsFor === 'PAYMENT') return `pro forma ${row.proformaNumber ?? ''} to be paid`
  if (row.waitsFor === 'CREDIT_HOLD')
    return (row.holds ?? []).map(holdWords).join(', ') || 'hold ended, looked at again shortly'
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
  { key: 'age', head: 'For', cell: (row) => <Age since={row.stageSince} />, numeric: true },
  { key: 'expires', head: 'Stock kept until', cell: (row) => <Instant at={row.expiresAt} />, importance: 'low' },
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

/** What a person must decide or wait for, the longest waiting first. */
export function CreditWork() {
  const trpc = useTRPC()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const { after, filters } = useListState()
  const parsed = workInput.safeParse({ waitsFor: filters.waitsFor, after: after || undefined })
  const { data, error, refetch } = useQuery({
    ...trpc.credit.work.queryOptions(parsed.success ? parsed.data : {}),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title="Credit"
        note="Orders that wait for a decision, the end of a hold, or payment. Those inside their limit never come here."
        actions={
          <>
            <ButtonLink href={href('/credit/policy')}>Policy</ButtonLink>
            <ButtonLink href={href('/credit/accounts')}>Accounts</ButtonLink>
          </>
        }
      />
      <FilterBar
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
      <Card flush>
        <DataTable
          label="Orders that wait for credit"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => href(`/order/${row.id}`)}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          empty={
            <EmptyState title="Nothing waits for credit.">
              An order above its customer's limit, or of a customer on hold, appears here with the reason.
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}
