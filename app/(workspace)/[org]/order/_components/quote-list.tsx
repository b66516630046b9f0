'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useFailure } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Tag } from '@/components/ui/tag'
import { Day, Instant, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { QuoteListRow } from '@/server/order/queries/quotes'
import { quoteListInput } from '@/server/order/schema'

export const quoteTone = (state: string) => (state === 'ACCEPTED' ? 'ok' : state === 'SENT' ? 'warn' : 'plain')

const columns: Column<QuoteListRow>[] = [
  { key: 'number', head: 'Quote', cell: (row) => row.number, link: true },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'state', head: 'State', cell: (row) => <Tag tone={quoteTone(row.state)}>{row.state.toLowerCase()}</Tag> },
  { key: 'until', head: 'Valid until', cell: (row) => <Day day={row.validUntil} />, importance: 'medium' },
  { key: 'written', head: 'Written', cell: (row) => <Instant at={row.createdAt} />, importance: 'low' },
  {
    key: 'total',
    head: 'Total',
    cell: (row) => <Money minor={row.grossMinor} currency={row.currency} />,
    numeric: true,
  },
]

const states = ['DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN']

export function QuoteList() {
  const trpc = useTRPC()
  const router = useRouter()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const { q, after, filters } = useListState()
  const parsed = quoteListInput.safeParse({ q: q || undefined, after: after || undefined, state: filters.state })
  const { data, error, refetch } = useQuery({
    ...trpc.quote.list.queryOptions(parsed.success ? parsed.data : {}),
    placeholderData: keepPreviousData,
  })
  const mayWrite = useMay()('quote.change')
  useShortcut('n', 'Write a quote', mayWrite ? () => router.push(href('/order/quotes/new')) : null)
  const write = (
    <ButtonLink href={href('/order/quotes/new')} tone="go" shortcut="N">
      Write a quote
    </ButtonLink>
  )
  return (
    <>
      <PageHead crumbs={[{ label: 'Orders', href: href('/order') }]} title="Quotes" go={mayWrite && write} />
      <FilterBar
        search="Quote or customer"
        filters={[
          { key: 'state', label: 'State', options: states.map((one) => ({ value: one, label: one.toLowerCase() })) },
        ]}
      />
      <Card flush>
        <DataTable
          label="Quotes"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => href(`/order/quotes/${row.id}`)}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          empty={
            <EmptyState
              title={q || filters.state ? 'No quote fits.' : 'Quotes you send will be here.'}
              action={mayWrite && !q && write}
            >
              The customer accepts by a link, and the order confirms itself.
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}
