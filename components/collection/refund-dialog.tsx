'use client'

import { useState } from 'react'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import { receiptMethods } from '@/server/collection/schema'
import { methodWords } from '@/server/collection/words/en'
import { useVerb } from './use-verb'

interface RefundDialogProps {
  sourceKind: 'RECEIPT' | 'CREDIT_NOTE'
  sourceId: string
  leftMinor: bigint
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Refunds the rest of a receipt or credit note, or a part of it. */
export const RefundDialog = (props: RefundDialogProps) => (
  <DialogButton button={<Button size={props.sourceKind === 'RECEIPT' ? undefined : 'sm'}>Refund</Button>}>
    {(onClose) => <Refund {...props} onClose={onClose} />}
  </DialogButton>
)

function Refund({ sourceKind, sourceId, leftMinor, onClose }: RefundDialogProps & { onClose: () => void }) {
  const client = useTRPCClient()
  const { today } = useWorkspace()
  const [amountMinor, setAmountMinor] = useState<bigint | null>(leftMinor)
  const [method, setMethod] = useState<(typeof receiptMethods)[number]>('BANK')
  const [refundedOn, setRefundedOn] = useState(today)
  const [reason, setReason] = useState('')
  const refund = useVerb(client.collection.refund.mutate, ({ number }) => `Refund ${number} recorded`)
  const send = async () => {
    if (!amountMinor) return
    await refund.mutateAsync({ sourceKind, sourceId, amountMinor, method, refundedOn, reason })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Refund"
      description="It is posted at once. Pay it at your bank; its bank line is matched when the next bank file is imported."
      actions={
        <Button
          tone="go"
          busy={refund.isPending}
          disabled={!amountMinor || reason.trim() === ''}
          onClick={() => void send().catch(() => {})}
        >
          Record the refund
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field name="amountMinor" label="Amount" required>
          <MoneyInput value={amountMinor} onValueChange={setAmountMinor} />
        </Field>
        <Field label="How" required>
          <Select
            value={method}
            onChange={(event) => setMethod(event.target.value as typeof method)}
            options={receiptMethods.map((value) => ({ value, label: capital(methodWords(value)) }))}
          />
        </Field>
        <Field name="refundedOn" label="Day" required>
          <DatePicker value={refundedOn} max={today} onValueChange={setRefundedOn} />
        </Field>
        <Field name="reason" label="Why" required>
          <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
