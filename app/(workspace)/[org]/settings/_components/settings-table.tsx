import { Fragment, type ReactNode } from 'react'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'

export interface SettingsColumn<R> {
  head: string
  cell: (row: R) => ReactNode
  numeric?: boolean
  grow?: boolean
  importance?: 'high' | 'medium' | 'low'
}

interface SettingsTableProps<R> {
  label: string
  columns: readonly SettingsColumn<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  muted?: (row: R) => boolean
  /** Buttons at the end of a row; on a phone they stand below it. */
  actions?: (row: R) => ReactNode
}

/** A short table of settings without pages. */
export function SettingsTable<R>({ label, columns, rows, rowKey, muted, actions }: SettingsTableProps<R>) {
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          {columns.map(({ head, cell: _cell, ...looks }) => (
            <HeadCell key={head} {...looks}>
              {head}
            </HeadCell>
          ))}
          {actions && (
            <HeadCell className="max-sm:hidden">
              <span className="sr-only">Actions</span>
            </HeadCell>
          )}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Fragment key={rowKey(row)}>
            <Row muted={muted?.(row)} className={actions && 'max-sm:border-b-0'}>
              {columns.map(({ head, cell, ...looks }) => (
                <Cell key={head} {...looks}>
                  {cell(row)}
                </Cell>
              ))}
              {actions && <Cell className="text-right max-sm:hidden">{actions(row)}</Cell>}
            </Row>
            {actions && (
              <tr className="border-b last:border-b-0 sm:hidden">
                <td colSpan={columns.length} className="px-0.5 pb-1">
                  {actions(row)}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </TableBody>
    </Table>
  )
}
