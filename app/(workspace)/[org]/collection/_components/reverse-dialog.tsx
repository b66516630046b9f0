'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'

/** Reverses a receipt because the bank returned the money or because it was recorded wrongly. */
export function ReverseDialog({ receiptId, number }: { receiptId: string; number: string }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [cause, setCause] = useState<'RETURNED' | 'MISTAKE'>('RETURNED')
  const [reason, setReason] = useState('')
  const reverse = useVerb(client.collection.reverse.mutate, `${number} reversed`)
  const send = async () => {
    await reverse.mutateAsync({ receiptId, cause, reason })
    setOpen(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Reverse</Button>}
      title={`Take ${number} back`}
      description="What it paid is open again. A payment returned by the bank also holds the customer until it is paid."
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
        <Field label="Reason" required>
          <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
