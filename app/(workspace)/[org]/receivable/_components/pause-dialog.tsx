'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { useWorkspace } from '@/components/ui/workspace'
import type { ReceivableAccount } from '@/server/receivable/queries/account'

/** Pauses a customer's reminders until a day, or ends the pause. */
export const PauseDialog = (props: { account: ReceivableAccount }) => (
  <DialogButton button={<Button>Pause reminders</Button>}>
    {(onClose) => <Pause {...props} onClose={onClose} />}
  </DialogButton>
)

function Pause({ account, onClose }: { account: ReceivableAccount } & { onClose: () => void }) {
  const client = useTRPCClient()
  const { today } = useWorkspace()
  const [until, setUntil] = useState(account.remindersPausedUntil ?? '')
  const pause = useVerb(client.receivable.pause.mutate, 'Noted')
  const send = async (day: string | null) => {
    await pause.mutateAsync({ customerId: account.customerId, until: day })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
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
      <Field name="until" label="Until and with" required>
        <DatePicker value={until} min={today} onValueChange={setUntil} />
      </Field>
    </Dialog>
  )
}
