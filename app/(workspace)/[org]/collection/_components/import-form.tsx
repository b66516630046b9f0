'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Failure, useFailure } from '@/components/failure'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { ImportedStatement } from '@/server/collection/mutations/import-statement'
import { type ColumnChoice, ColumnFields, choiceOf, type Meanings } from './column-fields'
import { RowsToAsk, type Said, type UnclearRows } from './rows-to-ask'

const mostBytes = 5_000_000
const nothingSaid: Said = { answers: [], leaveOut: [] }
const empty = 'The file is empty. Ask the bank for it again.'
const tooLarge = 'The file is larger than 5 MB. Ask the bank for a shorter period.'

async function base64Of(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
  return url.slice(url.indexOf(',') + 1)
}

/** The state of one import. */
function useImport() {
  const client = useTRPCClient()
  const queries = useQueryClient()
  const failure = useFailure()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Pick<Failure, 'code' | 'text' | 'parameters'> | null>(null)
  const [done, setDone] = useState<ImportedStatement[] | null>(null)
  const [said, setSaid] = useState<Said>(nothingSaid)
  const forget = () => {
    setDone(null)
    setProblem(null)
  }
  const send = async (file: File, columns: ColumnChoice | null, more = nothingSaid) => {
    forget()
    // Earlier answers stay valid; rows beyond the first ones are asked about in another round.
    const answered = new Set(more.answers.map(({ row }) => row))
    const answers = [...said.answers.filter(({ row }) => !answered.has(row)), ...more.answers]
    const leaveOut = [...said.leaveOut, ...more.leaveOut]
    if (file.size === 0) return setProblem({ code: 'CSV_EMPTY', text: empty })
    if (file.size > mostBytes) return setProblem({ code: 'FILE_TOO_LARGE', text: tooLarge })
    setBusy(true)
    try {
      const content = await base64Of(file)
      const { statements } = await client.collection.import.mutate({
        fileName: file.name,
        content,
        columns: columns ?? undefined,
        leaveOut,
        answers,
      })
      setDone(statements)
      setSaid(nothingSaid)
      await queries.invalidateQueries()
    } catch (error) {
      const problem = failure(error)
      setSaid(problem.code === 'ROW_NOT_ASKED' ? nothingSaid : { answers, leaveOut })
      setProblem(problem)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, done, forget, send, unsay: () => setSaid(nothingSaid) }
}

/** Imports a bank file and says what was new. When the columns are unclear, it asks for their meaning. */
export function ImportForm() {
  const href = useWorkspaceHref()
  const { busy, problem, done, forget, send, unsay } = useImport()
  const [file, setFile] = useState<File | null>(null)
  const [sample, setSample] = useState<string[][] | null>(null)
  const [meanings, setMeanings] = useState<Meanings>({})
  const asked = problem?.code === 'COLUMNS_UNCLEAR' ? (problem.parameters?.sample as string[][] | undefined) : undefined
  if (asked && asked !== sample) setSample(asked)
  const columns = sample ? choiceOf(meanings) : null
  const unclear = problem?.code === 'ROWS_UNCLEAR' ? (problem.parameters as unknown as UnclearRows) : undefined
  const isTable = !/\.(xml|camt|053)$/i.test(file?.name ?? '')
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Collections', href: href('/collection') }]}
        title="Read a bank file"
        note="CAMT.053 or CSV. The same file twice, or overlapping ones, add nothing twice."
      />
      {problem && (
        <Banner
          tone={asked || unclear ? 'warn' : 'bad'}
          live
          title={asked ? 'Which column is which?' : 'Nothing was taken in'}
        >
          {problem.text}
        </Banner>
      )}
      {done && <Imported statements={done} />}
      {unclear && file && (
        <RowsToAsk
          key={unclear.numbers.join()}
          unclear={unclear}
          busy={busy}
          send={(more) => void send(file, columns, more)}
          chooseColumns={
            isTable && !sample
              ? () => {
                  setSample(unclear.rows.map(([, , ...cells]) => cells))
                  unsay()
                  forget()
                }
              : undefined
          }
        />
      )}
      <Card className="max-w-3xl">
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (file) void send(file, columns)
          }}
        >
          <Field label="File" required>
            <Input
              type="file"
              accept=".xml,.csv,.txt,.camt,.053,text/csv,application/xml"
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null)
                setSample(null)
                setMeanings({})
                unsay()
                forget()
              }}
            />
          </Field>
          {sample && <ColumnFields sample={sample} chosen={meanings} onChange={setMeanings} />}
          <div className="flex gap-2">
            <Button type="submit" tone="go" busy={busy} disabled={!file || (sample !== null && !columns)}>
              {busy ? 'Reading…' : 'Read it'}
            </Button>
            <ButtonLink href={href('/collection')}>Back to the bank lines</ButtonLink>
          </div>
        </form>
      </Card>
    </>
  )
}

function Imported({ statements }: { statements: ImportedStatement[] }) {
  const href = useWorkspaceHref()
  const sum = (name: 'lines' | 'fresh' | 'repeated' | 'skipped') =>
    statements.reduce((total, one) => total + one[name], 0)
  const [skipped, repeated] = [sum('skipped'), sum('repeated')]
  return (
    <Banner
      tone="ok"
      live
      title={
        sum('fresh') === 0
          ? 'Nothing new'
          : `${sum('fresh')} new ${sum('fresh') === 1 ? 'line' : 'lines'} of ${sum('lines')}`
      }
      action={<ButtonLink href={href('/collection')}>See what waits for you</ButtonLink>}
    >
      {sum('fresh') === 0
        ? `All ${sum('lines')} lines of this file were here already; nothing was added.`
        : 'What is certain is being posted automatically.'}
      {repeated > 0 && (
        <>
          {` ${repeated === 1 ? 'One line tells' : `${repeated} lines tell`} of a payment that is already there from another file, and ${repeated === 1 ? 'is' : 'are'} `}
          <Link href={href('/collection?state=IGNORED')}>set aside</Link>: not booked twice unless you say so.
        </>
      )}
      {skipped > 0 &&
        ` ${skipped === 1 ? 'One row was no booked movement, or was' : `${skipped} rows were no booked movements, or were`} left out.`}
    </Banner>
  )
}
