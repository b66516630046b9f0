'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useExportHref } from '@/components/export-href'
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
import type { ReceiptRow } from '@/server/collection/queries/lists'
import { methodWords } from '@/server/collection/words/en'
import { CollectionHead } from './collection-head'
import { receiptListInputOf } from './list-input'

/** The state of a receipt in a word. */
export function ReceiptTag({ row }: { row: Pick<ReceiptRow, 'reversedAt' | 'unappliedMinor' | 'orderId'> }) {
  if (row.reversedAt) return <Tag tone="bad">taken back</Tag>
  if (row.unappliedMinor === 0n) return <Tag tone="ok">applied</Tag>
  return row.orderId ? <Tag>deposit</Tag> : <Tag tone="warn">unapplied</Tag>
}

const columns: Column<ReceiptRow>[] = [
  { key: 'number', head: 'Number', cell: (row) => row.number, link: true },
  { key: 'day', head: 'Received', cell: (row) => <Day day={row.receivedOn} /> },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'how', head: 'How', cell: (row) => methodWords(row.method), importance: 'low' },
  { key: 'state', head: 'State', cell: (row) => <ReceiptTag row={row} /> },
  {
    key: 'amount',
    head: 'Amount',
    cell: (row) => <Money minor={row.amountMinor} currency={row.currency} />,
    numeric: true,
  },
  {
    key: 'left',
    head: 'Unapplied',
    cell: (row) => <Money minor={row.unappliedMinor} currency={row.currency} />,
    numeric: true,
    importance: 'medium',
  },
]

export function ReceiptList() {
  const trpc = useTRPC()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const exportHref = useExportHref('receipts')
  const { q, after, filters } = useListState()
  const input = receiptListInputOf({ q, after, ...filters })
  const { data, error, refetch } = useQuery({
    ...trpc.collection.receipts.queryOptions(input),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <CollectionHead />
      <FilterBar
        search="Number or customer"
        filters={[
          {
            key: 'state',
            label: 'State',
            options: [
              { value: 'UNAPPLIED', label: 'With unapplied cash' },
              { value: 'DEPOSIT', label: 'Deposits' },
              { value: 'APPLIED', label: 'Applied' },
              { value: 'REVERSED', label: 'Taken back' },
            ],
          },
        ]}
      />
      <Card flush>
        <DataTable
          label="Receipts"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => href(`/collection/receipts/${row.id}`)}
          muted={(row) => row.reversedAt !== null}
          error={error && { message: failure(error).text, onRetry: () => void refetch() }}
          page={{ next: data?.next ?? null }}
          exportHref={exportHref}
          empty={<EmptyState title={q || filters.state ? 'No receipt fits.' : 'Money that came in will be here.'} />}
        />
      </Card>
    </>
  )
}
