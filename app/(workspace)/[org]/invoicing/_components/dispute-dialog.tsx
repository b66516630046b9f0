'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { disputeCauses } from '@/server/collection/schema'
import { disputeWords } from '@/server/collection/words/en'
import type { InvoiceRecord } from '@/server/invoicing/queries/record'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Records that the customer disputes the invoice. */
export const DisputeDialog = (props: { invoice: Pick<InvoiceRecord, 'item' | 'number'> }) => (
  <DialogButton button={<Button>Disputed</Button>}>
    {(onClose) => <Dispute {...props} onClose={onClose} />}
  </DialogButton>
)

function Dispute({ invoice, onClose }: { invoice: Pick<InvoiceRecord, 'item' | 'number'> } & { onClose: () => void }) {
  const client = useTRPCClient()
  const [cause, setCause] = useState<(typeof disputeCauses)[number]>('QUANTITY')
  const [note, setNote] = useState('')
  const dispute = useVerb(client.collection.dispute.mutate, 'Noted: reminders for this invoice wait')
  const send = async () => {
    await dispute.mutateAsync({ openItemId: invoice.item.id, cause, note: note || undefined })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`The customer disputes ${invoice.number}`}
      description="Reminders for this invoice wait; the open amount and any hold stay."
      actions={
        <Button tone="go" busy={dispute.isPending} onClick={() => void send().catch(() => {})}>
          Note the dispute
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="What is wrong" required>
          <Select
            value={cause}
            onChange={(event) => setCause(event.target.value as typeof cause)}
            options={disputeCauses.map((value) => ({ value, label: capital(disputeWords(value)) }))}
          />
        </Field>
        <Field name="note" label="In their words">
          <Textarea value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
