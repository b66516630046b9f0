'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { OrderRecord } from '@/server/order/queries/record'
import { cancellable } from '@/server/order/rules/quantities'
import { unitsOf } from '@/server/platform/money/quantity'

/** Cancels the quantities that have not left, with a reason. */
export function CancelDialog({ record: { order, lines }, onClose }: { record: OrderRecord; onClose: () => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const [reason, setReason] = useState('')
  const cancel = useMutation(
    trpc.order.cancel.mutationOptions({
      onError,
      onSuccess: async ({ stage }) => {
        onClose()
        toast(stage === 'CANCELLED' ? `${order.number} cancelled` : `The rest of ${order.number} is cancelled`)
        await queries.invalidateQueries()
      },
    }),
  )
  const units = unitsOf(lines, cancellable)
  const picked = lines.reduce((sum, line) => sum + line.picked, 0)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Cancel ${order.number}?`}
      description={`${countOf(units, 'unit')} that ${units === 1 ? 'has' : 'have'} not left will be cancelled, and credit comes free at once.${picked > 0 ? ` ${countOf(picked, 'unit')} ${picked === 1 ? 'is' : 'are'} picked already: the floor is asked to put ${picked === 1 ? 'it' : 'them'} back.` : ''}`}
      actions={
        <Button
          tone="danger"
          disabled={!reason.trim()}
          busy={cancel.isPending}
          onClick={() => cancel.mutate({ orderId: order.id, reason })}
        >
          Cancel the order
        </Button>
      }
    >
      <Field label="Reason" required>
        <Input value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
