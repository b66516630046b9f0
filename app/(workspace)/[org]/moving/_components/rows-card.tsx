'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag, type Tone } from '@/components/ui/tag'
import { useWorkspace } from '@/components/ui/workspace'
import type { ImportRecord, ImportRowShown } from '@/server/exchange/queries/imports'
import type { Outcome } from '@/server/exchange/rules/decided'
import { fieldsOf, type KindName, labelOf } from '@/server/exchange/rules/fields'
import { keptWords, problemField } from '@/server/exchange/words/en'
import { refusalWords } from '@/server/words'

const outcomes: Record<Outcome, [words: string, tone: Tone]> = {
  NEW: ['new', 'ok'],
  CHANGED: ['changed', 'plain'],
  SAME: ['already so', 'plain'],
  WRONG: ['wrong', 'bad'],
}

/** The rows of the file with what they become, and why those that are wrong are. */
export function RowsCard({ file, kind }: { file: ImportRecord; kind: KindName }) {
  const trpc = useTRPC()
  const { slug } = useWorkspace()
  const first: Outcome | '' = (file.outcomes.WRONG ?? 0) > 0 ? 'WRONG' : ''
  const [outcome, setOutcome] = useState<Outcome | ''>(first)
  const [behind, setBehind] = useState<readonly number[]>([0])
  const { data } = useQuery({
    ...trpc.exchange.rows.queryOptions({ id: file.id, behind: behind.at(-1), ...(outcome ? { outcome } : {}) }),
    placeholderData: keepPreviousData,
  })
  const last = data?.rows.at(-1)?.place
  return (
    <Card
      title="Rows"
      flush
      aside={
        <Select
          aria-label="Rows that are shown"
          className="w-44"
          options={[
            { value: '', label: 'All rows' },
            ...(Object.keys(outcomes) as Outcome[]).map((one) => ({
              value: one,
              label: `${outcomes[one][0]} (${file.outcomes[one] ?? 0})`,
            })),
          ]}
          value={outcome}
          onChange={(event) => {
            setOutcome(event.target.value as Outcome | '')
            setBehind([0])
          }}
        />
      }
      footer={
        <>
          <ExportLinks
            href={`/api/export/import-rows?organisation=${slug}&id=${file.id}${outcome && `&outcome=${outcome}`}`}
          />
          {(behind.length > 1 || data?.more) && (
            <>
              <Button size="sm" disabled={behind.length === 1} onClick={() => setBehind(behind.slice(0, -1))}>
                Before
              </Button>
              <Button
                size="sm"
                disabled={!data?.more || last === undefined}
                onClick={() => setBehind([...behind, last ?? 0])}
              >
                Next
              </Button>
            </>
          )}
        </>
      }
    >
      {!data ? (
        <Skeleton className="m-3.5 h-24" />
      ) : data.rows.length === 0 ? (
        <EmptyState title="No such row." />
      ) : (
        <Rows rows={data.rows} file={file} kind={kind} />
      )}
    </Card>
  )
}

function Rows({ rows, file, kind }: { rows: readonly ImportRowShown[]; file: ImportRecord; kind: KindName }) {
  const named = fieldsOf(kind)
    .flatMap(({ key }) => file.mapping[key] ?? [])
    .slice(0, 3)
  const says = (row: ImportRowShown) =>
    named
      .map((at) => row.cells[at])
      .filter(Boolean)
      .join(' · ')
  return (
    <Table label="Rows of the file">
      <TableHead>
        <tr>
          <HeadCell numeric>Row</HeadCell>
          <HeadCell importance="medium">Says</HeadCell>
          <HeadCell>Is</HeadCell>
          <HeadCell grow>{file.endedAt ? 'What changed, or why not' : 'What would change, or why not'}</HeadCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.place}>
            <Cell numeric>{row.place}</Cell>
            <Cell importance="medium">
              <span className="block max-w-64 truncate">{says(row)}</span>
            </Cell>
            <Cell>{row.outcome && <Tag tone={outcomes[row.outcome][1]}>{outcomes[row.outcome][0]}</Tag>}</Cell>
            <Cell className="w-full min-w-56 whitespace-normal py-1.5">
              <span className="block text-ink-3 @min-[36rem]/table:hidden">{says(row)}</span>
              <Why row={row} kind={kind} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function Why({ row, kind }: { row: ImportRowShown; kind: KindName }) {
  const { currency, locale, timeZone } = useWorkspace()
  const lines = [
    ...(row.kept ? [['', keptWords(row.kept)] as const] : []),
    ...(row.problems ?? []).map(
      (one) =>
        [
          problemField(kind, one),
          refusalWords(one.code, one.parameters ?? {}, { currency, locale, timeZone }),
        ] as const,
    ),
    ...(row.changes ?? []).map(
      ([field, from, to]) =>
        // Of a new record nothing stood there before.
        [labelOf(kind, field), row.outcome === 'NEW' ? to : `${from || 'empty'} → ${to || 'empty'}`] as const,
    ),
  ]
  return (
    <ul>
      {lines.map(([field, words]) => (
        <li key={`${field}${words}`}>
          {field && <span className="text-ink-3">{field}: </span>}
          {words}
        </li>
      ))}
    </ul>
  )
}
