'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Proof of delivery: who took it. */
export function DeliverDialog({ shipmentId, to }: { shipmentId: string; to: string }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const deliver = useVerb(client.shipping.deliver.mutate, 'Delivered')
  const send = async () => {
    const receivedByName = name.trim() || undefined
    await deliver.mutateAsync({ shipmentId, receivedByName, idempotencyKey: crypto.randomUUID() })
    setOpen(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button tone="go">Delivered…</Button>}
      title="It arrived"
      description={`Handed over to ${to}, now.`}
      actions={
        <Button tone="go" busy={deliver.isPending} onClick={() => void send().catch(() => {})}>
          Record the delivery
        </Button>
      }
    >
      <Field label="Received by" hint="The name of whoever took it.">
        <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      </Field>
    </Dialog>
  )
}
