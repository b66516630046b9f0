'use client'

import type { ReactNode } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { InvoiceListRow } from '@/server/invoicing/queries/list'
import { invoiceListOf } from '@/server/invoicing/schema'

/** The state of an invoice as a tag. */
export function InvoiceTag({
  row,
}: {
  row: Pick<InvoiceListRow, 'kind' | 'openMinor' | 'grossMinor' | 'overdueSince'>
}) {
  if (row.openMinor === 0n) return <Tag tone="ok">{row.kind === 'INVOICE' ? 'settled' : 'used'}</Tag>
  if (row.kind === 'CREDIT_NOTE') return <Tag>credit left</Tag>
  if (row.overdueSince) return <Tag tone="bad">overdue</Tag>
  return <Tag>{row.openMinor < row.grossMinor ? 'partly settled' : 'open'}</Tag>
}

const columns: Column<InvoiceListRow>[] = [
  { key: 'number', head: 'Number', cell: (row) => row.number, link: true },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'state', head: 'State', cell: (row) => <InvoiceTag row={row} /> },
  {
    key: 'issuedOn',
    head: 'Issued',
    cell: (row) => <Day day={row.issuedOn} />,
    importance: 'medium',
    sortable: true,
  },
  {
    key: 'due',
    head: 'Due',
    cell: (row) => (row.kind === 'INVOICE' ? <Day day={row.dueOn} /> : '–'),
    importance: 'medium',
  },
  {
    key: 'gross',
    head: 'Total',
    cell: (row) => <Money minor={row.grossMinor} currency={row.currency} />,
    numeric: true,
    importance: 'medium',
  },
  {
    key: 'open',
    head: 'Open',
    cell: (row) => (row.openMinor === 0n ? '–' : <Money minor={row.openMinor} currency={row.currency} />),
    numeric: true,
  },
]

const filters = [
  {
    key: 'state',
    label: 'State',
    options: [
      { value: 'OPEN', label: 'Open' },
      { value: 'OVERDUE', label: 'Overdue' },
      { value: 'SETTLED', label: 'Settled' },
    ],
  },
  {
    key: 'kind',
    label: 'Kind',
    options: [
      { value: 'INVOICE', label: 'Invoices' },
      { value: 'CREDIT_NOTE', label: 'Credit notes' },
    ],
  },
]

export function InvoiceList({ children }: { children: ReactNode }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { search } = useListState()
  return (
    <>
      <PageHead title="Invoicing" note="Issued by themselves when goods leave, numbered without gaps" />
      {children}
      <FilterBar
        search="Number, customer or order number"
        filters={filters}
        also={[{ key: 'customer', label: 'One customer' }]}
      />
      <WorkList
        list={trpc.invoicing.list.queryOptions(invoiceListOf(search))}
        exported="invoices"
        none="No invoice fits."
        sorted="-issuedOn"
        label="Invoices and credit notes"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/invoicing/${row.id}`)}
        muted={(row) => row.openMinor === 0n}
        empty={
          <EmptyState title="Your invoices will be here.">
            The first one is issued when the first shipment is dispatched.
          </EmptyState>
        }
      />
    </>
  )
}
