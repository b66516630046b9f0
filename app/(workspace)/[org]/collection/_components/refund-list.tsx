'use client'

import { RefundState, TakeRefundBack } from '@/components/collection/refund-table'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { useListState } from '@/components/ui/list-state'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { RefundRow } from '@/server/collection/queries/refunds'
import { refundListOf } from '@/server/collection/schema'
import { CollectionHead } from './collection-head'

const columns: Column<RefundRow>[] = [
  { key: 'number', head: 'Number', cell: (row) => row.number, link: true },
  {
    key: 'refundedOn',
    head: 'Day',
    cell: (row) => <Day day={row.refundedOn} />,
    sortable: true,
    importance: 'medium',
  },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'reason', head: 'Why', cell: (row) => row.reason, importance: 'low' },
  { key: 'state', head: 'State', cell: (row) => <RefundState row={row} />, importance: 'medium' },
  {
    key: 'amount',
    head: 'Amount',
    cell: (row) => <Money minor={row.amountMinor} currency={row.currency} />,
    numeric: true,
  },
]
const takeBack: Column<RefundRow> = {
  key: 'back',
  head: <span className="sr-only">Reverse</span>,
  cell: (row) => (row.reversedAt ? 'reversed' : <TakeRefundBack row={row} />),
}

/** All refunds, newest first; a row opens the receipt or credit note from which the money came. */
export function RefundList() {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { search } = useListState()
  return (
    <>
      <CollectionHead note="Money given back: overpayments, and the rest of credit notes." />
      <WorkList
        list={trpc.collection.refunds.queryOptions(refundListOf(search))}
        exported="refunds"
        none="No refund fits."
        sorted="-refundedOn"
        label="Refunds"
        columns={may('collection.refund') ? [...columns, takeBack] : columns}
        rowKey={(row) => row.id}
        rowHref={(row) =>
          href(row.sourceKind === 'RECEIPT' ? `/collection/receipts/${row.sourceId}` : `/receivable/${row.customerId}`)
        }
        muted={(row) => row.reversedAt !== null}
        empty={
          <EmptyState title="Nothing was given back yet.">
            A receipt with unapplied cash, or a credit note with something left, has the button “Refund”.
          </EmptyState>
        }
      />
    </>
  )
}
