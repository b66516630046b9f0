'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { fieldsOf, useSubmission } from '@/components/submission'
import { Banner } from '@/components/ui/banner'
import { Button, type ButtonProps } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'

interface FormDialogProps {
  /** The label of the button that opens the dialog. */
  label: string
  title: string
  description?: string
  tone?: ButtonProps['tone']
  size?: ButtonProps['size']
  submitLabel?: string
  send: (fields: Record<string, string>) => Promise<unknown>
  /** The message after success; without it, there is none. */
  done?: string
  /** The fields; `errors` holds the error of each. */
  children: (errors: Readonly<Record<string, string>>) => ReactNode
}

/** A button that opens a small form. After sending, the page's data is read again. */
export function FormDialog(props: FormDialogProps) {
  const [open, setOpen] = useState(false)
  const queries = useQueryClient()
  const form = useId()
  const { busy, text, fields, submit } = useSubmission({
    send: props.send,
    onDone: () => {
      if (props.done) toast(props.done)
      setOpen(false)
      void queries.invalidateQueries()
    },
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button tone={props.tone} size={props.size}>
          {props.label}
        </Button>
      }
      title={props.title}
      description={props.description}
      actions={
        <Button type="submit" form={form} tone="go" busy={busy}>
          {props.submitLabel ?? 'Save'}
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(fieldsOf(event.currentTarget))
        }}
      >
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        {props.children(fields)}
      </form>
    </Dialog>
  )
}
