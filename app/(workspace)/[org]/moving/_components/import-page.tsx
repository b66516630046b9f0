'use client'

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ImportRecord } from '@/server/exchange/queries/imports'
import { kinds } from '@/server/exchange/rules/fields'
import { refusalWords } from '@/server/words'
import { ColumnsCard } from './columns-card'
import { Done, DoneActions } from './done'
import { MoveIn } from './move-in'
import { RowsCard } from './rows-card'
import { StateTag } from './state-tag'

const underWay = ['CHECKING', 'RUNNING', 'UNDOING']

/** One file: what its columns mean, what each row would become, and what became of it. */
export function ImportPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const queries = useQueryClient()
  const { data: file } = useSuspenseQuery({
    ...trpc.exchange.record.queryOptions({ id }),
    refetchInterval: ({ state }) => (underWay.includes(state.data?.state ?? '') ? 1000 : false),
  })
  const [choosing, setChoosing] = useState(false)
  const asked = async () => {
    setChoosing(false)
    await queries.invalidateQueries(trpc.exchange.pathFilter())
  }
  const what = file.kind ? kinds[file.kind].label : 'Not recognised'
  const choosesColumns = file.state === 'READ' || (choosing && file.state === 'CHECKED')
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Moving in and out', href: href('/settings/moving') }]}
        title={file.fileName}
        tag={<StateTag state={file.state} />}
        note={`${what}${file.program ? ` from ${file.program}` : ''}, ${file.rows} ${file.rows === 1 ? 'row' : 'rows'}`}
        actions={<DoneActions file={file} onAsked={asked} />}
      />
      <SameFile file={file} />
      {choosesColumns && <ColumnsCard file={file} onAsked={asked} />}
      {underWay.includes(file.state) && <Progress file={file} />}
      {file.state === 'CHECKED' && !choosing && (
        <MoveIn file={file} onAsked={asked} onChoose={() => setChoosing(true)} />
      )}
      {(file.state === 'DONE' || file.state === 'UNDONE') && <Done file={file} />}
      {file.kind && !choosesColumns && !underWay.includes(file.state) && <RowsCard file={file} kind={file.kind} />}
    </>
  )
}

/** A file that was moved in before changes what has changed since, which its reader should know. */
function SameFile({ file }: { file: ImportRecord }) {
  const manner = useWorkspace()
  if (file.failure)
    return (
      <Banner tone="bad" title="Nothing was moved in">
        {refusalWords(file.failure, {}, manner)}
      </Banner>
    )
  if (!file.sameAs || file.state === 'DONE') return null
  return (
    <Banner tone="warn" title="This very file was moved in before">
      What is still as it says is left as it is. What has changed since, such as stock that was sold or moved, would be
      set back to what the file says: the rows below name each.
    </Banner>
  )
}

const doing: Record<string, string> = {
  CHECKING: 'looked at',
  RUNNING: 'written',
  UNDOING: 'taken back',
}

function Progress({ file }: { file: ImportRecord }) {
  const label = `${file.done} of ${file.rows} rows ${doing[file.state]}`
  return (
    <Card>
      <p className="mb-2" role="status">
        {label}
      </p>
      <ProgressBar value={file.done} max={file.rows} label={label} />
      <p className="mt-2 text-ink-3">This goes on by itself; the page may be closed.</p>
    </Card>
  )
}
