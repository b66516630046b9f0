'use client'

import { useState } from 'react'
import { Select } from '@/components/ui/select'
import type { ImportRecord } from '@/server/exchange/queries/imports'
import { fieldsOf, type KindName } from '@/server/exchange/rules/fields'

/** So few columns are shown although they say nothing. */
const fewColumns = 6

interface ColumnsProps {
  file: ImportRecord
  kind: KindName
  fieldOf: (column: number) => string
  onSay: (column: number, field: string) => void
}

/** One row for each column: its head, its first cells, and what it says; those that say nothing are folded away. */
export function Columns({ file, kind, fieldOf, onSay }: ColumnsProps) {
  // Which columns say something when the page opens: a row stays where it is while somebody chooses.
  const [said] = useState(() => file.heads.flatMap((_head, column) => (fieldOf(column) ? [column] : [])))
  const all = file.heads.map((_head, column) => column)
  const others = all.filter((column) => !said.includes(column))
  const rows = (columns: readonly number[]) => (
    <div className="flex flex-col divide-y border-y">
      {columns.map((column) => (
        <Column key={column} file={file} kind={kind} column={column} field={fieldOf(column)} onSay={onSay} />
      ))}
    </div>
  )
  return (
    <fieldset>
      <legend className="mb-2 font-medium">What does each column say?</legend>
      {said.length === 0 || others.length < fewColumns ? (
        rows(all)
      ) : (
        <>
          {rows(said)}
          <details className="mt-2">
            <summary className="cursor-pointer py-1.5 text-ink-2 pointer-coarse:py-3.5">
              {others.length} more columns, which are left out
            </summary>
            {rows(others)}
          </details>
        </>
      )}
      <p className="mt-2 text-ink-3">This is remembered for the next file with these heads.</p>
    </fieldset>
  )
}

interface ColumnProps extends Pick<ColumnsProps, 'file' | 'kind' | 'onSay'> {
  column: number
  field: string
}

function Column({ file, kind, column, field, onSay }: ColumnProps) {
  const options = [
    { value: '', label: 'Leave it out' },
    ...fieldsOf(kind).map(({ key, label, required }) => ({
      value: key,
      label: required ? `${label} (needed)` : label,
    })),
  ]
  const head = file.heads[column] || `Column ${column + 1}`
  const cells = [...new Set(file.sample.map((row) => row[column] ?? '').filter(Boolean))].slice(0, 3)
  return (
    <div className="grid items-center gap-x-4 gap-y-1 py-1.5 sm:grid-cols-[minmax(0,1fr)_17rem]">
      <p className="min-w-0 break-words">
        <span className="font-medium">{head}</span>{' '}
        <span className="text-ink-3">{cells.join(' · ').slice(0, 120) || 'empty in the first rows'}</span>
      </p>
      <Select
        aria-label={`${head} says`}
        options={options}
        value={field}
        onChange={(event) => onSay(column, event.target.value)}
      />
    </div>
  )
}
