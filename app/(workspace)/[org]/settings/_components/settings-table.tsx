import type { ReactNode } from 'react'
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
  /** Buttons at the end of a row. */
  actions?: (row: R) => ReactNode
}

/** A short table of settings, all of it at once. */
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
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          )}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={rowKey(row)} muted={muted?.(row)}>
            {columns.map(({ head, cell, ...looks }) => (
              <Cell key={head} {...looks}>
                {cell(row)}
              </Cell>
            ))}
            {actions && <Cell className="text-right max-sm:whitespace-normal">{actions(row)}</Cell>}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
