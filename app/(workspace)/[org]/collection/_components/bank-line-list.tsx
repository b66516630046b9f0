'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { BankLineRow } from '@/server/collection/queries/lists'
import { causeWords } from '@/server/collection/words/en'
import { BankAccounts } from './bank-accounts'
import { CollectionHead } from './collection-head'
import { lineListInputOf } from './list-input'

function LineTag({ row }: { row: BankLineRow }) {
  if (row.state === 'MATCHED') return <Tag tone="ok">{row.decidedBy ? 'matched by a person' : 'matched'}</Tag>
  if (row.state === 'IGNORED') return <Tag>set aside</Tag>
  return <Tag tone="warn">waits for you</Tag>
}

const columns: Column<BankLineRow>[] = [
  { key: 'day', head: 'Day', cell: (row) => <Day day={row.bookedOn} /> },
  { key: 'from', head: 'From', cell: (row) => row.counterparty || '–', link: true },
  { key: 'reference', head: 'Reference', cell: (row) => row.reference, grow: true, importance: 'medium' },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName ?? '–', importance: 'medium' },
  { key: 'state', head: 'State', cell: (row) => <LineTag row={row} /> },
  {
    key: 'cause',
    head: 'Why',
    cell: (row) => (row.state === 'MATCHED' || !row.cause ? '' : causeWords(row.cause)),
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
  const failure = useFailure()
  const href = useWorkspaceHref()
  const { q, after, filters } = useListState()
  const input = lineListInputOf({ q, after, ...filters })
  const { data, error, refetch } = useQuery({
    ...trpc.collection.lines.queryOptions(input),
    placeholderData: keepPreviousData,
  })
  const waiting = input.state === 'UNMATCHED' && !q
  return (
    <>
      <CollectionHead note="Money that came in. What is certain is posted by itself; the rest is asked here, with what speaks for it." />
      <BankAccounts />
      <FilterBar
        search="Name or reference"
        views={views.map(([state, label]) => ({
          label,
          href: href(state === 'UNMATCHED' ? '/collection' : `/collection?state=${state}`),
          current: (input.state ?? 'ALL') === state,
        }))}
      />
      <Card flush>
        <DataTable
          label="Bank lines"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => href(`/collection/lines/${row.id}`)}
          muted={(row) => row.state !== 'UNMATCHED'}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          empty={
            <EmptyState title={waiting ? 'No bank line waits for you.' : 'No bank line fits.'}>
              {waiting
                ? 'Read the next file of your bank, and what is not certain will be asked here.'
                : 'Search for less, or choose another state.'}
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}
