'use client'

import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { useWorkspace } from '@/components/ui/workspace'
import type { ShipmentRecord } from '@/server/shipping/queries/record'
import { ReceiptFields, receiptOf, useReceipt } from './receipt-fields'

interface Props {
  shipment: ShipmentRecord
  label?: string
  tone?: 'go'
}

/** Records a proof of delivery: who received the goods, and when. */
export const DeliverDialog = (props: Props) => (
  <DialogButton button={<Button tone={props.tone}>{props.label ?? 'Delivered…'}</Button>}>
    {(onClose) => <Deliver {...props} onClose={onClose} />}
  </DialogButton>
)

function Deliver({ shipment, onClose }: Props & { onClose: () => void }) {
  const client = useTRPCClient()
  const { today } = useWorkspace()
  const [receipt, setReceipt] = useReceipt()
  const deliver = useVerb(client.shipping.deliver.mutate, 'Delivered')
  const send = async () => {
    await deliver.mutateAsync({
      shipmentId: shipment.id,
      ...receiptOf(receipt, today),
    })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="It arrived"
      description={`Handed over to ${shipment.shipTo.name}.`}
      actions={
        <Button
          tone="go"
          busy={deliver.isPending}
          disabled={!receipt.name.trim()}
          onClick={() => void send().catch(() => {})}
        >
          Record the delivery
        </Button>
      }
    >
      <ReceiptFields receipt={receipt} onChange={setReceipt} />
    </Dialog>
  )
}
