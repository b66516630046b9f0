'use client'

import type { ReactNode } from 'react'
import { Checkbox } from './checkbox'
import type { Selection } from './data-table-state'
import { useListHref, useListState } from './list-state'
import { PageLink } from './page-link'
import { HeadCell, type Importance, TableHead } from './table'

export interface Column<R> {
  key: string
  head: ReactNode
  cell: (row: R) => ReactNode
  numeric?: boolean
  /** How important the column is: on narrow screens the less important ones are hidden first. */
  importance?: Importance
  /** Whether the column takes the remaining width and cuts its text. */
  grow?: boolean
  /** Whether the list can be sorted by it: the head becomes a link that sets `sort` in the URL. */
  sortable?: boolean
  /** Whether this cell is the row's link; by default the first column. */
  link?: boolean
}

/** The head of a `DataTable`: the box that ticks all rows, and the links that sort. */
export function DataTableHead<R>({
  columns,
  selection,
  sorted: unsaid,
}: {
  columns: readonly Column<R>[]
  selection: Selection | null
  sorted?: string
}) {
  const said = useListState().sort
  const sort = columns.some(({ key, sortable }) => sortable && said?.replace('-', '') === key) ? said : unsaid
  const listHref = useListHref()
  return (
    <TableHead>
      <tr>
        {selection && (
          <HeadCell className="w-9 pr-0 print:hidden">
            <Checkbox
              aria-label="Choose all rows of this page"
              checked={selection.all}
              partial={selection.keys.length > 0 && !selection.all}
              onChange={selection.toggleAll}
            />
          </HeadCell>
        )}
        {columns.map((column) => {
          const looks = { numeric: column.numeric, importance: column.importance, grow: column.grow }
          if (!column.sortable)
            return (
              <HeadCell key={column.key} {...looks}>
                {column.head}
              </HeadCell>
            )
          const ascending = sort === column.key
          const sorted = ascending || sort === `-${column.key}`
          const next = ascending ? `-${column.key}` : column.key
          return (
            <HeadCell
              key={column.key}
              {...looks}
              aria-sort={sorted ? (ascending ? 'ascending' : 'descending') : undefined}
            >
              <PageLink
                href={listHref({ sort: next, after: null, before: null })}
                scroll={false}
                className="inline-flex min-h-6 items-center gap-1 rounded-xs hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-[inherit]"
              >
                {column.head}
                {sorted && <span aria-hidden="true">{ascending ? '↑' : '↓'}</span>}
              </PageLink>
            </HeadCell>
          )
        })}
      </tr>
    </TableHead>
  )
}
