'use client'

import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { useListState } from '@/components/ui/list-state'
import { Age, Instant, Money } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { WaitingRow } from '@/server/home/queries/waiting'
import type { WaitingKindKey } from '@/server/home/rules'
import { waitingOf } from '@/server/home/schema'
import { recordHref, waitingWords } from './waiting-words'

const columns: Column<WaitingRow>[] = [
  { key: 'record', head: 'Record', cell: (row) => row.label ?? row.customerName ?? '', link: true },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName ?? '–', grow: true },
  {
    key: 'amount',
    head: 'Amount',
    cell: (row) => (row.amountMinor === null ? '–' : <Money minor={row.amountMinor} />),
    numeric: true,
  },
  { key: 'since', head: 'Since', cell: (row) => <Instant at={row.since} />, importance: 'low' },
  { key: 'age', head: 'For', cell: (row) => <Age since={row.since} />, numeric: true },
]

/** The records of one line of "Needs you". */
export function WaitingList({ kind }: { kind: WaitingKindKey }) {
  const trpc = useTRPC()
  const { slug } = useWorkspace()
  const { search } = useListState()
  return (
    <WorkList
      list={trpc.home.waitingRows.queryOptions(waitingOf(kind, search))}
      exported={`waiting-${kind}`}
      none="Nothing waits here."
      narrowed={false}
      label={waitingWords[kind].many}
      columns={columns}
      rowKey={(row) => row.id}
      rowHref={(row) => recordHref(slug, kind, row.recordId)}
      empty={<EmptyState title="Nothing waits here.">Finished work has left this list.</EmptyState>}
    />
  )
}
