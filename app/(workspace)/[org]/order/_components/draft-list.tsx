'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Instant } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { DraftRow } from '@/server/order/queries/drafts'
import { draftListOf } from '@/server/order/schema/draft'
import { OrderTabs } from './order-tabs'

const columns: Column<DraftRow>[] = [
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName ?? 'No customer yet', link: true },
  { key: 'note', head: 'Note', cell: (row) => row.note ?? '–', importance: 'medium', grow: true },
  { key: 'lines', head: 'Lines', cell: (row) => row.lines, numeric: true },
  {
    key: 'begun',
    head: 'Begun',
    cell: (row) => <At at={row.createdAt} by={row.createdByName} />,
    importance: 'low',
  },
  { key: 'savedAt', head: 'Saved', cell: (row) => <At at={row.savedAt} by={row.savedByName} />, sortable: true },
  { key: 'discard', head: <span className="sr-only">Throw away</span>, cell: (row) => <Discarding draft={row} /> },
]

/** When something was done, and by whom. */
const At = ({ at, by }: { at: Date; by: string | null }) => (
  <>
    <Instant at={at} />
    <span className="block text-ink-3 text-xs">{by ?? 'the program'}</span>
  </>
)

function Discarding({ draft }: { draft: DraftRow }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const discard = useMutation(
    trpc.draft.discard.mutationOptions({
      onError,
      onSuccess: () => toast('Draft thrown away'),
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  const whose = draft.customerName ?? 'No customer yet'
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" tone="quiet" aria-label={`Throw the draft away: ${whose}`}>
          ✕
        </Button>
      }
      title="Throw this draft away?"
      description={`${whose}, ${countOf(draft.lines, 'line')}. Nobody can bring it back.`}
      confirmLabel="Throw it away"
      danger
      onConfirm={() => discard.mutateAsync({ id: draft.id })}
    />
  )
}

/** The orders that somebody of the team has begun and put by. */
export function DraftList() {
  const trpc = useTRPC()
  const router = useRouter()
  const href = useWorkspaceHref()
  const { search, filters } = useListState()
  useShortcut('n', 'New order', () => router.push(href('/order/new')))
  const enter = (
    <ButtonLink href={href('/order/new')} tone="go" shortcut="N">
      New order
    </ButtonLink>
  )
  return (
    <>
      <PageHead title="Drafts" go={enter} />
      <OrderTabs />
      <FilterBar
        search="Customer or note"
        also={[{ key: 'customer', label: 'One customer' }]}
        views={[
          { label: 'Everybody’s', href: href('/order/drafts'), current: !filters.view },
          { label: 'Mine', href: href('/order/drafts?view=mine'), current: filters.view === 'mine' },
        ]}
      />
      <WorkList
        list={trpc.draft.list.queryOptions(draftListOf(search))}
        exported="drafts"
        none="No draft fits."
        sorted="-savedAt"
        label="Drafts"
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/order/new?draft=${row.id}`)}
        empty={
          <EmptyState title="Orders that you put by will be here." action={enter}>
            “Save draft” on the form of an order keeps it for the whole team.
          </EmptyState>
        }
      />
    </>
  )
}
