'use client'

import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Cut, Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { BankLineRow } from '@/server/collection/queries/lists'
import { bankLineListOf } from '@/server/collection/schema'
import { causeWords } from '@/server/collection/words/en'
import { BankAccounts } from './bank-accounts'
import { CollectionHead } from './collection-head'

function LineTag({ row }: { row: BankLineRow }) {
  if (row.state === 'MATCHED') return <Tag tone="ok">{row.decidedBy ? 'matched by a person' : 'matched'}</Tag>
  if (row.state === 'IGNORED') return <Tag>set aside</Tag>
  return <Tag tone="warn">waits for you</Tag>
}

/** Lines of one state are sorted by day; lines of all states keep the order in which they were imported. */
const columnsOf = (byDay: boolean): Column<BankLineRow>[] => [
  { key: 'bookedOn', head: 'Day', cell: (row) => <Day day={row.bookedOn} />, sortable: byDay },
  {
    key: 'from',
    head: 'From',
    cell: (row) => (
      <>
        <Cut width="max-w-44">{row.counterparty || row.reference || 'Nobody named'}</Cut>
        {/* On a phone the reference has no column of its own. */}
        {row.counterparty && row.reference && (
          <span className="block text-ink-3 text-xs sm:hidden">
            <Cut width="max-w-44">{row.reference}</Cut>
          </span>
        )}
      </>
    ),
    link: true,
  },
  { key: 'reference', head: 'Reference', cell: (row) => row.reference, grow: true, importance: 'medium' },
  {
    key: 'customer',
    head: 'Customer',
    cell: (row) => <Cut width="max-w-44">{row.customerName ?? '–'}</Cut>,
    importance: 'low',
  },
  // Where all lines are of one state, the tab says it.
  { key: 'state', head: 'State', cell: (row) => <LineTag row={row} />, ...(byDay && { importance: 'medium' }) },
  {
    key: 'cause',
    head: 'Why',
    cell: (row) => (row.state === 'MATCHED' || !row.cause ? '' : <Cut width="max-w-56">{causeWords(row.cause)}</Cut>),
    importance: 'low',
  },
  {
    key: 'amount',
    head: 'Amount',
    cell: (row) => <Money minor={row.amountMinor} currency={row.currency} />,
    numeric: true,
  },
]

const views = [
  ['UNMATCHED', 'Waiting for you'],
  ['MATCHED', 'Matched'],
  ['IGNORED', 'Set aside'],
  ['ALL', 'All lines'],
] as const

export function BankLineList() {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { q, search } = useListState()
  const state = bankLineListOf(search).state ?? 'ALL'
  const waiting = state === 'UNMATCHED'
  return (
    <>
      <CollectionHead note="Money that came in. Lines with a certain match are posted by themselves; the others wait here, with their evidence." />
      <BankAccounts />
      <FilterBar
        search="Name or reference"
        also={[{ key: 'statement', label: 'One bank file' }]}
        views={views.map(([view, label]) => ({
          label,
          href: href(view === 'UNMATCHED' ? '/collection' : `/collection?state=${view}`),
          current: state === view,
        }))}
      />
      <WorkList
        list={trpc.collection.lines.queryOptions(bankLineListOf(search))}
        exported="bank-lines"
        none="No bank line fits."
        narrowed={Boolean(q || search.statement)}
        sorted={state === 'ALL' ? undefined : '-bookedOn'}
        label="Bank lines"
        columns={columnsOf(state !== 'ALL')}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/collection/lines/${row.id}`)}
        muted={(row) => row.state !== 'UNMATCHED'}
        empty={
          waiting ? (
            <EmptyState title="No bank line waits for you.">
              Import the next file of your bank; lines without a certain match appear here.
            </EmptyState>
          ) : (
            <EmptyState title="No such bank line.">Import a file of your bank first.</EmptyState>
          )
        }
      />
    </>
  )
}
