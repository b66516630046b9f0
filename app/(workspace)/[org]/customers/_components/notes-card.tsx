'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '@/components/may'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { Instant } from '@/components/ui/text'
import type { CustomerNote } from '@/server/customer/queries/notes'

/** What the team writes down about a customer; who wrote a note changes and deletes it. */
export function NotesCard({ customerId }: { customerId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient().customerNote
  const mayWrite = useMay()('customer.note')
  const { data: notes = [] } = useQuery(trpc.customerNote.list.queryOptions({ id: customerId }))
  if (notes.length === 0 && !mayWrite) return null
  return (
    <Card title="Notes">
      <ul className="flex flex-col gap-3">
        {notes.map((note) => (
          <li key={note.id}>
            <Note note={note} />
          </li>
        ))}
      </ul>
      {mayWrite && (
        <NoteForm
          key={notes[0]?.id}
          label="A new note"
          text=""
          verb="Add the note"
          send={(text) => client.add.mutate({ customerId, text })}
        />
      )}
    </Card>
  )
}

function Note({ note: { id, text, authorName, writtenAt, changedAt, own } }: { note: CustomerNote }) {
  const client = useTRPCClient().customerNote
  const queries = useQueryClient()
  const [changing, setChanging] = useState(false)
  if (changing)
    return (
      <NoteForm
        label="The note"
        text={text}
        verb="Save"
        send={(next) => client.change.mutate({ id, text: next })}
        onDone={() => setChanging(false)}
      />
    )
  return (
    <>
      <p className="whitespace-pre-line break-words">{text}</p>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-3 text-xs">
        <span>
          {authorName ?? 'somebody who left'}, <Instant at={writtenAt} />
          {changedAt && ', changed'}
        </span>
        {own && (
          <>
            <Button size="sm" onClick={() => setChanging(true)}>
              Change
            </Button>
            <ConfirmDialog
              trigger={<Button size="sm">Delete</Button>}
              title="Delete this note?"
              description="It is gone for everybody."
              confirmLabel="Delete"
              onConfirm={async () => {
                await client.delete.mutate({ id })
                await queries.invalidateQueries()
              }}
            />
          </>
        )}
      </p>
    </>
  )
}

interface NoteFormProps {
  label: string
  text: string
  verb: string
  send: (text: string) => Promise<unknown>
  onDone?: () => void
}

function NoteForm({ label, text: before, verb, send, onDone }: NoteFormProps) {
  const queries = useQueryClient()
  const [written, setWritten] = useState(before)
  const { busy, text, fields, submit } = useSubmission({
    send,
    onDone: () => {
      onDone?.()
      void queries.invalidateQueries()
    },
  })
  return (
    <form
      noValidate
      className="mt-3 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (written.trim()) void submit(written.trim())
      }}
    >
      <Field label={label} error={fields.text ?? text}>
        <Textarea value={written} onChange={(event) => setWritten(event.target.value)} rows={2} maxLength={4000} />
      </Field>
      <span className="flex gap-2">
        <Button type="submit" busy={busy} disabled={!written.trim()}>
          {verb}
        </Button>
        {onDone && <Button onClick={onDone}>Cancel</Button>}
      </span>
    </form>
  )
}
