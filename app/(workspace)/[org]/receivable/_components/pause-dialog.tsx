'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useWorkspace } from '@/components/ui/workspace'
import type { ReceivableAccount } from '@/server/receivable/queries/account'

/** Pauses a customer's reminders until a day, or ends the pause. */
export function PauseDialog({ account }: { account: ReceivableAccount }) {
  const client = useTRPCClient()
  const { today } = useWorkspace()
  const [open, setOpen] = useState(false)
  const [until, setUntil] = useState(account.remindersPausedUntil ?? '')
  const pause = useVerb(client.receivable.pause.mutate, 'Noted')
  const send = async (day: string | null) => {
    await pause.mutateAsync({ customerId: account.customerId, until: day })
    setOpen(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Pause reminders</Button>}
      title={`Reminders to ${account.name}`}
      actions={
        <>
          {account.remindersPausedUntil && (
            <Button busy={pause.isPending} onClick={() => void send(null).catch(() => {})}>
              End the pause
            </Button>
          )}
          <Button tone="go" busy={pause.isPending} disabled={!until} onClick={() => void send(until).catch(() => {})}>
            Pause
          </Button>
        </>
      }
    >
      <Field label="Until and with" required>
        <DatePicker value={until} min={today} onValueChange={setUntil} />
      </Field>
    </Dialog>
  )
}
