'use client'

import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { FloorParcel } from '@/server/fulfilment/queries/order'

/** Unpacks a parcel that has not left. */
export function UnpackButton({ parcel }: { parcel: FloorParcel }) {
  const client = useTRPCClient()
  const may = useMay()
  const unpack = useVerb(client.shipping.unpack.mutate, `${parcel.number} unpacked`)
  if (!may('fulfilment.pack') || (parcel.shipmentState !== null && parcel.shipmentState !== 'PLANNED')) return null
  return (
    <ConfirmDialog
      trigger={<Button size="sm">Unpack…</Button>}
      title={`Unpack ${parcel.number}?`}
      description={
        parcel.shipmentNumber
          ? `Its goods are loose again. ${parcel.shipmentNumber} is cancelled; its other parcels are planned again.`
          : 'Its goods are loose again: pack them differently, or put them back.'
      }
      confirmLabel="Unpack"
      onConfirm={() => unpack.mutateAsync({ parcelId: parcel.id })}
    />
  )
}
