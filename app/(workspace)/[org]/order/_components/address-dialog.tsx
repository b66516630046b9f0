'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { OrderHead } from '@/server/order/queries/record'
import { isWholeAddress } from '@/server/platform/place/place'

const parts = [
  { key: 'line', label: 'Street and number', required: true, max: 200 },
  { key: 'extra', label: 'More of the address', required: false, max: 200 },
  { key: 'postcode', label: 'Postcode', required: false, max: 20 },
  { key: 'city', label: 'Town', required: true, max: 100 },
  { key: 'region', label: 'Region', required: false, max: 100 },
] as const

/** Where an order goes that nobody could deliver: with it the order is promised a day and goes to the floor. */
export function AddressDialog({ order, onClose }: { order: OrderHead; onClose: () => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const [shipTo, setShipTo] = useState(order.shipTo)
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
      description={`For this order alone, to ${shipTo.name} in ${shipTo.country}. An address written on the customer serves every order that waits for one.`}
      actions={
        <Button
          tone="go"
          disabled={!isWholeAddress(shipTo)}
          busy={address.isPending}
          onClick={() => address.mutate({ orderId: order.id, shipTo })}
        >
          Send it there
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {parts.map(({ key, label, required, max }) => (
          <Field key={key} label={label} required={required}>
            <Input
              value={shipTo[key] ?? ''}
              maxLength={max}
              onChange={(event) => setShipTo({ ...shipTo, [key]: event.target.value })}
            />
          </Field>
        ))}
      </div>
    </Dialog>
  )
}
