'use client'

import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { ReceiptRow } from '@/server/collection/queries/lists'
import { receiptListOf } from '@/server/collection/schema'
import { methodWords } from '@/server/collection/words/en'
import { CollectionHead } from './collection-head'

/** The state of a receipt as a tag. */
export function ReceiptTag({ row }: { row: Pick<ReceiptRow, 'reversedAt' | 'unappliedMinor' | 'orderId'> }) {
  if (row.reversedAt) return <Tag tone="bad">reversed</Tag>
  if (row.unappliedMinor === 0n) return <Tag tone="ok">used up</Tag>
  return row.orderId ? <Tag>deposit</Tag> : <Tag tone="warn">unapplied</Tag>
}

const columns: Column<ReceiptRow>[] = [
  { key: 'number', head: 'Number', cell: (row) => row.number, link: true },
  {
    key: 'receivedOn',
    head: 'Received',
    cell: (row) => <Day day={row.receivedOn} />,
    sortable: true,
    importance: 'medium',
  },
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
  const href = useWorkspaceHref()
  const { search } = useListState()
  return (
    <>
      <CollectionHead />
      <FilterBar
        search="Number or customer"
        also={[{ key: 'customer', label: 'One customer' }]}
        filters={[
          {
            key: 'state',
            label: 'State',
            options: [
              { value: 'UNAPPLIED', label: 'With unapplied cash' },
              { value: 'DEPOSIT', label: 'Deposits' },
              { value: 'APPLIED', label: 'Applied' },
              { value: 'REVERSED', label: 'Reversed' },
            ],
          },
        ]}
      />
      <WorkList
        list={trpc.collection.receipts.queryOptions(receiptListOf(search))}
        exported="receipts"
        none="No receipt fits."
        sorted="-receivedOn"
        label="Receipts"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/collection/receipts/${row.id}`)}
        muted={(row) => row.reversedAt !== null}
        empty={
          <EmptyState title="Money that came in will be here.">
            It comes with the bank's files, or is recorded by hand.
          </EmptyState>
        }
      />
    </>
  )
}
