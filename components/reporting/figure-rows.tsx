'use client'

import { useTRPC } from '@/components/trpc-provider'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTenths } from '@/components/ui/format'
import { useListState } from '@/components/ui/list-state'
import { Tag } from '@/components/ui/tag'
import { Day, Instant, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { PopulationRow } from '@/server/reporting/queries/rows'
import { columnsOf, defaultSort, type RowColumn, recordOf } from '@/server/reporting/rules/columns'
import { type Population, rowsOf } from '@/server/reporting/schema'
import { outcomeWords, populationWords } from '@/server/reporting/words/en'
import { daysWords, spanWords } from './figure-words'

const paths = { order: '/order', document: '/invoicing', receipt: '/collection/receipts', payer: '/credit' } as const
const badOutcomes = new Set(['LATE', 'IN_PARTS', 'NOT_DELIVERED', 'OVER_90'])

function shown({ key, kind }: RowColumn, row: PopulationRow, locale: string) {
  const value = row[key]
  if (value === null || value === undefined) return '–'
  if (kind === 'money') return <Money minor={value as bigint} />
  if (kind === 'day') return <Day day={value as string} />
  if (kind === 'instant') return <Instant at={value as Date} />
  if (kind === 'hours') return spanWords(value as number, locale)
  if (kind === 'days') return daysWords(value as number)
  if (kind === 'flag') return value ? 'yes' : 'no'
  if (kind === 'outcome')
    return <Tag tone={badOutcomes.has(String(value)) ? 'bad' : 'plain'}>{outcomeWords(value)}</Tag>
  return typeof value === 'number' && !Number.isInteger(value) ? formatTenths(value, locale) : String(value)
}

const numeric = new Set(['money', 'hours', 'days', 'quantity'])

/** Of two texts of any length the line gets the width that is left, and the customer is cut: no amount is pushed out of sight. */
function columns(population: Population, locale: string): Column<PopulationRow>[] {
  const all = columnsOf[population]
  const ofLines = all.some(({ key }) => key === 'description')
  const cut = (column: RowColumn, row: PopulationRow) => (
    <span className="block @max-[36rem]/table:whitespace-normal @max-[36rem]/table:py-1.5 @min-[36rem]/table:max-w-44 @min-[36rem]/table:truncate">
      {shown(column, row, locale)}
    </span>
  )
  return all.map((column, index) => ({
    key: column.key,
    head: column.label,
    cell: (row) => (ofLines && column.key === 'customerName' ? cut(column, row) : shown(column, row, locale)),
    numeric: numeric.has(column.kind),
    importance: column.importance,
    sortable: column.sort,
    grow: column.key === (ofLines ? 'description' : 'customerName'),
    link: index === 0,
  }))
}

/** The rows from which a figure is computed, page by page, sortable, and as a file. */
export function FigureRows({ population }: { population: Population }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { locale } = useWorkspace()
  const { search } = useListState()
  const record = recordOf[population]
  return (
    <WorkList
      list={trpc.reporting.rows.queryOptions(rowsOf(population, search))}
      exported={`figure-${population}`}
      none="No rows in this period."
      narrowed={false}
      sorted={defaultSort[population]}
      label={populationWords[population]}
      columns={columns(population, locale)}
      rowKey={(row) => row.id}
      rowHref={record ? (row) => href(`${paths[record]}/${row.recordId}`) : undefined}
      empty={
        <EmptyState title="No rows in this period.">
          {populationWords[population]} of another period may be there: choose one above.
        </EmptyState>
      }
    />
  )
}
