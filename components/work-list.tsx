'use client'

import { keepPreviousData, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { TRPCClientErrorLike } from '@trpc/client'
import type { TRPCQueryKey } from '@trpc/tanstack-react-query'
import type { ReactNode } from 'react'
import type { Page } from '@/server/platform/lists/pages'
import type { AppRouter } from '@/server/router'
import { useExportHref } from './export-href'
import { useFailure } from './failure'
import { ButtonLink } from './ui/button'
import { Card } from './ui/card'
import { DataTable, type DataTableProps } from './ui/data-table'
import { EmptyState } from './ui/empty-state'
import { useListHref, useListState } from './ui/list-state'

interface WorkListProps<R> extends Omit<DataTableProps<R>, 'rows' | 'error' | 'page' | 'exportHref' | 'empty'> {
  /** The query for the current URL: `trpc.order.list.queryOptions(orderListOf(search))`. */
  list: Pick<UseQueryOptions<Page<R>, TRPCClientErrorLike<AppRouter>, Page<R>, TRPCQueryKey>, 'queryKey' | 'queryFn'>
  /** The name of the list's export. */
  exported: string
  /** The record whose rows they are, for the file. */
  exportedOf?: Readonly<Record<string, string>>
  refetchInterval?: number
  /** Shown while there are no rows at all. */
  empty: ReactNode
  /** Shown when search and filters leave no rows: `No order fits.` */
  none: string
  /** Whether the URL narrows the list; by default when it has a search or any filter. */
  narrowed?: boolean
}

/** The rows of a work list, with pages in both directions and an export. All lists use this frame. */
export function WorkList<R>({
  list,
  exported,
  exportedOf,
  refetchInterval,
  empty,
  none,
  narrowed,
  ...table
}: WorkListProps<R>) {
  const failure = useFailure()
  const exportHref = useExportHref(exported, exportedOf)
  const { q, after, before, filters } = useListState()
  const listHref = useListHref()
  const { data, error, refetch } = useQuery({ ...list, refetchInterval, placeholderData: keepPreviousData })
  const fromStart = (
    <ButtonLink href={listHref({ after: null, before: null })} size="sm">
      To the first page
    </ButtonLink>
  )
  const narrow = narrowed ?? Boolean(q || Object.keys(filters).length)
  const nothing =
    after || before ? (
      <EmptyState title="There is nothing on this page any more." action={fromStart} />
    ) : narrow ? (
      <EmptyState title={none}>Search for less, or remove a filter.</EmptyState>
    ) : (
      empty
    )
  const refused = error && failure(error)
  return (
    <Card flush>
      <DataTable
        {...table}
        rows={data?.rows}
        error={
          refused &&
          (refused.code === 'CURSOR_INVALID'
            ? { message: refused.text, wayOut: fromStart }
            : { message: refused.text, onRetry: () => void refetch() })
        }
        page={{ next: data?.next, previous: data?.previous }}
        exportHref={data?.rows.length ? exportHref : undefined}
        empty={nothing}
      />
    </Card>
  )
}
