'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import type { ShipmentRecord } from '@/server/shipping/queries/record'

/** Changes service or day before the shipment leaves, and the carrier's tracking number until it arrives. */
export const ReplanDialog = (props: { shipment: ShipmentRecord }) => (
  <DialogButton button={<Button>Change</Button>}>{(onClose) => <Replan {...props} onClose={onClose} />}</DialogButton>
)

function Replan({ shipment, onClose }: { shipment: ShipmentRecord } & { onClose: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { today } = useWorkspace()
  const [service, setService] = useState('')
  const [day, setDay] = useState(shipment.plannedOn)
  const [tracking, setTracking] = useState(shipment.trackingNumber ?? '')
  const planned = shipment.state === 'PLANNED'
  const { data: services } = useQuery({ ...trpc.carrier.services.queryOptions(), enabled: planned })
  const replan = useVerb(client.shipping.replan.mutate, 'Changed')
  const send = async () => {
    await replan.mutateAsync({
      shipmentId: shipment.id,
      ...(planned && service ? { carrierServiceId: service } : {}),
      ...(planned && day && day !== shipment.plannedOn ? { plannedOn: day } : {}),
      ...(tracking.trim() && tracking.trim() !== shipment.trackingNumber ? { trackingNumber: tracking.trim() } : {}),
    })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Change ${shipment.number}`}
      actions={
        <Button tone="go" busy={replan.isPending} onClick={() => void send().catch(() => {})}>
          Keep the change
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {planned && (
          <>
            <Field name="carrierServiceId" label="Service" required>
              <Select
                value={service}
                placeholder={`${shipment.serviceName} (as planned)`}
                onChange={(event) => setService(event.target.value)}
                options={(services ?? [])
                  .filter((one) => !one.archivedAt)
                  .map((one) => ({ value: one.id, label: `${one.carrierName}, ${one.name}` }))}
              />
            </Field>
            <Field name="plannedOn" label="Leaves on" required>
              <DatePicker value={day} min={today} onValueChange={setDay} />
            </Field>
          </>
        )}
        <Field name="trackingNumber" label="Tracking number">
          <Input value={tracking} maxLength={100} onChange={(event) => setTracking(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
