'use client'

import type { ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ChoiceList } from './choice-list'
import { FormDialog } from './form-dialog'
import { RenameDialog } from './rename-dialog'
import type { SettingsColumn } from './settings-table'

interface Named {
  id: string
  name: string
  isDefault?: boolean
  archivedAt: Date | null
}

/** Choices that are nothing but a name: added, renamed, archived and brought back. */
export function NamedList<Row extends Named>({
  title,
  exported,
  rows,
  columns,
  adding,
  empty,
  add,
  rename,
  archive,
  restore,
}: {
  title: string
  /** The name of the list's export. */
  exported: string
  rows: Row[]
  columns: SettingsColumn<Row>[]
  adding: { label: string; title: string; description: string; hint: string }
  /** What stands there while there is none. */
  empty: ReactNode
  add: (choice: { name: string }) => Promise<unknown>
  rename: (choice: { id: string; name: string }) => Promise<unknown>
  archive: (choice: { id: string }) => Promise<unknown>
  restore: (choice: { id: string }) => Promise<unknown>
}) {
  const { hint, ...words } = adding
  return (
    <ChoiceList
      title={title}
      exported={exported}
      rows={rows}
      columns={columns}
      empty={empty}
      add={
        <FormDialog {...words} size="sm" send={({ name = '' }) => add({ name })}>
          {(errors) => (
            <Field label="Name" required hint={hint} error={errors.name}>
              <Input name="name" maxLength={100} />
            </Field>
          )}
        </FormDialog>
      }
      change={({ id, name }) => <RenameDialog name={name} rename={(next) => rename({ id, name: next })} />}
      archive={({ id }) => archive({ id })}
      restore={({ id }) => restore({ id })}
    />
  )
}
