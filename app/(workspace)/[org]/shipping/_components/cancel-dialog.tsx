'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Cancels a shipment before it leaves. */
export const CancelShipmentDialog = (props: { shipmentId: string; number: string }) => (
  <DialogButton button={<Button>Cancel…</Button>}>{(onClose) => <Cancel {...props} onClose={onClose} />}</DialogButton>
)

function Cancel({ shipmentId, number, onClose }: { shipmentId: string; number: string } & { onClose: () => void }) {
  const client = useTRPCClient()
  const [reason, setReason] = useState('')
  const cancel = useVerb(client.shipping.cancel.mutate, `${number} cancelled; its goods wait to be packed again`)
  const send = async () => {
    await cancel.mutateAsync({ shipmentId, reason: reason.trim() })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
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
      <Field name="reason" label="Reason" required>
        <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
