'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import type { LotRecord } from '@/server/shipping/queries/lots'

interface Props {
  lot: LotRecord
}

/** Stops a lot, with the reason that everybody will read. */
export const BlockLot = (props: Props) => (
  <DialogButton button={<Button tone="danger">Block</Button>}>
    {(onClose) => <Block {...props} onClose={onClose} />}
  </DialogButton>
)

function Block({ lot, onClose }: Props & { onClose: () => void }) {
  const client = useTRPCClient()
  const [reason, setReason] = useState('')
  const block = useVerb(client.order.blockLot.mutate, () => `${lot.number} is blocked`)
  const send = async () => {
    await block.mutateAsync({ lotId: lot.id, reason: reason.trim() })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Block ${lot.number}`}
      description="Nothing of it is promised, picked or sent any more. Orders that other goods do not cover wait for stock."
      actions={
        <Button
          tone="danger"
          busy={block.isPending}
          disabled={!reason.trim()}
          onClick={() => void send().catch(() => {})}
        >
          Block
        </Button>
      }
    >
      <Field name="reason" label="Why" required>
        <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} autoFocus />
      </Field>
    </Dialog>
  )
}

/** Lifts the block. */
export function UnblockLot({ lot }: Props) {
  const client = useTRPCClient()
  const unblock = useVerb(client.order.unblockLot.mutate, () => `${lot.number} is no longer blocked`)
  return (
    <Button busy={unblock.isPending} onClick={() => unblock.mutate({ lotId: lot.id })}>
      Lift the block
    </Button>
  )
}
