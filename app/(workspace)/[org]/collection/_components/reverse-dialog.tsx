'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'

/** Reverses a receipt because the bank returned the money or because it was recorded wrongly. */
export const ReverseDialog = (props: { receiptId: string; number: string }) => (
  <DialogButton button={<Button>Reverse</Button>}>{(onClose) => <Reverse {...props} onClose={onClose} />}</DialogButton>
)

function Reverse({ receiptId, number, onClose }: { receiptId: string; number: string } & { onClose: () => void }) {
  const client = useTRPCClient()
  const [cause, setCause] = useState<'RETURNED' | 'MISTAKE'>('RETURNED')
  const [reason, setReason] = useState('')
  const reverse = useVerb(client.collection.reverse.mutate, `${number} reversed`)
  const send = async () => {
    await reverse.mutateAsync({ receiptId, cause, reason })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Take ${number} back`}
      description="The invoices that it paid are open again. A payment returned by the bank also holds the customer until it is paid."
      actions={
        <Button
          tone="danger"
          busy={reverse.isPending}
          disabled={reason.trim() === ''}
          onClick={() => void send().catch(() => {})}
        >
          Take it back
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="What happened" required>
          <Select
            value={cause}
            onChange={(event) => setCause(event.target.value as typeof cause)}
            options={[
              { value: 'RETURNED', label: 'The bank returned the payment' },
              { value: 'MISTAKE', label: 'It was recorded wrongly' },
            ]}
          />
        </Field>
        <Field name="reason" label="Reason" required>
          <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
