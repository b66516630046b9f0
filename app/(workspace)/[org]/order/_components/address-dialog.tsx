'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { focusFirstInvalid } from '@/components/submission'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { OrderHead } from '@/server/order/queries/record'
import { isShipTo, ShipToFields } from './ship-to-fields'

/** Enters the missing delivery address of an order. Then the order gets a promised day and goes to the floor. */
export function AddressDialog({ order, onClose }: { order: OrderHead; onClose: () => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const [shipTo, setShipTo] = useState(order.shipTo)
  const [strict, setStrict] = useState(false)
  // Its postcode is never wrong, but what it lacks is asked for.
  const before = { ...order.shipTo, line: '' }
  const address = useMutation(
    trpc.order.address.mutationOptions({
      onError,
      onSuccess: async () => {
        onClose()
        toast(`${order.number} has its address`, { tone: 'ok' })
        await queries.invalidateQueries()
      },
    }),
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Where does ${order.number} go?`}
      description="For this order only. An address entered on the customer's page serves every order that waits for one."
      actions={
        <Button
          tone="go"
          busy={address.isPending}
          onClick={() => {
            if (isShipTo(shipTo, before)) return address.mutate({ orderId: order.id, shipTo })
            setStrict(true)
            focusFirstInvalid('[role=dialog]')
          }}
        >
          Send it there
        </Button>
      }
    >
      <ShipToFields
        value={shipTo}
        onChange={setShipTo}
        strict={strict}
        before={before}
        customer={{ id: order.customerId, name: order.customerName }}
      />
    </Dialog>
  )
}
