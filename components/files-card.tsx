'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatCount } from '@/components/ui/format'
import { Instant } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { FileRow } from '@/server/filing/queries'
import { acceptedEndings } from '@/server/filing/rules'
import type { AboutInput } from '@/server/filing/schema'
import { takenWords } from '@/server/filing/words/en'
import { fileHref, sendFile } from './send-file'

/** A size as people say it: 12 KB, 3.4 MB. */
const sizeWords = (bytes: number, locale: string) =>
  bytes < 1_000_000
    ? `${formatCount(Math.max(1, Math.round(bytes / 1000)), locale)} KB`
    : `${formatCount(Math.round(bytes / 100_000) / 10, locale)} MB`

/** The files beside a record: dropped or chosen here, and downloaded. */
export function FilesCard({ about }: { about: AboutInput }) {
  const trpc = useTRPC()
  const may = useMay()
  const { data: files = [] } = useQuery(trpc.file.list.queryOptions(about))
  const mayAdd = may('file.change')
  if (files.length === 0 && !mayAdd) return null
  return (
    <Card title="Files">
      {files.length > 0 && (
        <ul className={cn('flex flex-col gap-3', mayAdd && 'mb-3')}>
          {files.map((file) => (
            <li key={file.id}>
              <FileLine file={file} mayDelete={mayAdd && (file.own || may('file.deleteAny'))} />
            </li>
          ))}
        </ul>
      )}
      {mayAdd && <AddFiles about={about} />}
    </Card>
  )
}

function FileLine({ file, mayDelete }: { file: FileRow; mayDelete: boolean }) {
  const { slug, locale } = useWorkspace()
  const client = useTRPCClient().file
  const queries = useQueryClient()
  return (
    <>
      <a
        href={fileHref(slug, file.id)}
        download
        className="touch break-words rounded-xs text-accent underline decoration-accent/40 underline-offset-2"
      >
        {file.fileName}
      </a>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-3 text-xs">
        <span>
          {sizeWords(file.sizeBytes, locale)}, {file.addedByName ?? 'somebody who left'}, <Instant at={file.addedAt} />
          {file.ofQuote && ', on the quote'}
        </span>
        {mayDelete && (
          <ConfirmDialog
            trigger={
              <Button size="sm" aria-label={`Delete ${file.fileName}`}>
                Delete
              </Button>
            }
            title={`Delete ${file.fileName}?`}
            description="It is gone for everybody, and cannot be brought back."
            confirmLabel="Delete"
            danger
            onConfirm={async () => {
              await client.delete.mutate({ id: file.id })
              await queries.invalidateQueries()
            }}
          />
        )}
      </p>
    </>
  )
}

function AddFiles({ about }: { about: AboutInput }) {
  const { slug } = useWorkspace()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [refused, setRefused] = useState<readonly string[]>([])
  const send = async (files: readonly File[]) => {
    const wrong: string[] = []
    setRefused([])
    for (const file of files) {
      setSending(file.name)
      const answer = await sendFile(slug, about, file)
      if ('words' in answer) wrong.push(`${file.name}: ${answer.words}`)
    }
    setSending(null)
    setRefused(wrong)
    await queries.invalidateQueries()
  }
  const drag = (event: DragEvent, inside: boolean) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(inside)
  }
  return (
    <div className="flex flex-col gap-2">
      {refused.length > 0 && (
        <Banner tone="bad" live title={refused.length === 1 ? 'The file was not taken' : 'Some files were not taken'}>
          {refused.map((words) => (
            <span key={words} className="block break-words">
              {words}
            </span>
          ))}
        </Banner>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can be chosen by the button as well */}
      <div
        className={cn(
          'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line-strong border-dashed p-3',
          over && 'bg-sunken',
        )}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false)
          void send([...event.dataTransfer.files])
        }}
      >
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={acceptedEndings}
          aria-label="Files to add"
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])]
            event.target.value = ''
            void send(chosen)
          }}
        />
        <Button busy={sending !== null} onClick={() => input.current?.click()}>
          Add files
        </Button>
        <span className="min-w-0 flex-1 break-words text-ink-3 text-xs" aria-live="polite">
          {sending ? `Sending ${sending}…` : `Or drop them here: ${takenWords}.`}
        </span>
      </div>
    </div>
  )
}
