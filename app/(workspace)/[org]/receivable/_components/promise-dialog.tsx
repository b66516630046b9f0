'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { useWorkspace } from '@/components/ui/workspace'
import type { ReceivableAccount } from '@/server/receivable/queries/account'

/** Records a promise to pay; reminders wait for its day. */
export const PromiseDialog = (props: { account: ReceivableAccount }) => (
  <DialogButton button={<Button>Promise</Button>}>
    {(onClose) => <PromiseToPay {...props} onClose={onClose} />}
  </DialogButton>
)

function PromiseToPay({ account, onClose }: { account: ReceivableAccount } & { onClose: () => void }) {
  const client = useTRPCClient()
  const { today } = useWorkspace()
  const [amountMinor, setAmountMinor] = useState<bigint | null>(account.openMinor > 0n ? account.openMinor : null)
  const [promisedOn, setPromisedOn] = useState('')
  const [note, setNote] = useState('')
  const promise = useVerb(client.collection.promise.mutate, 'Noted: reminders wait for the day')
  const send = async () => {
    await promise.mutateAsync({
      customerId: account.customerId,
      amountMinor: amountMinor ?? 0n,
      promisedOn,
      note: note || undefined,
    })
    onClose()
  }
  const ready = amountMinor !== null && amountMinor > 0n && promisedOn !== ''
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${account.name} promises to pay`}
      description="Reminders wait for the day. If the money has not come by then, they resume by themselves."
      actions={
        <Button tone="go" busy={promise.isPending} disabled={!ready} onClick={() => void send().catch(() => {})}>
          Note the promise
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field name="amountMinor" label="Amount" required>
          <MoneyInput value={amountMinor} onValueChange={setAmountMinor} />
        </Field>
        <Field name="promisedOn" label="By" required>
          <DatePicker value={promisedOn} min={today} onValueChange={setPromisedOn} />
        </Field>
        <Field name="note" label="Note">
          <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
