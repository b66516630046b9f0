'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { PlannedRecord } from '@/server/supply/queries/planned'
import { expectInput } from '@/server/supply/schema'

/** The supplier names another day: for all that is still open. */
export function ExpectDialog({ planned }: { planned: PlannedRecord }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const { today } = useWorkspace()
  const [open, setOpen] = useState(false)
  const [expectedOn, setExpectedOn] = useState(planned.expectedOn)
  const { busy, text, fields, submit } = useSubmission({
    schema: expectInput,
    send: client.supply.expectOn.mutate,
    onDone: async () => {
      toast(`${planned.number} is expected on another day`)
      setOpen(false)
      await queries.invalidateQueries(trpc.pathFilter())
    },
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Another day…</Button>}
      title={`When is ${planned.number} expected?`}
      description="For all that is still open. Orders that were promised by it get another day, and their customers are told."
      size="sm"
      actions={
        <Button tone="go" busy={busy} onClick={() => void submit({ id: planned.id, expectedOn })}>
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
