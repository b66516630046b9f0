'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Money } from '@/components/ui/text'
import { ItemChooser } from './item-chooser'
import { useVerb } from './use-verb'

interface ApplyDialogProps {
  source: 'RECEIPT' | 'CREDIT_NOTE'
  /** The id of the receipt, or of the credit note's open item. */
  sourceId: string
  customerId: string
  leftMinor: bigint
  /** Whether this is the next action of its page. */
  go?: boolean
}

/** Applies the rest of a receipt or credit note to the invoices that a person ticks, otherwise to the oldest. */
export const ApplyDialog = (props: ApplyDialogProps) => (
  <DialogButton
    button={<Button {...(props.go ? { tone: 'go' as const } : { size: 'sm' as const })}>Apply to invoices</Button>}
  >
    {(onClose) => <Apply {...props} onClose={onClose} />}
  </DialogButton>
)

/** The open dialog, for who has just made what is to be applied. */
export function Apply({
  source,
  sourceId,
  customerId,
  leftMinor,
  onClose,
}: ApplyDialogProps & { onClose: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { data } = useQuery({ ...trpc.collection.items.queryOptions({ customerId, limit: 100 }) })
  const send = source === 'RECEIPT' ? client.collection.applyReceipt.mutate : client.collection.applyCredit.mutate
  const apply = useVerb(send, 'Applied')
  const items = (data?.rows ?? []).filter((item) => item.openMinor > 0n)
  const done = async () => {
    await apply.mutateAsync({ sourceId, openItemIds: chosen.length > 0 ? [...chosen] : undefined })
    onClose()
    setChosen([])
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Apply to open invoices"
      description={
        <>
          <Money minor={leftMinor} /> is left. Tick what it pays, in that order; with none ticked the oldest are paid
          first.
        </>
      }
      actions={
        <Button
          tone="go"
          busy={apply.isPending}
          disabled={items.length === 0}
          onClick={() => void done().catch(() => {})}
        >
          {chosen.length > 0 ? 'Apply to the ticked' : 'Apply to the oldest'}
        </Button>
      }
    >
      {data && items.length === 0 ? (
        <p className="text-ink-3">Nothing is open.</p>
      ) : (
        <ItemChooser items={items} chosen={chosen} onChange={setChosen} />
      )}
    </Dialog>
  )
}
