'use client'

import type { ReactNode } from 'react'
import { fieldsOf } from './submission'
import { Banner } from './ui/banner'
import { Button, ButtonLink } from './ui/button'
import { useUnsaved } from './unsaved'

interface RecordFormProps {
  onSubmit: (fields: Record<string, string>) => void
  /** Told of everything that is typed. */
  onTyped?: (fields: Record<string, string>) => void
  busy: boolean
  /** The error about the form as a whole. */
  text: string | null
  /** Without it the form cannot be sent, because the person may only read. */
  submitLabel?: string
  cancelHref?: string
  children: ReactNode
}

/** The form of a record: its fields in cards, errors above, buttons below. */
export function RecordForm({ onSubmit, onTyped, busy, text, submitLabel, cancelHref, children }: RecordFormProps) {
  const unsaved = useUnsaved()
  return (
    <form
      {...unsaved.form}
      onInput={(event) => {
        unsaved.form.onInput()
        onTyped?.(fieldsOf(event.currentTarget))
      }}
      noValidate
      className="flex max-w-4xl flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        unsaved.sent()
        onSubmit(fieldsOf(event.currentTarget))
      }}
    >
      {text && (
        <Banner tone="bad" live className="mb-0">
          {text}
        </Banner>
      )}
      {children}
      <div className="flex flex-wrap gap-2">
        {submitLabel && (
          <Button type="submit" tone="go" busy={busy}>
            {submitLabel}
          </Button>
        )}
        {cancelHref && <ButtonLink href={cancelHref}>Cancel</ButtonLink>}
      </div>
    </form>
  )
}

/** Fields side by side, as many as the width allows. */
export const FieldGrid = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">{children}</div>
)
