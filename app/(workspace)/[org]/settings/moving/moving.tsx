'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { DayOf } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ImportListRow } from '@/server/exchange/queries/imports'
import type { Outcome } from '@/server/exchange/rules/decided'
import { kinds } from '@/server/exchange/rules/fields'
import { StateTag } from '../../moving/_components/state-tag'
import { ArchiveCard } from './archive-card'
import { ListsCard } from './lists-card'
import { ReadArchive } from './read-archive'
import { SendFile } from './send-file'

/** How many rows became so; a dash as long as nothing was written. */
const countIn = ({ counts }: ImportListRow, outcome: Outcome) => (counts ? (counts[outcome] ?? 0) : '–')

/** Sends a file to be moved in, and lists those that were. */
export function Moving() {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const may = useMay()
  const { slug } = useWorkspace()
  const {
    data: { rows: files, next },
  } = useSuspenseQuery(trpc.exchange.list.queryOptions())
  return (
    <div className="flex flex-col gap-5">
      <SendFile />
      {may('organisation.change') && (
        <Card title="Cut-over" aside={<Link href={href('/moving/cut-over')}>Compare the totals</Link>}>
          <p className="text-ink-2">
            The totals here beside those of the program before: customers, products, stock, open orders and what is
            owed, until you say go.
          </p>
        </Card>
      )}
      <ListsCard />
      {may('exchange.archive') && <ArchiveCard />}
      {may('exchange.archive') && <ReadArchive />}
      <Card
        title="Files that were sent"
        flush
        footer={
          files.length > 0 && (
            <>
              <ExportLinks href={`/api/export/imports?organisation=${slug}`} />
              {next && <p className="text-ink-3 text-xs">The latest {files.length} are shown; the export has all.</p>}
            </>
          )
        }
      >
        {files.length === 0 ? (
          <EmptyState title="None yet.">
            Nothing is written before you have seen what each row would add or change.
          </EmptyState>
        ) : (
          <Table label="Files that were sent">
            <TableHead>
              <tr>
                <HeadCell grow>File</HeadCell>
                <HeadCell importance="medium">What it is</HeadCell>
                <HeadCell numeric importance="medium">
                  Rows
                </HeadCell>
                <HeadCell numeric importance="low">
                  Added
                </HeadCell>
                <HeadCell numeric importance="low">
                  Changed
                </HeadCell>
                <HeadCell numeric importance="low">
                  Wrong
                </HeadCell>
                <HeadCell importance="low">Sent</HeadCell>
                <HeadCell>State</HeadCell>
              </tr>
            </TableHead>
            <TableBody>
              {files.map((file) => (
                <Row key={file.id}>
                  <Cell grow>
                    <Link href={href(`/moving/${file.id}`)}>{file.fileName}</Link>
                  </Cell>
                  <Cell importance="medium">
                    {[file.kind && kinds[file.kind].label, file.program && `from ${file.program}`]
                      .filter(Boolean)
                      .join(' ')}
                  </Cell>
                  <Cell numeric importance="medium">
                    {file.rows}
                  </Cell>
                  <Cell numeric importance="low">
                    {countIn(file, 'NEW')}
                  </Cell>
                  <Cell numeric importance="low">
                    {countIn(file, 'CHANGED')}
                  </Cell>
                  <Cell numeric importance="low">
                    {countIn(file, 'WRONG')}
                  </Cell>
                  <Cell importance="low">
                    <DayOf at={file.createdAt} />
                  </Cell>
                  <Cell>
                    <StateTag state={file.state} />
                  </Cell>
                </Row>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </div>
  )
}
