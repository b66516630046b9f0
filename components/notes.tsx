'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSubmission } from '@/components/submission'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { Instant } from '@/components/ui/text'

interface Note {
  id: string
  text: string
  authorName: string | null
  writtenAt: Date
  changedAt: Date | null
  own: boolean
  /** Where else it was written. */
  aside?: string | undefined
}

interface NotesProps {
  title: string
  notes: readonly Note[]
  mayWrite: boolean
  add: (text: string) => Promise<unknown>
  change: (note: { id: string; text: string }) => Promise<unknown>
  remove: (note: { id: string }) => Promise<unknown>
}

/** What the team writes down about a record; who wrote a note changes and deletes it. */
export function Notes({ title, notes, mayWrite, add, change, remove }: NotesProps) {
  if (notes.length === 0 && !mayWrite) return null
  return (
    <Card title={title}>
      <ul className="flex flex-col gap-3">
        {notes.map((note) => (
          <li key={note.id}>
            <NoteRow note={note} change={change} remove={remove} />
          </li>
        ))}
      </ul>
      {mayWrite && <NoteForm key={notes[0]?.id} label="A new note" text="" verb="Add the note" send={add} />}
    </Card>
  )
}

function NoteRow({ note, change, remove }: { note: Note } & Pick<NotesProps, 'change' | 'remove'>) {
  const { id, text, authorName, writtenAt, changedAt, own, aside } = note
  const queries = useQueryClient()
  const [changing, setChanging] = useState(false)
  if (changing)
    return (
      <NoteForm
        label="The note"
        text={text}
        verb="Save"
        send={(next) => change({ id, text: next })}
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
          {aside && `, ${aside}`}
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
                await remove({ id })
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
