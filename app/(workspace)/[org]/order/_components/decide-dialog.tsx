'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { toast } from '@/components/ui/toast'

/** Approves or declines the credit of an order, with the reason. */
export function DecideDialog({ orderId, number, onClose }: { orderId: string; number: string; onClose: () => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const [key] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const [limitMinor, setLimitMinor] = useState<bigint | null>(null)
  const decide = useMutation(
    trpc.order.decide.mutationOptions({
      onError,
      onSuccess: async ({ creditState }) => {
        onClose()
        toast(creditState === 'PASSED' ? `${number} released` : `${number} declined and cancelled`)
        await queries.invalidateQueries()
      },
    }),
  )
  const send = (decision: 'APPROVE' | 'DECLINE') =>
    decide.mutate({
      orderId,
      decision,
      reason,
      idempotencyKey: key,
      ...(decision === 'APPROVE' && limitMinor !== null ? { limitMinor } : {}),
    })
  const ready = reason.trim().length > 0 && !decide.isPending
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Decide credit for ${number}`}
      description="Approving releases the order at once. Declining cancels it and gives its stock back."
      actions={
        <>
          <Button tone="danger" disabled={!ready} onClick={() => send('DECLINE')}>
            Decline and cancel
          </Button>
          <Button tone="go" disabled={!ready} onClick={() => send('APPROVE')}>
            Approve
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Reason" required hint="Kept with the decision.">
          <Textarea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} />
        </Field>
        <Field label="New limit" hint="Left empty, this order alone is approved.">
          <MoneyInput value={limitMinor} onValueChange={setLimitMinor} />
        </Field>
      </div>
    </Dialog>
  )
}
