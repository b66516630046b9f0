'use client'

import type { ReactNode } from 'react'
import { fieldsOf } from './submission'
import { Banner } from './ui/banner'
import { Button, ButtonLink } from './ui/button'
import { useUnsaved } from './unsaved'

interface RecordFormProps {
  onSubmit: (fields: Record<string, string>) => void
  busy: boolean
  /** What is wrong as a whole. */
  text: string | null
  /** Left out, nothing can be sent: the person may only look. */
  submitLabel?: string
  cancelHref?: string
  children: ReactNode
}

/** A form of a record: its parts as cards, what is wrong above, the buttons below. */
export function RecordForm({ onSubmit, busy, text, submitLabel, cancelHref, children }: RecordFormProps) {
  const unsaved = useUnsaved()
  return (
    <form
      {...unsaved.form}
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

/** Fields side by side as far as the width allows. */
export const FieldGrid = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">{children}</div>
)
