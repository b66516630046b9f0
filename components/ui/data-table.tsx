'use client'

import { type MouseEvent, type ReactNode, useRef } from 'react'
import { useRouter } from '@/components/ui/going'
import { buttonClass } from './button'
import { Checkbox } from './checkbox'
import { type Column, DataTableHead } from './data-table-head'
import { type Selection, useRowKeys, useSelection } from './data-table-state'
import { ErrorState } from './error-state'
import { PageLink } from './page-link'
import { Pager, type PagerProps } from './pager'
import { Skeleton } from './skeleton'
import { Cell, Row, Table, TableBody } from './table'

export interface DataTableProps<R> {
  /** The name of the table for screen readers. */
  label: string
  columns: readonly Column<R>[]
  /** Undefined while loading: skeleton rows stand in their place. */
  rows: readonly R[] | undefined
  rowKey: (row: R) => string
  /** The name of a row for its tick box. */
  rowLabel?: (row: R) => string
  rowHref?: (row: R) => string
  /** The row whose record is open beside the table. */
  currentKey?: string | null
  /** Whether a row is greyed because its work is done. */
  muted?: (row: R) => boolean
  /** Actions for the ticked rows. With it each row has a tick box, and X ticks. */
  bulkActions?: (keys: string[], clear: () => void) => ReactNode
  empty: ReactNode
  error?: { message?: ReactNode; onRetry?: () => void; wayOut?: ReactNode } | null
  page?: PagerProps
  /** The address of the rows as CSV; as a workbook they stand beside it. */
  exportHref?: string
  /** The sorting while the URL has none, in the same form: `-orderedAt`. */
  sorted?: string
  skeletonRows?: number
  /** A last row of totals by column key. */
  foot?: Readonly<Record<string, ReactNode>>
}

/** A work list. The server sorts, filters and pages by the URL. J and K move from row to row, Enter opens, X ticks. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { columns, rows, rowKey, bulkActions } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const selection = useSelection(rows?.map(rowKey) ?? [])
  useRowKeys(body, bulkActions ? selection.toggle : null, Boolean(rows?.length))
  if (props.error) {
    const { message, ...ways } = props.error
    return <ErrorState {...ways}>{message}</ErrorState>
  }
  if (rows?.length === 0) return <>{props.empty}</>
  return (
    <>
      {bulkActions && selection.keys.length > 0 && (
        <div
          role="status"
          className="sticky top-(--notices,0px) z-20 flex flex-wrap items-center gap-2 border-b bg-accent-soft px-3.5 py-1.5"
        >
          <span className="mr-2 font-medium">{selection.keys.length} chosen</span>
          {bulkActions(selection.keys, selection.clear)}
          <button
            type="button"
            onClick={selection.clear}
            className="ml-auto min-h-6 rounded-sm px-1 text-ink-2 hover:text-ink"
          >
            Choose none
          </button>
        </div>
      )}
      <Table label={props.label} stickyHead aria-busy={!rows}>
        <DataTableHead columns={columns} selection={bulkActions ? selection : null} sorted={props.sorted} />
        <TableBody ref={body}>
          {!rows && <SkeletonRows rows={props.skeletonRows ?? 8} columns={columns} ticks={Boolean(bulkActions)} />}
          {rows?.map((row) => (
            <DataRow key={rowKey(row)} row={row} table={props} selection={selection} />
          ))}
        </TableBody>
        {props.foot && rows && <Foot columns={columns} foot={props.foot} ticks={Boolean(bulkActions)} />}
      </Table>
      {(props.page || props.exportHref) && (
        <div className="flex flex-wrap items-center gap-2 border-t px-3.5 py-2 print:hidden">
          {props.exportHref && <ExportLinks href={props.exportHref} />}
          <div className="min-w-0 flex-1">{props.page && <Pager {...props.page} />}</div>
        </div>
      )}
    </>
  )
}

/** The rows as a file, for programs and for people who calculate. */
export function ExportLinks({ href }: { href: string }) {
  const workbook = `${href}${href.includes('?') ? '&' : '?'}as=xlsx`
  return (
    <>
      <a href={href} download className={buttonClass({ tone: 'quiet', size: 'sm' })}>
        Export CSV
      </a>
      <a href={workbook} download className={buttonClass({ tone: 'quiet', size: 'sm' })}>
        XLSX
      </a>
    </>
  )
}

function DataRow<R>({ row, table, selection }: { row: R; table: DataTableProps<R>; selection: Selection }) {
  const router = useRouter()
  const { columns } = table
  const key = table.rowKey(row)
  const href = table.rowHref?.(row)
  const linkKey = (columns.find((column) => column.link) ?? columns[0])?.key
  const open = (event: MouseEvent<HTMLElement>) => {
    if (!href || (event.target as HTMLElement).closest('a, button, input, label, select')) return
    if (getSelection()?.toString()) return
    if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener')
    else router.push(href)
  }
  return (
    <Row
      data-row={key}
      tabIndex={-1}
      selected={selection.has(key) || key === table.currentKey}
      aria-current={key === table.currentKey || undefined}
      muted={table.muted?.(row)}
      onClick={href ? open : undefined}
      className={href && 'cursor-pointer hover:bg-sunken'}
    >
      {table.bulkActions && (
        <Cell className="w-9 pr-0 print:hidden">
          <Checkbox
            aria-label={`Choose ${table.rowLabel?.(row) ?? key}`}
            checked={selection.has(key)}
            onChange={() => selection.toggle(key)}
          />
        </Cell>
      )}
      {columns.map((column) => (
        <Cell key={column.key} numeric={column.numeric} importance={column.importance} grow={column.grow}>
          {href && column.key === linkKey ? (
            <PageLink href={href} data-row-link className="touch rounded-xs hover:underline">
              {column.cell(row)}
            </PageLink>
          ) : (
            column.cell(row)
          )}
        </Cell>
      ))}
    </Row>
  )
}

function Foot<R>({ columns, foot, ticks }: Required<Pick<DataTableProps<R>, 'columns' | 'foot'>> & { ticks: boolean }) {
  return (
    <tfoot className="border-t-2 font-semibold">
      <tr>
        {ticks && <Cell />}
        {columns.map((column) => (
          <Cell key={column.key} numeric={column.numeric} importance={column.importance} grow={column.grow}>
            {foot[column.key]}
          </Cell>
        ))}
      </tr>
    </tfoot>
  )
}

function SkeletonRows<R>({ rows, columns, ticks }: { rows: number; columns: readonly Column<R>[]; ticks: boolean }) {
  return Array.from({ length: rows }, (_, index) => (
    <Row key={index}>
      {ticks && <Cell className="w-9 pr-0 print:hidden" />}
      {columns.map((column) => (
        <Cell key={column.key} importance={column.importance} grow={column.grow}>
          <Skeleton className={column.numeric ? 'ml-auto w-12' : 'w-24'} />
        </Cell>
      ))}
    </Row>
  ))
}
