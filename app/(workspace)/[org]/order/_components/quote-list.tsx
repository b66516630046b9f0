'use client'

import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Tag } from '@/components/ui/tag'
import { Age, Day, Instant, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { QuoteListRow } from '@/server/order/queries/quotes'
import { quoteListOf } from '@/server/order/schema'
import { daysBetween } from '@/server/platform/time/calendar'
import { OrderTabs } from './order-tabs'

export const quoteTone = (state: string) => (state === 'ACCEPTED' ? 'ok' : state === 'SENT' ? 'warn' : 'plain')

const columns: Column<QuoteListRow>[] = [
  {
    key: 'number',
    head: 'Quote',
    cell: (row) => (row.versionNumber > 1 ? `${row.number} v${row.versionNumber}` : row.number),
    link: true,
  },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'state', head: 'State', cell: (row) => <Tag tone={quoteTone(row.state)}>{row.state.toLowerCase()}</Tag> },
  { key: 'until', head: 'Ends', cell: (row) => <QuoteEnd quote={row} />, importance: 'medium' },
  {
    key: 'sentAt',
    head: 'Sent ago',
    cell: (row) => (row.sentAt ? <Age since={row.sentAt} /> : '–'),
    importance: 'low',
  },
  {
    key: 'createdAt',
    head: 'Written',
    cell: (row) => <Instant at={row.createdAt} />,
    importance: 'low',
    sortable: true,
  },
  {
    key: 'total',
    head: 'Total',
    cell: (row) => <Money minor={row.grossMinor} currency={row.currency} />,
    numeric: true,
  },
]

/** Until when a quote is valid; of an open one, how long that is. */
function QuoteEnd({ quote }: { quote: QuoteListRow }) {
  const { today } = useWorkspace()
  const left = daysBetween(today, quote.validUntil)
  if (quote.state !== 'SENT') return <Day day={quote.validUntil} />
  return (
    <span className={left <= 3 ? 'text-warn' : undefined}>
      {left < 0 ? 'over' : left === 0 ? 'today' : `in ${countOf(left, 'day')}`}
      {quote.remindedOn && <span className="block text-ink-3 text-xs">reminded</span>}
    </span>
  )
}

const states = ['DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN']

export function QuoteList() {
  const trpc = useTRPC()
  const router = useRouter()
  const href = useWorkspaceHref()
  const { search } = useListState()
  const mayWrite = useMay()('quote.change')
  useShortcut('n', 'New quote', mayWrite ? () => router.push(href('/order/quotes/new')) : null)
  const write = (
    <ButtonLink href={href('/order/quotes/new')} tone="go" shortcut="N">
      New quote
    </ButtonLink>
  )
  return (
    <>
      <PageHead title="Quotes" go={mayWrite && write} />
      <OrderTabs />
      <FilterBar
        search="Quote or customer"
        filters={[
          { key: 'state', label: 'State', options: states.map((one) => ({ value: one, label: one.toLowerCase() })) },
        ]}
      />
      <WorkList
        list={trpc.quote.list.queryOptions(quoteListOf(search))}
        exported="quotes"
        none="No quote fits."
        sorted="-createdAt"
        label="Quotes"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/order/quotes/${row.id}`)}
        empty={
          <EmptyState title="Quotes you send will be here." action={mayWrite && write}>
            The customer accepts by a link, and the order confirms itself.
          </EmptyState>
        }
      />
    </>
  )
}
