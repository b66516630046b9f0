'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSubmission } from '@/components/submission'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import { expectInput } from '@/server/supply/schema'

interface Expected {
  id: string
  number: string
  expectedOn: string
}

interface ExpectDialogProps {
  of: Expected
  send: (said: { id: string; expectedOn: string }) => Promise<unknown>
}

/** Another day for all of a purchase list or a transfer that is still open. */
export function ExpectDialog({ of, send }: ExpectDialogProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { today } = useWorkspace()
  const [open, setOpen] = useState(false)
  const [expectedOn, setExpectedOn] = useState(of.expectedOn)
  const { busy, text, fields, submit } = useSubmission({
    schema: expectInput,
    send,
    onDone: async () => {
      toast(`${of.number} is expected on another day`)
      setOpen(false)
      await queries.invalidateQueries(trpc.pathFilter())
    },
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Another day…</Button>}
      title={`When is ${of.number} expected?`}
      description="For all that is still open. Orders that were promised by it get another day, and their customers are told."
      size="sm"
      actions={
        <Button tone="go" busy={busy} onClick={() => void submit({ id: of.id, expectedOn })}>
          Write it down
        </Button>
      }
    >
      {text && (
        <Banner tone="bad" live>
          {text}
        </Banner>
      )}
      <Field label="Expected on" required error={fields.expectedOn}>
        <DatePicker value={expectedOn} onValueChange={setExpectedOn} min={today} autoFocus />
      </Field>
    </Dialog>
  )
}
