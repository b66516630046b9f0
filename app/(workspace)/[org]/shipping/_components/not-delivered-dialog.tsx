'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { QuantityInput } from '@/components/ui/quantity-input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { Quantity } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { ShipmentRecord } from '@/server/shipping/queries/record'
import { type TroubleCause, troubleCauses } from '@/server/shipping/schema'
import { troubleWords } from '@/server/shipping/words/en'
import { ReceiptFields, receiptOf, useReceipt } from './receipt-fields'

type Heard = 'fail' | 'comeBack' | 'part'

/** Records what happened to a shipment that did not arrive. */
export const NotDeliveredDialog = (props: { shipment: ShipmentRecord }) => (
  <DialogButton button={<Button>Not delivered…</Button>}>
    {(onClose) => <NotDelivered {...props} onClose={onClose} />}
  </DialogButton>
)

function NotDelivered({ shipment, onClose }: { shipment: ShipmentRecord } & { onClose: () => void }) {
  const client = useTRPCClient()
  const { today } = useWorkspace()
  const [heard, setHeard] = useState<Heard>('fail')
  const [cause, setCause] = useState<TroubleCause>('NOBODY_THERE')
  const [arrived, setArrived] = useState<Record<string, number | null>>({})
  const [receipt, setReceipt] = useReceipt()
  const verb = useVerb((send: () => Promise<unknown>) => send(), 'Recorded; the shipment is listed under Not delivered')
  const lines = shipment.lines.flatMap(({ orderLineId }) => {
    const quantity = arrived[orderLineId] ?? 0
    return quantity > 0 ? [{ orderLineId, quantity }] : []
  })
  const said = { shipmentId: shipment.id, cause }
  const sends: Record<Heard, () => Promise<unknown>> = {
    fail: () => client.shipping.fail.mutate(said),
    comeBack: () => client.shipping.comeBack.mutate(said),
    part: () => client.shipping.deliverPart.mutate({ ...said, lines, ...receiptOf(receipt, today) }),
  }
  const ready = heard !== 'part' || (lines.length > 0 && receipt.name.trim() !== '')
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`What became of ${shipment.number}?`}
      actions={
        <Button
          tone="go"
          busy={verb.isPending}
          disabled={!ready}
          onClick={() =>
            void verb
              .mutateAsync(sends[heard])
              .then(() => onClose())
              .catch(() => {})
          }
        >
          Record it
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <RadioGroup
          legend="It"
          value={heard}
          onValueChange={(next) => setHeard(next as Heard)}
          options={[
            { value: 'fail', label: 'could not be delivered, the carrier has it' },
            { value: 'comeBack', label: 'came back and is in the house' },
            ...(shipment.state === 'PARTLY_DELIVERED' ? [] : [{ value: 'part', label: 'arrived in part' }]),
          ]}
        />
        <Field label={heard === 'part' ? 'Why not all of it' : 'Why'} required>
          <Select
            value={cause}
            onChange={(event) => setCause(event.target.value as TroubleCause)}
            options={troubleCauses.map((value) => ({ value, label: troubleWords(value) }))}
          />
        </Field>
        {heard === 'part' && (
          <>
            <ReceiptFields receipt={receipt} onChange={setReceipt} />
            <p className="font-medium text-ink-2">How many arrived</p>
            <ul className="flex flex-col gap-2">
              {shipment.lines.map((line) => (
                <li key={line.orderLineId} className="flex items-center gap-3">
                  <span className="min-w-0 flex-1">
                    {line.description}{' '}
                    <span className="text-ink-3 text-xs">
                      <Quantity value={line.quantity} of={line} /> sent
                    </span>
                  </span>
                  <QuantityInput
                    aria-label={`${line.sku} arrived`}
                    className="w-24"
                    of={line}
                    max={line.quantity}
                    value={arrived[line.orderLineId] ?? null}
                    onValueChange={(value) => setArrived({ ...arrived, [line.orderLineId]: value })}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}
