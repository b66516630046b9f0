'use client'

import type { ReactNode } from 'react'
import { useMay } from '@/components/may'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { Tag } from '@/components/ui/tag'
import { useWorkspace } from '@/components/ui/workspace'
import { RowAction } from './row-action'
import { type SettingsColumn, SettingsTable } from './settings-table'

interface Choice {
  id: string
  name: string
  isDefault?: boolean
  archivedAt: Date | null
}

interface ChoiceListProps<R extends Choice> {
  title: string
  /** The name of the list's export. */
  exported: string
  rows: readonly R[]
  columns: readonly SettingsColumn<R>[]
  /** What the default row is used for: 'for new customers'; missing where there is no default. */
  defaultFor?: string
  add: ReactNode
  /** What stands there while there is none. */
  empty?: ReactNode
  /** The dialog that changes a row. */
  change: (row: R) => ReactNode
  makeDefault?: (row: R) => Promise<unknown>
  archive: (row: R) => Promise<unknown>
  restore: (row: R) => Promise<unknown>
}

/**
 * The rows of a setting from which other pages choose, with one default. A row can be added, changed, archived and
 * restored, but never deleted.
 */
export function ChoiceList<R extends Choice>(props: ChoiceListProps<R>) {
  const { slug } = useWorkspace()
  const mayChange = useMay()('organisation.change')
  const { makeDefault } = props
  const state: SettingsColumn<R> = {
    head: 'State',
    cell: (row) => (row.archivedAt ? <Tag>archived</Tag> : row.isDefault && <Tag tone="ok">{props.defaultFor}</Tag>),
  }
  const actions = (row: R) =>
    row.archivedAt ? (
      <RowAction label="Restore" send={() => props.restore(row)} done={`${row.name} can be chosen again`} />
    ) : (
      <>
        {props.change(row)}
        {!row.isDefault && (
          <>
            {makeDefault && (
              <RowAction label="Make default" send={() => makeDefault(row)} done={`${row.name} is the default`} />
            )}
            <RowAction
              label="Archive"
              confirm={{
                title: `Archive ${row.name}?`,
                description: 'It cannot be chosen until it is restored. Records that use it keep it.',
              }}
              send={() => props.archive(row)}
              done={`${row.name} archived`}
            />
          </>
        )}
      </>
    )
  return (
    <Card
      title={props.title}
      aside={mayChange && props.add}
      flush
      footer={props.rows.length > 0 && <ExportLinks href={`/api/export/${props.exported}?organisation=${slug}`} />}
    >
      {props.rows.length === 0 && props.empty ? (
        props.empty
      ) : (
        <SettingsTable
          label={props.title}
          columns={[...props.columns, state]}
          rows={props.rows}
          rowKey={(row) => row.id}
          muted={(row) => row.archivedAt !== null}
          actions={mayChange ? actions : undefined}
        />
      )}
    </Card>
  )
}
