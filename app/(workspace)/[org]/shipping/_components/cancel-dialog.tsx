'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Cancels a shipment before it leaves. */
export function CancelShipmentDialog({ shipmentId, number }: { shipmentId: string; number: string }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const cancel = useVerb(client.shipping.cancel.mutate, `${number} cancelled; its goods wait to be packed again`)
  const send = async () => {
    await cancel.mutateAsync({ shipmentId, reason: reason.trim() })
    setOpen(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Cancel…</Button>}
      title={`Cancel ${number}?`}
      description="Its parcels are opened. What is in them waits to be packed otherwise, or to be put back."
      actions={
        <Button
          tone="danger"
          busy={cancel.isPending}
          disabled={!reason.trim()}
          onClick={() => void send().catch(() => {})}
        >
          Cancel the shipment
        </Button>
      }
    >
      <Field label="Reason" required>
        <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
