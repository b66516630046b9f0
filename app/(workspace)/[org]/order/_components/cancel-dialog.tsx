'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { goodsText } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { OrderRecord } from '@/server/order/queries/record'
import { cancellable } from '@/server/order/rules/quantities'
import { ownLines } from '@/server/order/rules/returnables'
import { goodsIn, isOne } from '@/server/platform/money/quantity'

/** Cancels the quantities that have not left, with a reason. */
export function CancelDialog({ record: { order, lines }, onClose }: { record: OrderRecord; onClose: () => void }) {
  const { locale } = useWorkspace()
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
  const goods = goodsIn(ownLines(lines), cancellable)
  const picked = goodsIn(lines, (line) => line.picked)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Cancel ${order.number}?`}
      description={`${goodsText(goods, locale)} that ${isOne(goods) ? 'has' : 'have'} not left will be cancelled, and credit comes free at once.${picked.units > 0 ? ` ${goodsText(picked, locale)} ${isOne(picked) ? 'is' : 'are'} picked already: the floor is asked to put ${isOne(picked) ? 'it' : 'them'} back.` : ''}`}
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
